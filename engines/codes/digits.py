"""The modules of a retail text, and what else could stand in each of its places (ISO/IEC 15420)."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .patterns import CENTRE, FIRST_DIGIT, GUARD, LEFT, SET_A, SET_B, SET_C, Floats

ENDING = (0, 1, 0, 1, 0, 1)
SETS = ("BBBAAA", "BBABAA", "BBAABA", "BBAAAB", "BABBAA", "BAABBA", "BAAABB", "BABABA", "BABAAB", "BAABAB")
"""Number sets of a UPC-E's six digits, by the check digit; a code that begins with 1 has A and B exchanged."""


class Bars(NamedTuple):
    """The modules of a text, 1 where they are dark; and where each digit begins, with all that could stand there."""

    modules: Floats
    places: Sequence[tuple[int, Floats]]


def _upc_e(text: str) -> Bars:
    exchanged = text[0] == "1"
    sets = ["AB"[(name == "B") != exchanged] for name in SETS[int(text[7])]]
    digits = [(SET_A if name == "A" else SET_B)[int(digit)] for digit, name in zip(text[1:7], sets, strict=True)]
    places = [(len(GUARD) + 7 * place, LEFT) for place in range(6)]
    return Bars(np.concatenate((GUARD, *digits, ENDING)).astype(np.float32), places)


def _ean_8(text: str) -> Bars:
    return _halves("AAAA", text, SET_A)


def _ean_13(text: str) -> Bars:
    return _halves(FIRST_DIGIT[int(text[0])], text[1:], LEFT)


def _upc_a(text: str) -> Bars:
    return _ean_13("0" + text)


def _halves(sets: str, digits: str, left: Floats) -> Bars:
    """Digits left of the centre in the sets named, of which `left` could stand there, and as many right of it."""
    count = len(sets)
    rows = [(SET_A if name == "A" else SET_B)[int(digit)] for name, digit in zip(sets, digits[:count], strict=True)]
    middle = len(GUARD) + 7 * count + len(CENTRE)
    places = [(len(GUARD) + 7 * place, left) for place in range(count)]
    places += [(middle + 7 * place, SET_C) for place in range(count)]
    right = [SET_C[int(digit)] for digit in digits[count:]]
    return Bars(np.concatenate((GUARD, *rows, CENTRE, *right, GUARD)).astype(np.float32), places)


BARS: Mapping[str, Callable[[str], Bars]] = {
    "UPC_E": _upc_e, "EAN_8": _ean_8, "EAN_13": _ean_13, "UPC_A": _upc_a,
}  # fmt: skip
"""Of ISO/IEC 15420, 51, 67 and 95 modules wide."""
