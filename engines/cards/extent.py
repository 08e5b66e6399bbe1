"""Which rows belong to a value, and whether something is printed beside them that was not read.

Lengths are in sizes of the print.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .heads import HALF
from .ink import FAINT, SPECK
from .rows import OPENING, Run, gapped, middle, text_of
from .sheet import Sheet
from .standing import em_of
from .template import Zone

SIDE, MARK, NEXT = 0.72, 0.64, 0.7
"""Sizes of the print from a character's middle to where another one ends before it, and where a mark begins behind it,
and over which those would be seen."""
FAR = 3.0
"""Sizes of the print by which what belongs to a value is never apart from it."""
BELOW = 0.75, 1.6
"""Sizes of the print from a row's middle to where the next one begins, and to where that would be seen."""
CLOSE = 1.15
"""Sizes of the print from one row to the next, at least."""


def begun(sheet: Sheet, rows: Sequence[Run], start: float, size: float) -> list[Run]:
    """The rows that begin where values do, without what stands far behind them: that is print behind the sheet."""
    own = [middle(row) for row in rows if row[0].x < start + FAR * size]
    mine = [
        row
        for row in rows
        if middle(row) in own
        or not (any(abs(middle(row) - one) < CLOSE * size for one in own) or _is_blank_before(sheet, row, start, size))
    ]
    return [_joined(sheet, row, size) for row in mine]


def _is_blank_before(sheet: Sheet, row: Run, start: float, size: float) -> bool:
    """Tell whether nothing is printed where the first characters of a row would be that begins where values do."""
    end, y = min(start + FAR * size, row[0].x) - SIDE * size, row[0].y
    return sheet.ink.is_blank(level(start - HALF * size, end, y, size), (row[0].x, row[-1].x), y, size)


def _joined(sheet: Sheet, row: Run, size: float) -> Run:
    """A row up to where there is room for several characters, if no light hides them."""
    for place, (one, other) in enumerate(pairwise(row), 1):
        if other.x - one.x > FAR * size:
            return row if sheet.is_lit(one.x, other.x, one.y, size) else row[:place]
    return row


def surer(sheet: Sheet, row: Run, size: float, left: float, right: float) -> tuple[Run, bool]:
    """A row, read twice where it is doubtful or something is printed beside it, and whether nothing is."""
    sure = sheet.rereader.surer(row)
    if gapped(sure) and text_of(again := sheet.rereader.again(sure)) == text_of(sure):
        sure = again
    if is_free(sheet, sure, size, (left, right), marks=True):
        return sure, True
    more = sheet.rereader.more(sure)
    return more, is_free(sheet, more, size, (left, right), marks=False)


def is_free(sheet: Sheet, row: Run, size: float, sides: tuple[float, float], *, marks: bool) -> bool:
    """Tell whether no character is printed beside a row that was not read, up to its sides, and perhaps no mark."""
    like, em, speck = (row[0].x, row[-1].x), _em(row, size), FAINT if marks else SPECK
    left, right = like[0] - SIDE * em, like[1] + (MARK if marks else SIDE) * em
    aside = HALF * (row[0].text in OPENING)  # that half of its place is blank
    start, end = max(sides[0], left - (NEXT + aside) * em), min(right + NEXT * em, sides[1])
    before, after = level(min(start, left), left, row[0].y, em), level(right, max(end, right), row[-1].y, em)
    return all(sheet.ink.is_blank(part, like, part.top + em / 2, em, speck) for part in (before, after))


def is_last(sheet: Sheet, row: Run, size: float, bottom: float) -> bool:
    """Tell whether no further row of a value begins below a row of it."""
    first, em = row[0], _em(row, size)
    below = Zone(
        first.x - HALF * em, first.y + BELOW[0] * em, first.x + HALF * em, min(bottom, first.y + BELOW[1] * em)
    )
    return sheet.ink.is_blank(below, (first.x, row[-1].x), first.y, em)


def _em(row: Run, size: float) -> float:
    """The size of a row's print, which is that of its column or larger."""
    return max(size, em_of([np.array([(laid.x, laid.y) for laid in row])], [text_of(row)]))


def level(left: float, right: float, y: float, size: float) -> Zone:
    """A part of a row of print."""
    return Zone(left, y - size / 2, right, y + size / 2)
