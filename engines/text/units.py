"""㎡ and ㎥, square and cubic metres in one sign, which the recogniser does not know: it reads m, ² or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shared.clock import Budget

from .crops import rectify
from .exponents import Piece, around, pieces_of, read_alone
from .filling import EM
from .gaps import left_of, right_of
from .ink import mask
from .letters import Letter
from .line import Reading, Rgb
from .recogniser import Recogniser

UNIT = re.compile(r"(?<=[\d/每积(（:：])(?:m[23]|m?[²³]{0,2})(?![A-Za-z\d%²³]|[.,:]\d)")
"""Behind a number, /, 每, 面积, ( or :, what may be such a sign, or where one may stand that was not read."""
EXPONENTS = {"2": "²", "3": "³"}
SURE = 0.8
"""Probability of the exponent, one of two."""
NARROWEST, WIDEST, ROOM = 0.6 * EM, 1.15 * EM, 0.5 * EM
"""Pixels: how wide such a sign is in a flat line, and what is free between usual letters at least."""
BEFORE, APART = 0.8 * EM, 0.35 * EM
"""Pixels that are free before the sign at most, and between its parts."""
HALF, LOW, INTO = 0.5, 0.2, 0.3
"""Share of the sign's width in which there is nothing but its m; of its height, what is free above the m at least, and
how far the exponent reaches down beside it at most."""


def with_units(reading: Reading, image: Rgb, recogniser: Recogniser, budget: Budget) -> Reading:
    """The reading of a line, with m² and m³ for such signs, if there is time."""
    letters = reading.letters
    free = [(found, *_between(reading, *found)) for found in _places(reading)]
    wide = [each for each in free if each[2] - each[1] >= ROOM]
    if not wide or budget.spent():
        return reading
    flat = rectify(image, reading.flat)
    ink = mask(flat)
    pieces = pieces_of(ink)
    for (start, end), left, right in reversed(wide):
        base = next((p.right for p in pieces if p.left <= letters[start - 1].place <= p.right and p.width < EM), left)
        sign = _sign(pieces, max(base, left - APART), right)
        unit = _read(flat, ink, sign, recogniser) if sign else ()
        if unit:
            letters = (*letters[:start], *unit, *letters[end:])
    return replace(reading, letters=letters)


def _places(reading: Reading) -> Iterator[tuple[int, int]]:
    return (match.span() for match in UNIT.finditer(reading.text))


def _between(reading: Reading, start: int, end: int) -> tuple[float, float]:
    """Where the letter before ends and the one behind begins, by their usual widths."""
    after = next((letter for letter in reading.letters[end:] if letter.text.strip()), None)
    right = left_of(after) if after else reading.print.right * reading.length
    return right_of(reading.letters[start - 1]), right


def _sign(pieces: Sequence[Piece], left: float, right: float) -> Piece | None:
    """The place of what is as wide as one sign and stands by itself from a column on, and before another."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.left < left - 1:
            continue
        end = max((each.right + APART for each in found), default=left + BEFORE)
        start = found[0].left if found else piece.left
        if piece.left > min(right - APART / 2, end) or piece.right - start > WIDEST:
            break
        found.append(piece)
    return around(found) if found and around(found).width >= NARROWEST else None


def _read(flat: Rgb, ink: NDArray[np.uint8], sign: Piece, recogniser: Recogniser) -> tuple[Letter, ...]:
    """The m and its exponent, if the sign is made of them."""
    part = ink[sign.top : sign.bottom, sign.left : sign.right]
    low = np.flatnonzero(part[:, : int(HALF * sign.width)].any(axis=1))
    if not low.size or low[0] < LOW * sign.height:
        return ()
    above = part[: low[0] + int(INTO * sign.height)]
    columns = np.flatnonzero(above[: low[0]].any(axis=0))
    rows = np.flatnonzero(above[:, columns[0] :].any(axis=1))
    place = Piece(sign.left + int(columns[0]), sign.top, sign.width - int(columns[0]), int(rows[-1]) + 1)
    exponent = read_alone(flat, place, recogniser, frozenset(EXPONENTS))
    below = Piece(sign.left, sign.top + int(low[0]), sign.width, sign.height - int(low[0]))
    metre = read_alone(flat, below, recogniser, frozenset())
    if len(exponent) != 1 or exponent[0].probability < SURE or [letter.text for letter in metre[:1]] != ["m"]:
        return ()
    return metre[0], replace(exponent[0], text=EXPONENTS[exponent[0].text])
