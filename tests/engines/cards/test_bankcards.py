"""A bank card's number: whole, proven, on a card; or none."""

import numpy as np
import pytest

from engines.cards.bankcards import read_bank_cards
from engines.cards.digitrows import DigitRow
from engines.cards.pieces import Points
from engines.text import Line
from shared.clock import Budget, Deadline
from tests.support.cards.numbers import luhn

from .documents import ENDLESS
from .written import Told, line

SHORT, LONG = "6222 0225 7600 0007", "6217 0006 5600 0000 003"
"""Numbers of zeros that are nobody's."""


def card(number: Line, *more: Line) -> list[Line]:
    return [line("中国银行", 150, 100, 20), number, line("VALID THRU", 400, 560, 12, 16), line("银联", 700, 600), *more]


def numbers(lines: list[Line], told: Told | None = None, glare: bool = False) -> list[str]:
    picture = np.full((800, 1200, 3), 90, np.uint8)
    if glare:
        picture[460:540, 400:520] = 255
    return [found.number for found in read_bank_cards(picture, lines, (told or Told()).engine, ENDLESS)]


@pytest.mark.parametrize("number", [SHORT, LONG, "622202 2576000007", "6222022576000007", "3782 822463 10005"])
def test_a_whole_row_on_a_card_is_its_number(number: str) -> None:
    assert numbers(card(line(number, 100, 500))) == [number.replace(" ", "")]


def test_letters_that_look_like_digits_are_digits() -> None:
    assert numbers(card(line("6222 O225 76OO 0007", 100, 500))) == ["6222022576000007"]


def test_groups_that_were_read_apart_are_one_row() -> None:
    groups = [line(group, 100 + 150 * place, 500 + 2 * place) for place, group in enumerate(LONG.split())]
    assert numbers(card(groups[2], groups[0], groups[4], groups[1], groups[3])) == [LONG.replace(" ", "")]


def grown(text: str) -> str:
    """Digits with Luhn's digit behind them, in groups of four."""
    number = next(f"{text}{digit}" for digit in range(10) if luhn(f"{text}{digit}") % 10 == 0)
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


@pytest.mark.parametrize("start", ["6222580000000000", "62290800000000000"])
def test_a_number_of_17_or_18_digits_is_one_of_the_issuers_that_have_such(start: str) -> None:
    assert numbers(card(line(grown(start), 100, 500))) == [grown(start).replace(" ", "")]


@pytest.mark.parametrize("start", ["6217000000000000", "62170000000000000", "6229080000000000", "62225800000000000"])
def test_a_longer_number_of_which_a_digit_was_not_read_is_none(start: str) -> None:
    assert numbers(card(line(grown(start), 100, 500))) == []


@pytest.mark.parametrize(
    "wrong", ["6222 0225 7600 0008", "1222 0225 7600 0005", "6217 0006 5600 0000 01", "6222 0225 7600"]
)
def test_a_number_that_does_not_prove_itself_is_none(wrong: str) -> None:
    assert numbers(card(line(wrong, 100, 500))) == []


def test_a_number_in_a_longer_row_is_none() -> None:
    assert numbers(card(line("号" + SHORT.replace(" ", ""), 100, 500))) == []
    assert numbers(card(line(SHORT, 100, 500), line("元", 100 + 19.4 * 30, 500))) == []


def test_digits_at_an_uneven_pitch_are_none() -> None:
    assert numbers(card(line("6222022 5760 00007", 100, 500))) == []


def test_a_number_without_a_card_is_none() -> None:
    assert numbers([line(SHORT, 100, 500)]) == []
    assert numbers([line(SHORT, 100, 500), line("中国银行", 150, 100, 20)]) == []


def test_a_number_on_another_paper_of_a_bank_is_none() -> None:
    assert numbers(card(line(SHORT, 100, 500), line("交易金额", 300, 560, 20))) == []
    assert numbers(card(line(SHORT, 300, 500), line("银行卡号:", 60, 500, 24))) == []


@pytest.mark.parametrize(("of", "found"), [("会员", []), ("社会保障", [SHORT.replace(" ", "")])])
def test_numbers_of_social_security_on_a_card_have_labels_of_their_own(of: str, found: list[str]) -> None:
    holder = [line(f"{of}号码33010619520731000X", 100, 380, 24), line("卡号A00000000", 100, 430, 24)]
    assert numbers(card(line(SHORT, 100, 500), *holder)) == found


def test_print_around_a_card_says_nothing_of_it() -> None:
    assert numbers(card(line(SHORT, 200, 500), line("订单编号一零二四", 820, 540, 30))) == [SHORT.replace(" ", "")]
    assert numbers(card(line(SHORT, 200, 500), line("订单编号", 60, 500, 18, 20))) == [SHORT.replace(" ", "")]


def test_an_unsure_digit_makes_no_number() -> None:
    assert numbers(card(line(SHORT, 100, 500, probability=0.45))) == []


def test_a_doubtful_row_is_read_again() -> None:
    told = Told([line(SHORT, 100, 500)])
    assert numbers(card(line("6222 0225 76", 100, 500)), told) == [SHORT.replace(" ", "")]


def test_what_is_read_again_must_not_reach_the_end_of_what_was_seen() -> None:
    cut = line("6222 0225 7600 0007", 400, 500)  # 1,200 pixels end two pitches behind its last digit
    told = Told([line("6222 0225 7600 0007", 630, 500)])
    assert numbers(card(line("6222 0225 76", 630, 500)), told) == []
    assert numbers(card(cut)) == [SHORT.replace(" ", "")]


def test_a_last_group_that_was_not_read_makes_no_shorter_number() -> None:
    told = Told([line("003", 700, 500)])
    assert numbers(card(line(SHORT, 100, 500)), told) == []


def test_a_number_at_the_edge_of_the_image_may_go_on_beyond_it() -> None:
    assert numbers(card(line(SHORT, 645, 500))) == []


def test_a_number_under_glare_is_none() -> None:
    assert numbers(card(line(SHORT, 100, 500)), glare=True) == []


def test_the_same_number_twice_is_one_and_the_clearest_of_two_cards_comes_first() -> None:
    twice = [line(SHORT, 100, 500), line(SHORT, 100, 300)]
    assert numbers(card(twice[0], twice[1])) == [SHORT.replace(" ", "")]
    other = card(line(LONG, 100, 300, probability=0.95), line(SHORT, 100, 500))
    assert numbers(other) == [SHORT.replace(" ", ""), LONG.replace(" ", "")]


def test_of_a_page_of_numbers_each_looks_at_the_others_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    place = DigitRow.place

    def counted(row: DigitRow, points: Points) -> Points:
        nonlocal steps
        steps += 1
        return place(row, points)

    monkeypatch.setattr(DigitRow, "place", counted)
    words = [line("银行卡 VISA", 150 * (cell % 20), 60 * (cell // 20) + 30) for cell in range(400)]
    page = [line(str(1000 + cell), 150 * (cell % 20), 60 * (cell // 20)) for cell in range(400)]
    assert numbers([*page, *words]) == []
    assert steps < 20 * len(page)


def test_a_number_for_which_there_is_no_time_is_none_and_said_to_be_left_out() -> None:
    budget = Budget(Deadline.after(-1))
    picture = np.full((1000, 1200, 3), 200, np.uint8)
    assert read_bank_cards(picture, card(line(LONG, 100, 500)), Told().engine, budget) == []
    assert not budget.complete
