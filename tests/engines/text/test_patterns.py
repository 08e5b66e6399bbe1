"""What looks like text and is none, or is other text than it looks like."""

import numpy as np
import pytest

from engines.text import Engine
from engines.text.legible import legible
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.marks import marked
from tests.support.pictures.pages import array, chinese, lines


def reading(x: float, y: float, text: str, probability: float) -> Reading:
    width, height = 20.0 * len(text), 30.0
    corners = np.array(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))
    letters = tuple(Letter(letter, probability, 16.0 + 32 * index) for index, letter in enumerate(text))
    return Reading(Region(corners), letters, 32.0 * len(text))


def texts(*readings: Reading) -> list[str]:
    return [found.text for found in legible(readings, np.zeros((600, 800, 3), np.uint8))]


def test_dots_in_rows_beside_print_are_no_lines() -> None:
    title = reading(40, 40, "秋日市集", 0.99)
    dots = [reading(0, 200 + 60 * row, "一" + "〇" * 20, 0.57) for row in range(3)]
    assert texts(title, *dots, reading(700, 500, "●·●", 0.6)) == ["秋日市集"]


@pytest.mark.parametrize("text", ["●●●●1234", "****", "00000000", "●●●●"])
def test_masked_numbers_and_zeros_are_text(text: str) -> None:
    assert texts(reading(40, 40, "卡号", 0.99), reading(140, 40, text, 0.9)) == ["卡号", text]


def test_masked_numbers_do_not_turn_a_page_upside_down(engine: Engine) -> None:
    """They read a little better upside down, and 6789 became 6879."""
    image = lines(chinese(30), "****", "●●●● 1234", "········", "○○○○○", "卡号 6789", "密码 ******")
    read = [line.text for line in engine.read(array(image)).lines]
    assert any("6789" in text for text in read)
    assert not any("6879" in text for text in read)


def marks(*column: str) -> list[str]:
    found = marked([reading(300, 50 + 60 * row, text, 0.8) for row, text in enumerate(column)])
    return [each.text for each in found]


def test_ticks_and_crosses_of_a_column_are_no_letters() -> None:
    assert marks("V", "X", "√", "+", "土", "一") == ["√", "×", "√", "+", "±", "-"]


@pytest.mark.parametrize("column", [("V", "V", "V"), ("X", "L", "M"), ("A", "V", "X"), ("一", "二", "十")])
def test_letters_and_numbers_of_a_column_stay(column: tuple[str, ...]) -> None:
    assert marks(*column) == list(column)


def test_marks_of_other_columns_are_no_evidence() -> None:
    sizes = [reading(500, 50 + 60 * row, text, 0.9) for row, text in enumerate(("L", "X", "M"))]
    ticks = [reading(300, 50 + 60 * row, text, 0.9) for row, text in enumerate(("√", "X", "√"))]
    assert [each.text for each in marked([*sizes, *ticks])] == ["L", "X", "M", "√", "×", "√"]
