"""The chevron at the end of an app's row was read as > behind the row's value, or as a line of its own."""

import numpy as np
import pytest

from engines.text.chevrons import without_chevrons
from engines.text.letters import Letter
from engines.text.line import Reading, Region


def row(number: int, text: str, right: float = 700.0, apart: float = 48.0) -> Reading:
    """A row of an app's screen, flush right, whose last sign stands apart."""
    places = [24.0 + 36.0 * index for index in range(len(text))]
    if len(text) > 1:
        places[-1] = places[-2] + apart
    length, top = places[-1] + 12.0, 80.0 * number
    corners = np.array(((right - length, top), (right, top), (right, top + 48), (right - length, top + 48)))
    letters = tuple(Letter(letter, 0.9, place) for letter, place in zip(text, places, strict=True))
    return Reading(Region(corners), letters, length)


def texts(*readings: Reading) -> list[str]:
    return [reading.text for reading in without_chevrons(readings)]


def test_chevrons_of_rows_are_no_text() -> None:
    assert texts(row(0, "已开启>"), row(1, ">"), row(2, "关闭>"), row(3, "设置")) == ["已开启", "关闭", "设置"]


def test_a_line_without_its_chevron_ends_with_its_text() -> None:
    (found, *_) = without_chevrons([row(0, "关闭>"), row(1, "3>"), row(2, "无>")])
    assert found.region.quad[:, 0].max() < 680


@pytest.mark.parametrize("text", ["<b>", "C:>"])
def test_signs_of_code_and_prompts_stay(text: str) -> None:
    found = [row(number, text, apart=48.0 if "<" in text else 24.0) for number in range(4)]
    assert texts(*found) == [text] * 4


def test_a_comparison_stays() -> None:
    left, right = ([row(number, text, right=end) for number in range(4)] for text, end in (("5>", 400.0), ("3", 500.0)))
    assert texts(*left, *right) == ["5>"] * 4 + ["3"] * 4


def test_two_are_no_column() -> None:
    assert texts(row(0, "甲>"), row(1, "乙>")) == ["甲>", "乙>"]


def test_chevrons_out_of_line_stay() -> None:
    found = [row(number, "甲>", right=500.0 + 60 * number) for number in range(4)]
    assert texts(*found) == ["甲>"] * 4
