"""Columns without rules, close together: their cells are lines of their own; words of one text, and numbers' groups
are none.
"""

import numpy as np
import pytest

from engines.text import Engine
from tests.support.pictures.pages import chinese, page, write

SIZE = 24
MENU = [("蒜蓉西兰花", "30.00"), ("皮蛋瘦肉粥", "97.50"), ("酸辣土豆丝", "156.50"), ("米饭", "2.00")]
SUMS = [("43.36", "52,566.00"), ("7.23", "4,220.00"), ("65.92", "76,595.00"), ("18.80", "612.00")]
DATES = [("2026-03-15", "14:22"), ("2026-03-16", "09:41"), ("2026-03-17", "18:05")]
PHONES = [("138", "00138000"), ("139", "57128834"), ("186", "26012345")]


def read_in_columns(engine: Engine, rows: list[tuple[str, str]], gap: float) -> list[str]:
    """What is read where the second column ends on the right, so many ems behind the first at its longest cells."""
    font = chinese(SIZE)
    first, second = (max(font.getlength(row[at]) for row in rows) for at in (0, 1))
    right = 20 + first + gap * SIZE + second
    image = page(int(right) + 20, 20 + 42 * len(rows))
    for row, (left_text, right_text) in enumerate(rows):
        write(image, 20, 14 + 42 * row, left_text, font)
        write(image, int(right - font.getlength(right_text)), 14 + 42 * row, right_text, font)
    return [line.text for line in engine.read(np.asarray(image)).lines]


@pytest.mark.parametrize("rows", [MENU, SUMS])
def test_cells_of_close_columns_are_not_one_line(engine: Engine, rows: list[tuple[str, str]]) -> None:
    """The answer was 蒜蓉西兰花30.00, and 43.36 52,566.00."""
    assert read_in_columns(engine, rows, 0.5) == [text for row in rows for text in row]


@pytest.mark.parametrize("rows", [DATES, PHONES])
def test_a_time_and_a_numbers_group_stay_with_what_is_before_them(engine: Engine, rows: list[tuple[str, str]]) -> None:
    found = read_in_columns(engine, rows, 0.5)
    assert [text.replace(" ", "") for text in found] == [one + other for one, other in rows]


def test_labels_that_are_spread_over_their_column_stay_words(engine: Engine) -> None:
    """Of a licence's 注册资本, 成立日期 and 营业期限 the first and the last character became lines of their own."""
    font, image = chinese(SIZE), page(360, 170)
    for row, (label, value) in enumerate(
        [("注册资本", "壹佰万元整"), ("成立日期", "有限责任"), ("营业期限", "长期有效")]
    ):
        for at, sign in enumerate(label):
            write(image, 20 + at * 36, 14 + 48 * row, sign, font)
        write(image, 220, 14 + 48 * row, value, font)
    read = [line.text for line in engine.read(np.asarray(image)).lines]
    assert [text for text in read if text in ("注册资本", "成立日期", "营业期限")] == [
        "注册资本",
        "成立日期",
        "营业期限",
    ]
