"""Names and addresses of identity cards of which a row or a character is in danger, from lines written by hand."""

import pytest

from engines.cards.documents import idcard
from engines.text import Engine
from tests.support.lines import Print

from .documents import NOTHING, labels, read
from .written import Told, line

NUMBER = "33010619520731000X"
ROWS = ["贵州省黔西南布依族苗", "族自治州兴义市团结西", "路二段490号碧桂园凤", "凰城5号楼1单元"]
"""They hold one character less than ours."""


def _fields(*prints: Print, engine: Engine = NOTHING) -> dict[str, str]:
    ((_, fields),) = read([*labels(idcard.FRONT_LAYOUT), *prints, Print(NUMBER, 29.6, 44.8, 3.3, 2.5)], engine=engine)
    return fields


def _rows(texts: list[str], first: float = 28.4) -> list[Print]:
    """Digits are half as wide as ideographs."""
    places = enumerate(texts)
    return [Print(text, 15.5, first + 4.4 * place, 2.6, 1.2 * text[:2].isdecimal()) for place, text in places]


@pytest.mark.parametrize("rows", [ROWS[:3], ROWS])
def test_the_last_of_several_rows_is_not_lost_above_the_number(rows: list[str]) -> None:
    fields = _fields(*_rows(rows))
    assert (fields["address"], fields["number"]) == ("".join(rows), NUMBER)


def test_a_last_row_that_was_not_found_is_looked_for_below_rows_of_fewer_characters() -> None:
    below = Told([line("8号", 360, 440)]).engine
    assert _fields(*_rows(ROWS[:2]), engine=below)["address"] == "".join(ROWS[:2]) + "8号"


def test_a_last_row_of_digits_is_not_taken_for_another_script() -> None:
    assert _fields(*_rows([*ROWS[:2], "28-3-651"]))["address"] == "".join(ROWS[:2]) + "28-3-651"


def test_an_address_of_which_the_first_row_was_not_read_is_left_out() -> None:
    assert "address" not in _fields(*_rows(ROWS[1:2], 32.8))


def test_a_dash_that_may_be_an_ideograph_at_the_end_of_a_name_leaves_it_out() -> None:
    assert "name" not in _fields(Print("赵一—", 15.5, 10.0, 3.1, doubt={2: 0.6}))
