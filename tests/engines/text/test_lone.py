"""Lone characters, drawings without text, and seals."""

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import array, chinese, latin, page, write


def texts(engine: Engine, image: Image.Image) -> list[str]:
    return [line.text for line in engine.read(array(image)).lines]


def test_a_lone_one_is_read(engine: Engine) -> None:
    """Its region is tall, so it was read lying only, as a dash, and dropped."""
    image, font = page(220, 130), latin(44)
    write(image, 100, 40, "1", font)
    assert texts(engine, image) in (["1"], ["l"], ["I"])


def test_marks_in_a_table_are_kept(engine: Engine) -> None:
    image, font = page(420, 330), chinese(28)
    rows = [("Item", "OK"), ("Glass", "√"), ("Paper", "+"), ("Steel", "√"), ("Wool", "×")]
    for index, row in enumerate(rows):
        for x, cell in zip((40, 260), row, strict=True):
            write(image, x, 20 + 60 * index, cell, font)
    assert {"√", "+"} <= set(texts(engine, image))


def test_marks_beside_words_in_a_column_are_no_letters(engine: Engine) -> None:
    """As 阴 stands in the column too, they were read as 十, X and 土."""
    image, font = page(420, 410), chinese(34)
    rows = [("项目", "结果"), ("葡萄糖", "+"), ("血红", "×"), ("胆红素", "阴"), ("酮体", "+"), ("白细胞", "±")]
    for index, row in enumerate(rows):
        for x, cell in zip((40, 260), row, strict=True):
            write(image, x, 20 + 60 * index, cell, font)
    read = texts(engine, image)
    assert {"+", "×", "阴", "±"} <= set(read)
    assert not {"十", "X", "土"} & set(read)


@pytest.mark.parametrize("sides", [4, 30])
def test_shapes_are_no_text(engine: Engine, sides: int) -> None:
    """Rings were read as 0, 8 and O."""
    image = page(640, 420)
    draw, chance = ImageDraw.Draw(image), np.random.default_rng(11)
    for x, y, radius in chance.integers((30, 30, 6), (610, 390, 24), (40, 3)):
        draw.regular_polygon((int(x), int(y), int(radius)), sides, outline="black", width=2)
    assert texts(engine, image) == []


def test_a_page_of_lone_digits_is_text(engine: Engine) -> None:
    image, font = page(400, 420), latin(40)
    for index in range(9):
        write(image, 60 + 120 * (index % 3), 40 + 130 * (index // 3), str(index + 1), font)
    assert sorted("".join(texts(engine, image))) == list("123456789")


def stamped(image: Image.Image, x: int, y: int, radius: int, text: str) -> None:
    """Stamp a red seal with a star and a straight line; print shows through."""
    stamp, red = page(*image.size), (205, 25, 30)
    draw = ImageDraw.Draw(stamp)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=5)
    draw.regular_polygon((x, y, radius * 0.25), 3, fill=red)
    draw.text((x, y + radius * 0.55), text, font=chinese(round(radius * 0.2)), fill=red, anchor="mm")
    image.paste(ImageChops.multiply(image, stamp))


def test_the_line_in_a_seal_is_read(engine: Engine) -> None:
    image = page(360, 360)
    stamped(image, 180, 180, 140, "财务专用章")
    assert texts(engine, image) == ["财务专用章"]


def test_print_under_a_seal_stays_whole(engine: Engine) -> None:
    image, font = page(700, 320), chinese(28)
    wanted = ["合同编号 2026031500", "付款方式 银行转账后发货", "交货地点 西湖区文三路"]
    for index, text in enumerate(wanted):
        write(image, 50, 40 + 80 * index, text, font)
    stamped(image, 330, 150, 120, "财务专用章")
    read = [text.replace(" ", "") for text in texts(engine, image)]
    assert [text for text in read if text != "财务专用章"] == [text.replace(" ", "") for text in wanted]


def test_strokes_in_a_table_are_cells(engine: Engine) -> None:
    """The search does not find a lone 一 or -, or reads it as I: what stood to the right came a column too early."""
    image, font = page(620, 330), chinese(30)
    rows = ("一 二 三 四 五", "12 - 7 0 -", "- 105 3 - 1", "8 - 16 4 2")
    for index, row in enumerate(rows):
        for column, cell in enumerate(row.split()):
            ImageDraw.Draw(image).text((70 + 120 * column, 40 + 75 * index), cell, "black", font, anchor="mm")
    assert " ".join(texts(engine, image)) == " ".join(rows)


def test_a_rule_beside_words_is_no_stroke(engine: Engine) -> None:
    image, font = page(520, 260), chinese(30)
    for index, name in enumerate(("姓名", "电话", "地址")):
        write(image, 40, 30 + 70 * index, name, font)
        ImageDraw.Draw(image).line((160, 50 + 70 * index, 480, 50 + 70 * index), fill="black", width=2)
    assert texts(engine, image) == ["姓名", "电话", "地址"]
