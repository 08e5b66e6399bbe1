"""Dashes inside a line, and rules that are none."""

import pytest
from PIL import ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import array, chinese, latin, lines, page, write


@pytest.mark.parametrize("size", [22, 30, 36])
def test_a_dash_between_pieces_is_not_lost(engine: Engine, size: int) -> None:
    """The search found two lines beside it, or the dash was read as —, ——— or a hyphen."""
    wanted = ["他点点头，随后走了——再会", "开头那一行——接着说——到此", "面谈——价格"]
    image = lines(chinese(size), *wanted)
    assert [line.text for line in engine.read(array(image)).lines] == wanted


def test_a_rule_below_cells_does_not_join_them(engine: Engine) -> None:
    image, font = page(560, 240), chinese(24)
    draw = ImageDraw.Draw(image)
    for row, cells in enumerate((("经办人", "成立日期"), ("朱敏强", "1988-10-02"), ("王小明", "1991-04-15"))):
        for x, cell in zip((40, 230), cells, strict=True):
            write(image, x, 30 + 56 * row, cell, font)
            draw.line((x - 20, 62 + 56 * row, x + 150, 62 + 56 * row), fill=(60, 60, 60))
    assert [line.text for line in engine.read(array(image)).lines] == [
        "经办人", "成立日期", "朱敏强", "1988-10-02", "王小明", "1991-04-15"
    ]  # fmt: skip


def test_a_range_of_numbers_keeps_its_dash(engine: Engine) -> None:
    image = lines(chinese(30), "见第12—15页", "以及第3页")
    assert [line.text for line in engine.read(array(image)).lines] == ["见第12—15页", "以及第3页"]


def test_cells_beside_each_other_stay_two(engine: Engine) -> None:
    image, font = page(500, 200), latin(28)
    for row, cells in enumerate((("Apples", "30"), ("Pears", "41"))):
        for x, cell in zip((40, 240), cells, strict=True):
            write(image, x, 30 + 70 * row, cell, font)
        for x in range(20, 400):
            image.putpixel((x, 75 + 70 * row), (20, 20, 20))
    assert [line.text for line in engine.read(array(image)).lines] == ["Apples", "30", "Pears", "41"]
