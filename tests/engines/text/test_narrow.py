"""What stands close below each other in narrow columns of tables."""

import numpy as np
import pytest
from PIL import ImageDraw

from engines.text import Engine
from tests.support.pictures.pages import BLACK, Rgb, chinese, page, write

SIZE = 26
WORDS = ["苹果一箱", "香蕉两斤", "牛奶三盒", "面包四个", "鸡蛋五盘", "大米六袋", "食盐七包", "白糖八斤", "酱油九瓶"]
NUMBERS = ["66", "22", "88", "17", "94", "61", "57", "44", "47"]


def table(pitch: float, *columns: list[str]) -> Rgb:
    image = page(200 * len(columns), int(pitch * len(columns[0])) + 2 * SIZE)
    for place, column in enumerate(columns):
        for row, text in enumerate(column):
            write(image, 20 + 190 * place, int(SIZE / 2 + row * pitch), text, chinese(SIZE))
    return np.asarray(image)


def cells(engine: Engine, image: Rgb) -> list[str]:
    return [cell for line in engine.read(image).lines for cell in line.text.split()]


@pytest.mark.parametrize(
    ("narrow", "pitch"),
    [
        (NUMBERS, 1.1),
        (NUMBERS, 1.18),
        (["8", "9", "10", "11", "12", "13", "14", "15", "16"], 1.18),
        (list("742294381"), 1.18),
        (list("ABBDCADEC"), 1.18),
    ],
)
def test_a_tight_column_came_back_as_one_line_without_most_digits(
    engine: Engine, narrow: list[str], pitch: float
) -> None:
    """66, 22, 88, 17 and so on as 6 22 8 6 6 99."""
    expected = [text for row in zip(WORDS, narrow, strict=True) for text in row]
    assert cells(engine, table(pitch * SIZE, WORDS, narrow)) == expected


@pytest.mark.parametrize("text", ["13812345678", "有朋自远方来不亦乐乎"])
def test_what_is_written_downward_stays_one_line(engine: Engine, text: str) -> None:
    image = page(300, 460)
    for place, sign in enumerate(text):
        ImageDraw.Draw(image).text((40, 30 + 36 * place), sign, font=chinese(32), fill=BLACK)
    assert cells(engine, np.asarray(image)) == [text]


def test_a_downward_line_beside_others_of_another_pitch_stays_one(engine: Engine) -> None:
    image = page(560, 420)
    for place, sign in enumerate("有朋自远方来不亦乐"):
        write(image, 40, 30 + 38 * place, sign, chinese(32))
    for row, word in enumerate(WORDS[:6]):
        write(image, 200, 24 + 62 * row, word, chinese(32))
    assert "有朋自远方来不亦乐" in cells(engine, image=np.asarray(image))
