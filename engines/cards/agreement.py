"""What fields of one document say of each other: where two contradict, one of them was misread."""

from datetime import date
from itertools import pairwise

from .dates import FOREVER
from .document import Fields

TERMS = 5, 10, 20
"""Years for which identity cards hold (law on resident identity cards, article 5); or for ever."""


def in_order(fields: Fields, *names: str) -> Fields:
    """The fields without two neighbours of some days that are not in this order; that which never comes is the last."""
    known = [name for name in names if name in fields]
    wrong = {name for pair in pairwise(known) if fields[pair[0]] > fields[pair[1]] for name in pair}
    return {name: value for name, value in fields.items() if name not in wrong}


def born_as_numbered(fields: Fields) -> Fields:
    """The fields without a day of birth that is not the one in the resident's number, which proves itself."""
    number, birth = fields.get("number", ""), fields.get("birth")
    if not number or birth is None or birth.replace("-", "") == number[6:14]:
        return fields
    return {name: value for name, value in fields.items() if name != "birth"}


def is_term(first: str, last: str) -> bool:
    """Tell whether an identity card may hold from one day to another: whole years, to the same day of the year."""
    if last == FOREVER:
        return True
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    leap = (start.month, start.day) == (2, 29) and end.month in (2, 3) and end.day in (28, 29, 1)
    return end.year - start.year in TERMS and (leap or (start.month, start.day) == (end.month, end.day))
