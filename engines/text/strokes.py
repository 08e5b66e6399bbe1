"""Lone strokes in the cells of a table, 一 and -, which the search does not take for text. Reads nothing.

Without them a row has a cell less, and what stands to their right belongs to another column.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median

from .crops import HEIGHT
from .letters import Letter
from .line import Reading, Region, Rgb

ALIGNED, ALIKE = 0.25, 1.35
"""Heights by which a cell is off its row or its column, and times that one of a row is higher than another."""
FELLOWS = 2
"""Other cells in the row, and in the column."""
AROUND = (0.7, 0.5)
"""Heights beside, and above and below a cell's place that are looked at."""
CONTRAST = 48
"""Grey levels between a stroke and its ground at least."""
FLAT, LENGTHS = 0.16, (0.12, 0.85)
"""Heights of a region, which is a third higher than its print: how thick a stroke is at most, and how long."""
READ_AS = frozenset("Il1|一-—–")
"""As what a stroke is read, upright or lying, if it is found."""
NUMBERS = frozenset("二三四五六七八九十日")
"""Beside which, or above or below, a long stroke is the number."""
NUMBER = 0.45
"""Heights from which a stroke is long."""
PROBABILITY = 0.5
"""That of a stroke, which was not read."""


class Cell(NamedTuple):
    """An upright reading in pixels of the image: its sides, its middle and its height, and what it says."""

    places: tuple[float, float, float]
    middle: float
    height: float
    text: str


Group = list[Cell]
Box = NDArray[np.float64]
"""Left, top, right, bottom."""
Stroke = tuple[int, int, int, int]
"""Left, top, width, height."""


def with_strokes(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings, and the strokes that stand in a row and in a column of them, with nothing around."""
    doubtful = {id(reading) for reading in readings if reading.text.strip() in READ_AS}
    cells = [_cell(r) for r in readings if not r.turns and not r.vertical and id(r) not in doubtful]
    found: dict[Stroke, Reading] = {}
    for row, column, box in _free(cells):
        height = (box[3] - box[1]) / (2 * AROUND[1])
        stroke = _stroke(image, box.round().astype(int), height)
        if stroke is not None:
            found.setdefault(stroke, _reading(stroke, height, [*row, *column]))
    known = [r for r in readings if id(r) not in doubtful or not any(_lies_in(r, stroke) for stroke in found.values())]
    return [*known, *found.values()]


def _free(cells: Sequence[Cell]) -> Iterator[tuple[Group, Group, Box]]:
    """Yield each row and column in whose common place there is no cell, and that place."""
    rows = list(_groups(cells, None))
    columns = [(side, column) for side in range(3) for column in _groups(cells, side)] if rows else []
    places = [median([cell.places[side] for cell in column]) for side, column in columns]
    lefts, rights = (np.array([cell.places[side] for cell in cells]) for side in (0, 2))
    middles = np.array([cell.middle for cell in cells])
    for row in rows:
        height, middle = median([cell.height for cell in row]), median([cell.middle for cell in row])
        near = np.abs(middles - middle) < AROUND[1] * height
        for (side, column), place in zip(columns, places, strict=True):
            centre = place + (1 - side) * height / 2
            left, right = centre - AROUND[0] * height, centre + AROUND[0] * height
            if not (near & (lefts < right) & (rights > left)).any():
                yield row, column, np.array((left, middle - AROUND[1] * height, right, middle + AROUND[1] * height))


def _cell(reading: Reading) -> Cell:
    (left, top), (right, bottom) = reading.printed.min(axis=0), reading.printed.max(axis=0)
    places = (float(left), float(left + right) / 2, float(right))
    return Cell(places, float(top + bottom) / 2, reading.region.size, reading.text.strip())


def _lies_in(reading: Reading, stroke: Reading) -> bool:
    """Tell whether the middle of what was read lies in a stroke's region."""
    x, y = reading.printed.mean(axis=0)
    (left, top), (right, bottom) = stroke.region.quad[0], stroke.region.quad[2]
    return bool(left <= x <= right and top <= y <= bottom)


def _groups(cells: Sequence[Cell], side: int | None) -> Iterator[Group]:
    """Yield cells of about one height that stand in one row (None), or have one of their places in common."""

    def place(cell: Cell) -> float:
        return cell.middle if side is None else cell.places[side]

    group: Group = []
    for cell in sorted(cells, key=place):
        if group and place(cell) - place(group[-1]) <= ALIGNED * cell.height:
            group.append(cell)
            continue
        yield from _whole(group)
        group = [cell]
    yield from _whole(group)


def _whole(group: Group) -> Iterator[Group]:
    """Yield a group that has enough cells of one height."""
    usual = median([cell.height for cell in group]) if group else 0.0
    alike = [cell for cell in group if usual / ALIKE <= cell.height <= usual * ALIKE]
    if len(alike) >= FELLOWS:
        yield alike


def _stroke(image: Rgb, box: NDArray[np.int_], height: float) -> Stroke | None:
    """Left, top, width and height of the flat stroke that is all of the print in a box of the image."""
    left, top, right, bottom = box.tolist()
    if left < 0 or top < 0 or right > image.shape[1] or bottom > image.shape[0]:
        return None
    gray = cv2.cvtColor(image[top:bottom, left:right], cv2.COLOR_RGB2GRAY).astype(np.int16)
    away = abs(gray - int(median(gray)))
    if away.max() < CONTRAST:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats((2 * away > away.max()).astype(np.uint8))
    pieces = [piece[:4] for piece in stats[1:].tolist() if piece[2] < right - left and piece[3] < bottom - top]
    if len(pieces) != 1:  # what reaches from side to side is a rule of the table
        return None
    x, y, width, thick = pieces[0]
    inside = x > 0 and x + width < right - left and abs(y + thick / 2 - (bottom - top) / 2) < ALIGNED * height
    flat = thick <= FLAT * height and 2 * thick <= width
    return (left + x, top + y, width, thick) if inside and flat and LENGTHS[0] <= width / height <= LENGTHS[1] else None


def _reading(stroke: Stroke, height: float, beside: Sequence[Cell]) -> Reading:
    """A stroke as one character, as high as those beside it."""
    left, top, width, thick = stroke
    middle, margin = top + thick / 2, height / 8
    low, high = (left - margin, middle - height / 2), (left + width + margin, middle + height / 2)
    region = Region(np.array((low, (high[0], low[1]), high, (low[0], high[1]))))
    number = width >= NUMBER * height and any(cell.text in NUMBERS for cell in beside)
    length = region.width * HEIGHT / height
    return Reading(region, (Letter("一" if number else "-", PROBABILITY, length / 2),), length)
