"""At what size an image is searched for text, and in which tiles."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

FIRST_PIXELS = 600_000
"""Looked at first, to learn how high the lines are."""
MOST_PIXELS = 1_600_000
"""Searched at the second look: print of 10 points on A4 is 18 pixels high there."""
TINY_PIXELS = 6_000_000
"""Searched where the lines would be under TINY high otherwise: newsprint."""
SMALL, ENLARGED = 960, 1.5
"""A longer side below which an image is enlarged, and by how much at most."""
WANTED, TINY = 30.0, 12.0
"""Pixels of a line's region at which the search finds and parts lines best, and under which it loses them."""
NEARER = 1.4
"""Times the factor of another look from which a finer one is worth it."""
HUGE = 90.0
"""Pixels of a line's region over which the search takes it to pieces, so that a coarser look is worth it."""
STEP = 32
"""The detector halves its picture five times."""
TILE = 960
OVERLAP = 96


@dataclass(frozen=True)
class Span:
    """A stretch of rows or columns in one tile: where it starts, its length, and what of it is used."""

    start: int
    length: int
    first: int
    last: int


def first(width: int, height: int) -> float:
    """The factor by which an image is resized for the first look."""
    factor = math.sqrt(FIRST_PIXELS / (width * height))
    return min(factor, 1.0) if max(width, height) >= SMALL else min(factor, ENLARGED, SMALL / max(width, height))


def second(before: float, line: float, width: int, height: int, spent: float = 0.0) -> float | None:
    """The factor for another look at lines of a height, or None where the one before was good.

    `before` is the factor of the look before, `line` the height of the lines in the image, `width` and `height` are
    those of the part that holds them, and `spent` the pixels that other parts have taken.
    """
    if before * line > HUGE:
        return WANTED / line
    limit = math.sqrt(max(0.0, MOST_PIXELS - spent) / (width * height))
    if limit * line < TINY:
        limit = min(TINY / line, math.sqrt(max(0.0, TINY_PIXELS - spent) / (width * height)))
    factor = min(WANTED / line, limit, ENLARGED)
    return factor if factor >= NEARER * before else None


def spans(length: int) -> list[Span]:
    """Cut a length into overlapping stretches of one size, a multiple of STEP; the last may reach over the end."""
    count = 1 if length <= TILE else math.ceil((length - OVERLAP) / (TILE - OVERLAP))
    size = math.ceil((length + (count - 1) * OVERLAP) / count / STEP) * STEP
    starts = [0] if count == 1 else [round(index * (length - size) / (count - 1)) for index in range(count)]
    found = []
    for index, start in enumerate(starts):
        first = 0 if index == 0 else (start + starts[index - 1] + size) // 2
        last = length if index == count - 1 else (starts[index + 1] + start + size) // 2
        found.append(Span(start, size, first, last))
    return found


def tiles(width: int, height: int) -> Iterator[tuple[Span, Span]]:
    """Yield columns and rows of each tile, from the top down."""
    for rows in spans(height):
        for columns in spans(width):
            yield columns, rows
