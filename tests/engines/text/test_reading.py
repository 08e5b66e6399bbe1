"""What is read: scripts, sizes, colours, places."""

import numpy as np
import pytest
from PIL import ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import array, chinese, latin, lines, page, write


def texts(engine: Engine, image: object) -> list[str]:
    return [line.text for line in engine.read(np.asarray(image)).lines]


def test_english_keeps_its_spaces(engine: Engine) -> None:
    image = lines(latin(28), "The library opens at nine on Saturdays", "and lends five books to every reader.")
    assert texts(engine, image) == ["The library opens at nine on Saturdays", "and lends five books to every reader."]


def test_chinese(engine: Engine) -> None:
    image = lines(chinese(30), "社区图书馆每周六上午九点开放", "凭借书证可以一次借阅五本图书")
    assert texts(engine, image) == ["社区图书馆每周六上午九点开放", "凭借书证可以一次借阅五本图书"]


def test_mixed_scripts_and_digits(engine: Engine) -> None:
    image = lines(chinese(32), "订单号 20261121 已发货", "Email: someone@example.com", "合计：128.50元")
    read = texts(engine, image)
    assert [text.replace(" ", "").replace(":", "：") for text in read] == [
        "订单号20261121已发货",
        "Email：someone@example.com",
        "合计：128.50元",
    ]


def test_white_on_dark(engine: Engine) -> None:
    image = lines(latin(30), "Exit through the gift shop", ground=(15, 20, 40), ink=(240, 240, 235))
    assert texts(engine, image) == ["Exit through the gift shop"]


@pytest.mark.parametrize("size", [13, 18, 40, 90])
def test_sizes(engine: Engine, size: int) -> None:
    assert texts(engine, lines(latin(size), "Quality 2026")) == ["Quality 2026"]


def test_text_that_touches_the_border(engine: Engine) -> None:
    text, font = "border line 42", latin(30)
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    image = page(right - left, bottom - top)
    write(image, -left, -top, text, font)
    assert texts(engine, image) == [text]


def test_a_long_strip_is_read_in_pieces_without_loss(engine: Engine) -> None:
    words = "the quick brown fox jumps over a lazy dog while seven boxing wizards watch " * 7
    font = latin(20)
    image = page(int(font.getlength(words)) + 20, 32)
    write(image, 10, 3, words.strip(), font)
    (line,) = engine.read(array(image)).lines
    assert line.text.replace(" ", "") == words.replace(" ", "")
    assert line.corners[1].x - line.corners[0].x > image.width - 60


def test_small_print_on_twelve_megapixels(engine: Engine) -> None:
    image, font = page(3000, 4000), latin(34)
    wanted = [f"Paragraph {number} of the contract is binding" for number in range(12)]
    for number, text in enumerate(wanted):
        write(image, 300, 300 + 60 * number, text, font)
    assert texts(engine, image) == wanted


def test_corners_enclose_the_line(engine: Engine) -> None:
    font, image = latin(36), page(700, 200)
    write(image, 100, 60, "Enclosed", font)
    left, top, right, bottom = font.getbbox("Enclosed")
    (line,) = engine.read(array(image)).lines
    truth = [(100 + left, 60 + top), (100 + right, 60 + top), (100 + right, 60 + bottom), (100 + left, 60 + bottom)]
    assert np.hypot(*(np.array(line.corners) - np.array(truth)).T).max() < 12
    assert line.score > 0.9


def test_label_and_value_far_apart_are_two_lines(engine: Engine) -> None:
    image, font = page(800, 120), latin(30)
    write(image, 30, 40, "Subtotal", font)
    write(image, 600, 40, "130.25", font)
    assert texts(engine, image) == ["Subtotal", "130.25"]


def test_a_line_tells_where_each_character_stands(engine: Engine) -> None:
    image, font = page(600, 200), latin(32)
    write(image, 60, 80, "No. 4711", font)
    (line,) = engine.read(array(image)).lines
    assert "".join(character.text for character in line.characters) == line.text
    for wanted in "o47":
        (character,) = [character for character in line.characters if character.text == wanted]
        before = "No. 4711".split(wanted, maxsplit=1)[0]
        middle = 60 + font.getlength(before) + font.getlength(wanted) / 2
        assert np.hypot(character.place.x - middle, character.place.y - 98) < 12
        assert character.probability > 0.9


def test_a_line_whose_place_is_known_is_read_there(engine: Engine) -> None:
    image = np.asarray(lines(latin(28), "Gate 7", "closes at noon"))
    above = engine.read(image).lines[0]
    read = engine.read_line(image, np.array(above.corners, np.float64))
    assert read.text == "Gate 7"
    assert np.abs(np.array(read.characters[0].place) - above.characters[0].place).max() < 8


def test_a_line_of_known_signs_has_no_others(engine: Engine) -> None:
    image = np.asarray(lines(latin(28), "O7l8"))
    corners = np.array(engine.read(image).lines[0].corners, np.float64)
    assert set(engine.read_line(image, corners, frozenset("0178")).text) <= set("0178")


def test_a_dash_does_not_cut_a_line(engine: Engine) -> None:
    image = lines(chinese(32), "车站旁的书店搬走了——只剩招牌。")
    assert texts(engine, image) == ["车站旁的书店搬走了——只剩招牌。"]


def test_a_dash_in_a_line_whose_region_is_wide_is_kept(engine: Engine) -> None:
    """Brackets widen it: then a dash of two ems seemed too short for one."""
    font, image = chinese(32), page(640, 100)
    write(image, 32, 32, "店主说（笑）改天再来", font)
    ImageDraw.Draw(image).line((362, 50, 406, 50), fill=(20, 20, 20), width=2)
    write(image, 416, 32, "关门。", font)
    assert texts(engine, image) == ["店主说（笑）改天再来——关门。"]


def test_signs_that_cannot_be_read_do_not_cut_a_line(engine: Engine) -> None:
    font, image = chinese(32), page(700, 120)
    write(image, 40, 40, "面积", font)
    ImageDraw.Draw(image).rectangle((120, 46, 150, 72), outline=(20, 20, 20), width=2)
    ImageDraw.Draw(image).ellipse((164, 46, 190, 72), outline=(20, 20, 20), width=2)
    write(image, 204, 40, "已经核对", font)
    (text,) = texts(engine, image)
    assert text.startswith("面积")
    assert text.endswith("已经核对")


def test_a_ruled_line_below_label_and_value_does_not_join_them(engine: Engine) -> None:
    font, image = chinese(30), page(700, 120)
    write(image, 40, 40, "联系人", font)
    write(image, 330, 40, "王小明", font)
    ImageDraw.Draw(image).line((20, 84, 680, 84), fill=(20, 20, 20), width=2)
    assert texts(engine, image) == ["联系人", "王小明"]


def test_a_letter_spaced_word_is_one_line_and_its_corners_enclose_it(engine: Engine) -> None:
    font, image = chinese(70), page(760, 260)
    for index, letter in enumerate("滨江路"):
        write(image, 60 + 160 * index, 40, letter, font)
    write(image, 150, 170, "BINJIANG ROAD", latin(40))
    first, second = engine.read(array(image)).lines
    assert (first.text, second.text) == ("滨江路", "BINJIANG ROAD")
    assert abs(first.corners[0].x - 60) < 20
    assert abs(first.corners[1].x - 450) < 20
    assert [round((character.place.x - 95) / 160) for character in first.characters] == [0, 1, 2]


def test_stacked_characters_beside_rows_are_one_line(engine: Engine) -> None:
    image = page(700, 330)
    for index, letter in enumerate("第三联回单"):
        write(image, 40, 30 + 52 * index, letter, chinese(34))
    for index, text in enumerate(("付款人：南京金桥物流", "收款人：苏州和顺丝绸", "金额：1280.00元")):
        write(image, 160, 34 + 70 * index, text, chinese(30))
    assert texts(engine, image)[-1] == "第三联回单"
    assert len(texts(engine, image)) == 4
