"""At what size an image is searched for text, and in which tiles."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

MOST_PIXELS = 1_300_000
"""Searched at first: an A4 page of 1350 x 960, at which print of 10 points is 16 pixels high."""
SMALL, ENLARGED = 960, 1.5
"""A longer side below which an image is enlarged, and by how much at most."""
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


def searched(width: int, height: int, most_pixels: int = MOST_PIXELS) -> float:
    """Return the factor by which an image is resized for the search."""
    factor = math.sqrt(most_pixels / (width * height))
    return min(factor, 1.0) if max(width, height) >= SMALL else min(factor, ENLARGED, SMALL / max(width, height))


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
