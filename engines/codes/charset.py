"""Text of bytes that name no charset: UTF-8, else the likeliest of seven others, or each byte as it is."""

import re
from collections.abc import Callable
from typing import NamedTuple

from . import languages


class Candidate(NamedTuple):
    """A charset, the language that is written in it, and how much rarer than GBK it is in codes, in bits."""

    charset: str
    cost: Callable[[str], float]
    rarer: float


CANDIDATES = (
    Candidate("utf-8", languages.european, -5.0),
    Candidate("gb18030", languages.simplified, 0.0),
    Candidate("big5", languages.traditional, 5.0),
    Candidate("cp932", languages.japanese, 9.0),
    Candidate("cp932", languages.chinese, 8.0),  # as Zint writes a few hanzi among ASCII
    Candidate("cp932", languages.half_width, 16.0),
    Candidate("cp949", languages.korean, 8.0),
    Candidate("cp1252", languages.western, 2.0),
    Candidate("cp1251", languages.russian, 10.0),
)
REPEATED, ONCE = re.compile(r"(.)\1{3,}", re.DOTALL), r"\1\1\1"
"""A letter that goes on and on says no more about the language than three of it."""
BINARY, OCTET = 25.0, 8.0
"""Bits that data without a text are rarer by, and those of each of their bytes."""

USED = (
    *((0xA0, 0x24F), (0x300, 0x3CE), (0x400, 0x52F), (0x5D0, 0x5EA), (0x600, 0x6FF)),
    *((0x900, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFFFC), (0x1F000, 0x1FBFF)),
)
"""Characters above 7F that are used."""
LONG = 0x800
"""From here on they have three bytes or four in UTF-8, which no other charset's bytes look like by chance."""


def guessed(data: bytes) -> str:
    """Return the text of `data` in the likeliest charset; each byte as the letter of that number if none is likely."""
    if is_utf8(data):
        return data.decode("utf-8")
    best, text = BINARY + OCTET * len(data), data.decode("latin-1")
    for candidate in CANDIDATES:
        read = decoded(data, candidate.charset)
        cost = float("inf") if read is None else candidate.rarer + candidate.cost(REPEATED.sub(ONCE, read))
        if read is not None and cost < best:
            best, text = cost, read
    return text


def decoded(data: bytes, charset: str) -> str | None:
    """Return the text of `data`, or nothing where they are not of the charset."""
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8, or ASCII, by no accident: GBK's hanzi read as letters of two bytes or odd ones.

    (In GBK, U+626B U+4E00 U+626B, "scan", is also the UTF-8 of two phonetic letters around a Bashkir one.)
    """
    text = decoded(data, "utf-8")
    if text is None:
        return False
    letters = [ord(letter) for letter in text if ord(letter) > 0x7F]
    usual = all(any(low <= letter <= top for low, top in USED) for letter in letters)
    return not letters or (usual and max(letters) >= LONG)
