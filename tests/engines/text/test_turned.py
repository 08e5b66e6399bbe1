"""Pages and lines that do not stand upright, and the order in which they are read."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engines.text import Engine, Line
from engines.text.letters import Letter
from engines.text.line import Region
from engines.text.orientation import UPWARD, Orientations
from tests.support.pictures.pages import Rgb, array, chinese, latin, lines, page, write

WANTED = ["First comes the heading", "then a second line", "and a third one to end"]


def turned(quarters: int) -> Image.Image:
    """A page turned clockwise."""
    return lines(latin(30), *WANTED).rotate(-90 * quarters, expand=True)


@pytest.mark.parametrize("quarters", range(4))
def test_pages_turned_by_quarters(engine: Engine, quarters: int) -> None:
    assert [line.text for line in engine.read(array(turned(quarters))).lines] == WANTED


@pytest.mark.parametrize("quarters", range(4))
def test_corners_are_named_as_one_reads(engine: Engine, quarters: int) -> None:
    image = turned(quarters)
    upright = np.array([line.corners for line in engine.read(array(turned(0))).lines], float)
    found = np.array([line.corners for line in engine.read(array(image)).lines], float)
    width, height = image.size
    x, y = found[..., 0], found[..., 1]
    back = ((x, y), (y, width - 1 - x), (width - 1 - x, height - 1 - y), (height - 1 - y, x))[quarters]
    assert np.abs(np.stack(back, axis=-1) - upright).max() < 8


@pytest.mark.parametrize("degrees", [-5, 3])
def test_a_tilted_page(engine: Engine, degrees: int) -> None:
    image = lines(latin(30), *WANTED).rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    read = engine.read(array(image)).lines
    assert [line.text for line in read] == WANTED
    slope = np.degrees(np.arctan2(*np.subtract(read[2].corners[1], read[2].corners[0])[::-1]))
    assert abs(slope + degrees) < 1.5


def test_one_line_upside_down(engine: Engine) -> None:
    image = lines(latin(30), *WANTED)
    stamp = lines(latin(30), "RECEIVED BY HAND").rotate(180)
    sheet = page(image.width, image.height + stamp.height)
    sheet.paste(image, (0, 0))
    sheet.paste(stamp, (0, image.height))
    read = engine.read(array(sheet)).lines
    assert [line.text for line in read] == [*WANTED, "RECEIVED BY HAND"]
    assert read[3].corners[0].x > read[3].corners[1].x


def test_vertical_columns_go_from_right_to_left(engine: Engine) -> None:
    columns, font = ["秋收时节金黄的稻谷", "铺满晒场村里的广播", "正在播放天气预报"], chinese(40)
    image = page(420, 560)
    for index, column in enumerate(columns):
        for place, letter in enumerate(column):
            write(image, 320 - 110 * index, 50 + 44 * place, letter, font)
    read = engine.read(array(image)).lines
    assert [line.text for line in read] == columns
    for line in read:
        left_top, right_top, _, left_bottom = line.corners
        assert left_top.x < right_top.x < left_top.x + 80
        assert left_bottom.y - left_top.y > 280


def test_columns_of_text_are_read_one_after_the_other(engine: Engine) -> None:
    left = ["The museum shows glass and maps", "from the collection of a sailor", "who retired to this town and"]
    right = ["Wind speed exceeded forty knots", "so the crew lowered every sail", "but one, and waited for the"]
    image, font = page(1100, 270), latin(26)
    for x, column in ((40, left), (600, right)):
        for index, text in enumerate(column):
            write(image, x, 40 + 60 * index, text, font)
    assert [line.text for line in engine.read(array(image)).lines] == [*left, *right]


def test_a_table_is_read_row_by_row(engine: Engine) -> None:
    rows = [("Apples", "30", "12.50"), ("Bread", "15", "7.20"), ("Coffee", "21", "33.80"), ("Lamps", "58", "99.00")]
    image, font = page(800, 330), latin(28)
    for index, row in enumerate(rows):
        for x, cell in zip((40, 400, 600), row, strict=True):
            write(image, x, 40 + 60 * index, cell, font)
    read: list[Line] = engine.read(array(image)).lines
    assert [line.text for line in read] == [cell for row in rows for cell in row]


@pytest.mark.parametrize("degrees", [83, 97, 263, 277])
def test_a_page_turned_and_tilted_is_read_in_order(engine: Engine, degrees: int) -> None:
    """Its long lines counted as lying, its short ones as standing, and these were read in another direction."""
    wanted = ["姓名王小明", "国籍中国", "地址杭州市西湖区文三路二十八号科技大厦", "501室", "电话0571-2026031500"]
    image = lines(chinese(30), *wanted)
    turned_page = image.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    assert [line.text.replace(" ", "") for line in engine.read(array(turned_page)).lines] == wanted


class _ReadsUpward:
    """A recogniser of turned lines that reads nothing where they are upside down: lines grow darker as one reads."""

    def read(self, line: Rgb) -> list[Letter]:
        if line[:, : line.shape[1] // 2].mean() < line[:, line.shape[1] // 2 :].mean():
            return []
        return [Letter(letter, 0.99, 10.0 + 30 * number) for number, letter in enumerate("番茄蛋汤")]


def test_short_turned_lines_that_read_as_nothing_upside_down_are_no_single_characters() -> None:
    image = np.repeat(np.linspace(0, 255, 400, dtype=np.uint8)[:, None, None], 600, axis=1).repeat(3, axis=2)
    lying = [Region(np.array(((x, 100), (x + 40, 100), (x + 40, 260), (x, 260)), float)) for x in range(20, 560, 90)]
    alone: Any = SimpleNamespace(map=lambda work, given: [work(one) for one in given], spent=lambda: False)
    recogniser: Any = _ReadsUpward()
    found = Orientations(image, recogniser, alone, alone).readings(lying)
    assert {(reading.text, reading.turns) for reading in found} == {("番茄蛋汤", UPWARD.turns)}
    assert Orientations(image, recogniser, alone, alone)._characters(lying) is False
