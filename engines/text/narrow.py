"""What stands close below each other in a narrow column of a table is no upright line: taken for one, numbers lose most
of their digits, and words are mixed. It is read row by row.
"""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engines.runtime.crew import Crew
from engines.runtime.statistics import median
from shared.clock import Budget

from .crops import rectify
from .gaps import between
from .ink import extent, mask
from .line import Quad, Reading, Region, Rgb
from .recogniser import Recogniser

FIGURES = frozenset("0123456789.,:-+%/ ")
SHARE = 0.8
"""Of a line's signs that are figures, from which it may be a column of numbers; of rows of one digit, those that are
level with other lines."""
FEWEST, LONGER = 2, 2
"""Rows of such a column, and signs of a row that show that it is one: what has one in each may be written downward.
Digits and letters are a column, too, that are level with other lines; ideographs may be so by chance."""
PASSES = 2
"""Rows of one column show that what stands beside them is another."""
LEVEL = 0.25
"""Heights of a row by which a line beside it may be higher or lower."""
BESIDE = 0.25
"""Heights of a row that are added on either side of one sign."""
SURE = 0.9
"""Mean certainty of the rows: figures that lie on their sides have less, read upright."""
THIN = 0.5
"""Share of the usual height of a row under which it is a part of one, or dirt."""
MARGIN = 0.25
"""Heights of a row that are added above and below it, as far as half of what is free there."""


def in_rows(
    readings: Sequence[Reading], image: Rgb, recogniser: Recogniser, crew: Crew, budget: Budget
) -> list[Reading]:
    """The readings, with the rows of narrow columns that were read as one upright or turned line.

    Those for which there is no time stay as they are.
    """
    found = list(readings)
    for _ in range(PASSES):
        lines = [other.region.quad[:, 1].mean() for other in found if not (other.vertical or other.turns)]
        read = partial(_by_rows, middles=np.array(lines), image=image, recogniser=recogniser, budget=budget)
        standing = [reading for reading in found if reading.vertical or reading.turns % 2]
        rows = {id(reading): rows for reading, rows in zip(standing, crew.map(read, standing), strict=True)}
        found = [row for reading in found for row in rows.get(id(reading), [reading])]
        if all(len(one) == 1 for one in rows.values()):
            break
    return found


def _by_rows(
    reading: Reading, middles: NDArray[np.float64], image: Rgb, recogniser: Recogniser, budget: Budget
) -> list[Reading]:
    places = list(_rows(reading.region.quad, image))
    figures = _are_figures(reading)
    level = reading.text.isascii() and _are_level(places, middles)
    if len(places) < FEWEST or not (figures or level or reading.score < SURE) or budget.spent():
        return [reading]
    rows = [_read(quad, image, recogniser) for quad in places]
    if sum(row.score for row in rows) < SURE * len(rows):
        return [reading]
    longer = sum(len(row.glyphs) >= LONGER for row in rows)
    if figures and all(map(_are_figures, rows)):
        return rows if longer or level else [reading]
    return rows if longer >= SHARE * len(rows) or level else [reading]


def _are_level(places: Sequence[Quad], middles: NDArray[np.float64]) -> bool:
    """Tell whether most rows stand level with another, upright line, whose `middles` are given."""
    off = [float(np.abs(middles - quad[:, 1].mean()).min(initial=np.inf)) for quad in places]
    heights = [float(quad[3, 1] - quad[0, 1]) for quad in places]
    return sum(way <= LEVEL * height for way, height in zip(off, heights, strict=True)) >= SHARE * len(places)


def _are_figures(reading: Reading) -> bool:
    signs = [letter.text in FIGURES for letter in reading.glyphs]
    return bool(signs) and sum(signs) >= SHARE * len(signs)


def _read(quad: Quad, image: Rgb, recogniser: Recogniser) -> Reading:
    """A row; a digit or a letter with more ground beside it, as it is seen more clearly."""
    region = Region(quad)
    if region.width < region.height:
        more = BESIDE * region.height / max(1.0, region.width) * (quad[1] - quad[0])
        quad = quad + np.array((-more, more, more, -more))
    line = rectify(image, quad)
    return Reading(Region(quad), tuple(recogniser.read(line)), float(line.shape[1]), extent(line))


def _rows(quad: Quad, image: Rgb) -> Iterator[Quad]:
    """Yield the corners of each row of print in a region that stands upright."""
    line = np.roll(quad, -1, axis=0)
    lying = rectify(image, line)
    inked = np.asarray(mask(lying).any(axis=0), np.int8)[::-1]
    rows = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0])))).reshape(-1, 2)
    usual = median(rows[:, 1] - rows[:, 0]) if len(rows) else 0.0
    rows = rows[rows[:, 1] - rows[:, 0] >= THIN * usual]
    free = np.concatenate(([np.inf], rows[1:, 0] - rows[:-1, 1], [np.inf]))
    for (top, bottom), above, below in zip(rows.tolist(), free, free[1:], strict=False):
        margin = MARGIN * (bottom - top)
        low, high = max(0.0, top - min(margin, above / 2)), min(lying.shape[1], bottom + min(margin, below / 2))
        yield np.roll(between(line, low / lying.shape[1], high / lying.shape[1]), 1, axis=0)
