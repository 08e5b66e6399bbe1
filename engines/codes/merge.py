"""Which readings are of one and the same symbol, and in which order they are told."""

import math

from .code import Code, Symbol
from .geometry import Box, holds

NEAR = 0.2
"""Share of the longest side by which corners may be off: zxing-cpp gives a linear code only the rows it read."""
APART = 0.6
"""Two equal texts nearer than this share of the longest side are one symbol; printed copies keep a quiet zone apart."""
FAR = 1.5
"""So many longest sides away nothing is a part of a symbol: this is told at once, as a sheet may have hundreds."""
IN_LINE = 0.5
"""Share of the lower height by which codes of one row overlap."""


def covered(box: Box, found: list[Symbol]) -> bool:
    """Tell whether a symbol was found at the middle of `box`; an ITF may be a part of it only, and does not count."""
    whole = [symbol for symbol in found if symbol.format != "ITF"]
    return any(holds(symbol.quad, box.x, box.y, NEAR * symbol.side) for symbol in whole)


def joined(found: list[Symbol], more: list[Symbol]) -> list[Symbol]:
    """Return `found` and those of `more` that are other symbols, earlier readings taking precedence."""
    every = list(found)
    for symbol in more:
        every = [other for other in every if not _part(other, symbol)]
        if not any(_same(symbol, other) or _part(symbol, other) for other in every):
            every.append(symbol)
    return every


def _same(one: Symbol, other: Symbol) -> bool:
    distance, side = math.dist(one.middle, other.middle), max(one.side, other.side)
    if distance > FAR * side:
        return False
    if holds(other.quad, *one.middle, NEAR * other.side if one.text == other.text else 0.0):
        return True
    return one.text == other.text and distance < APART * side


def _part(one: Symbol, other: Symbol) -> bool:
    """Tell whether one was cut out of another: an ITF, which has no check digit, or a UPC-E of half an EAN-13."""
    if (one.format, other.format) in (("UPC_E", "EAN_13"), ("UPC_E", "UPC_A")):
        return holds(other.quad, *one.middle, 0.0)
    if one.format != "ITF" or other.format != "ITF" or one.text == other.text or one.text not in other.text:
        return False
    return holds(other.quad, *one.middle, NEAR * other.side)


def ordered(codes: list[Code]) -> list[Code]:
    """Sort by rows from top to bottom, each left to right; ties by text.

    A row is what overlaps its highest code by half of the lower of the two heights: labels are never quite on a line.
    """
    rows: list[list[Code]] = []
    for code in sorted(codes, key=lambda code: (_span(code), code.text, code.format)):
        if rows and _overlap(_span(rows[-1][0]), _span(code)) >= IN_LINE:
            rows[-1].append(code)
        else:
            rows.append([code])
    return [code for row in rows for code in sorted(row, key=_from_left)]


def _from_left(code: Code) -> tuple[int, tuple[int, int], str, str]:
    return min(x for x, _ in code.corners), _span(code), code.text, code.format


def _span(code: Code) -> tuple[int, int]:
    """Return the rows of pixels that a code takes, from the first to behind the last."""
    return min(y for _, y in code.corners), max(y for _, y in code.corners) + 1


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the common part of two spans as a share of the shorter one."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / min(one[1] - one[0], other[1] - other[0])


def replaces(label: Symbol, symbol: Symbol) -> bool:
    """Tell whether what was read on a label by itself is a part of what the decoder took for one code."""
    same = (label.format, label.text) == (symbol.format, symbol.text)
    (left, top), (right, bottom) = label.quad.min(axis=0), label.quad.max(axis=0)
    (first, upper), (last, lower) = symbol.quad.min(axis=0), symbol.quad.max(axis=0)
    return bool(same and left < last and right > first and top <= lower and bottom >= upper)
