"""Days that contradict each other, or the resident's number: they were answered in silence."""

import pytest

from engines.cards.agreement import is_term
from engines.cards.document import Fields
from engines.cards.documents import driver, idcard, vehicle
from tests.support.lines import Print

from .documents import labels, read


def _back(days: str) -> Fields:
    ((document, fields),) = read([*labels(idcard.BACK_LAYOUT), Print(days, 34.0, 45.3, 2.6)])
    assert document is idcard.BACK
    return fields


@pytest.mark.parametrize(
    ("days", "validity"),
    [
        ("2015.08.10-2025.08.10", "20150810-20250810"),
        ("2015.08.10-长期", "20150810-长期"),
        ("2015.08.10-2026.08.10", None),
        ("2015.08.10-2025.03.10", None),
        ("2015.08.10-2025.08.16", None),
        ("2025.08.10-2015.08.10", None),
    ],
)
def test_a_validity_of_which_a_digit_was_misread_is_left_out(days: str, validity: str | None) -> None:
    assert _back(days).get("validity") == validity


@pytest.mark.parametrize(("last", "right"), [("2022-02-28", True), ("2022-03-01", True), ("2022-02-27", False)])
def test_a_card_of_the_29th_of_february_ends_beside_it(last: str, right: bool) -> None:
    assert is_term("2012-02-29", last) is right


def _licence(*values: Print) -> Fields:
    ((_, fields),) = read([*labels(driver.LAYOUT, ("有效起始日期",)), *values])
    return fields


@pytest.mark.parametrize(("birth", "right"), [("1952-07-31", True), ("1952-01-31", False)])
def test_a_birth_that_is_not_the_number_s_is_left_out(birth: str, right: bool) -> None:
    number = Print("33010619520731000X", 34.0, 14.0, 3.0, 2.2)
    fields = _licence(number, Print(birth, 45.5, 36.8, 2.9))
    assert fields["number"] == "33010619520731000X"
    assert ("birth" in fields) is right


@pytest.mark.parametrize(
    ("first", "last", "right"), [("2015-08-10", "2025-08-10", True), ("2025-08-10", "2015-08-10", False)]
)
def test_a_licence_that_ends_before_it_begins_says_neither(first: str, last: str, right: bool) -> None:
    fields = _licence(Print(first, 26.0, 55.5, 2.9), Print(last, 47.5, 55.5, 2.9))
    assert ("valid_from" in fields, "valid_to" in fields) == (right, right)


@pytest.mark.parametrize(("issued", "right"), [("2017-09-08", True), ("2011-09-08", False)])
def test_a_vehicle_that_is_licensed_before_it_is_registered_says_neither(issued: str, right: bool) -> None:
    days = [Print("2017-09-08", 38.5, 53.7, 2.6), Print(issued, 68.5, 53.7, 2.6)]
    ((_, fields),) = read([*labels(vehicle.MAIN_LAYOUT), *days])
    assert ("registered" in fields, "issued" in fields) == (right, right)
