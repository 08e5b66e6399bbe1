"""From what a zone holds to a value that is certain, or none."""

import re
from collections.abc import Callable, Iterable

from .numbers import plain
from .value import Value

LEAST, MEAN = 0.5, 0.9
"""Least and mean probability of a value's characters under which it is left out: of 27 wrong values on drawn cards, a
mean of 0.9 leaves out 13, and with them 3 of 377 right ones."""
ADDRESS = 0.65
"""The same for the characters of addresses, which are common ones: of five drawn ones that have a lower one, all are
wrong; rare characters of names are right from LEAST on."""
CHINESE = "[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
DOTS = "·•‧∙・."
"""As what a dot in the middle is read, the right one first."""
NAME = f"{CHINESE}{{1,20}}(?:[{DOTS}]{CHINESE}{{1,20}})*"
"""The form of a person's name; those of minorities have dots."""
SEX = "[^男女]*([男女])[^男女]*"
"""One of two words, wherever it is in its row: labels beside it may not have been read as such."""
_DOTS = re.compile(f"[{DOTS}]")
_PLACE = re.compile(f"{CHINESE}.{{3,}}")
"""How an address begins, and that it is one: a flat's number alone is the last row of it."""
_LONE_DASH = re.compile(f"(?<![A-Za-z\\d])-(?={CHINESE})")
"""A dash between ideographs: in an address it is more often 一 than what it looks like."""


def certain(value: Value | None) -> str | None:
    """The text of a value, if it is certain."""
    return value.text if value is not None and value.least >= LEAST and value.mean >= MEAN else None


def whole(text: str | None) -> str | None:
    """A text whose brackets all close: where one does not, a part of it was lost or misread."""
    return text if text and text.count("(") == text.count(")") else None


def address(value: Value | None) -> str | None:
    """An address, if it is certain."""
    text = whole(certain(value)) if value is not None and value.least >= ADDRESS else None
    return text if text and _PLACE.match(text) and not _LONE_DASH.search(text) else None


def proven(value: Value | None, proves: Callable[[str], bool], *, letters: str = "") -> str | None:
    """A number that proves itself, which makes up for a low mean; `letters` are those of them that look like digits."""
    number = plain(value.text, letters=letters) if value is not None and value.least >= LEAST else ""
    return number if proves(number) else None


def person(value: Value | None) -> str | None:
    """A person's name of two characters or more, if it is certain."""
    text = _DOTS.sub("·", certain(value) or "")
    return text if len(text) > 1 else None


def one_of(value: Value | None, words: Iterable[str]) -> str | None:
    """The text of a value, if it is one of a closed list of words; that it is one makes up for a low mean."""
    return value.text if value is not None and value.least >= LEAST and value.text in frozenset(words) else None


def present(**fields: str | None) -> dict[str, str]:
    """The fields that have a value, in their order."""
    return {name: value for name, value in fields.items() if value}
