"""A bank card's number whose groups stand below each other: it was lost."""

import numpy as np
import pytest

from engines.cards.bankcards import read_bank_cards
from engines.cards.digitrows import digit_rows
from engines.cards.digitstacks import digit_stacks
from engines.cards.pieces import pieces
from engines.text import Line

from .documents import ENDLESS
from .written import Told, line

SHORT, LONG = "6222 0225 7600 0007", "6217 0006 5600 0000 003"


def _numbers(number: str, told: Told | None = None, way: int = 80, *more: Line) -> list[str]:
    groups = [line(group, 100, 300 + way * place) for place, group in enumerate(number.split())]
    lines = [
        line("中国银行", 100, 100, 20),
        *groups,
        line("VALID THRU", 100, 740, 12, 16),
        line("银联", 400, 740),
        *more,
    ]
    picture = np.full((900, 600, 3), 90, np.uint8)
    return [found.number for found in read_bank_cards(picture, lines, (told or Told()).engine, ENDLESS)]


@pytest.mark.parametrize("number", [SHORT, LONG])
def test_groups_below_each_other_are_one_number(number: str) -> None:
    assert _numbers(number) == [number.replace(" ", "")]


@pytest.mark.parametrize("number", ["6222 0225 7600 0008", "6222 0225 7600", "6222 0225 760 0007", f"{SHORT} 0000"])
def test_groups_that_are_no_number_are_none(number: str) -> None:
    assert _numbers(number) == []


def test_a_number_below_which_another_group_was_not_read_at_first_is_none() -> None:
    assert _numbers(SHORT, Told([line("003", 100, 620)])) == []


def test_a_number_with_print_beside_a_group_is_none() -> None:
    assert _numbers(SHORT, None, 80, line("电话", 240, 380)) == []


def test_groups_at_uneven_ways_are_none() -> None:
    first, *rest = SHORT.split()
    assert _numbers(" ".join(rest), None, 80, line(first, 100, 175)) == []


def test_groups_of_which_one_stands_on_its_head_held_the_call_for_ever() -> None:
    """Each of two was below the other."""
    groups = [line("6222", 100, 120), line("0225", 100, 300), line("7600", 100, 380, -30)]
    assert digit_stacks(digit_rows(pieces(groups))) == []
