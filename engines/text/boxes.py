"""Lines of one page in a frame in which they are level. Knows no order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median

from .crops import HEIGHT
from .line import Quad, Reading

LOWEST = 0.6
"""Share of a region's height that its print has at least: dashes and commas are lower."""

REACH = 0.5 * HEIGHT
"""Pixels of the flat line from a letter's place to its edge at most: an ideograph has 0.4 of the height."""


@dataclass(frozen=True, eq=False)
class Box:
    """The print of a line in the page's own upright frame: its sides, its middle and its height."""

    reading: Reading
    left: float
    right: float
    middle: float
    height: float

    @property
    def text(self) -> str:
        """What it says, without space around it."""
        return self.reading.text.strip()

    @property
    def width(self) -> float:
        """Its length in pixels."""
        return self.right - self.left

    def shares(self, other: "Box") -> float:
        """How much of the narrower one's width lies above or below the other, 0 to 1."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, shared) / max(1.0, min(self.width, other.width))


def boxes(readings: Sequence[Reading]) -> list[Box]:
    """Bring lines to a frame in which rows are level; a vertical line then runs to the right."""
    turns: Counter[int] = Counter()
    for reading in readings:
        turns[1 if reading.vertical else reading.turns] += len(reading.text)
    most = turns.most_common(1)[0][0]
    regions = _frame([reading.region.quad for reading in readings], most)
    edges = regions[:, 1] - regions[:, 0]
    lengths = np.hypot(edges[:, 0], edges[:, 1])
    telling = lengths >= median(lengths)
    angle = median(np.arctan2(edges[telling, 1], edges[telling, 0]))
    cosine, sine = np.cos(angle), np.sin(angle)
    prints = _frame([np.roll(lettered(r).printed, 0 if r.vertical else r.turns, axis=0) for r in readings], most)
    level = prints @ np.array(((cosine, -sine), (sine, cosine)))
    heights = np.maximum(_heights(prints), LOWEST * _heights(regions))
    return [
        Box(reading, float(quad[:, 0].min()), float(quad[:, 0].max()), float(quad[:, 1].mean()), max(1.0, float(high)))
        for reading, quad, high in zip(readings, level, heights, strict=True)
    ]


def lettered(reading: Reading) -> Reading:
    """A reading whose print ends with its letters: its region may reach to what is printed beside it."""
    places = [letter.place for letter in reading.glyphs]
    if not places:
        return reading
    left = (min(places) - REACH) / reading.length
    right = (max(places) + REACH) / reading.length
    extent = reading.print
    return replace(reading, print=extent._replace(left=max(extent.left, left), right=min(extent.right, right)))


def _frame(quads: Sequence[Quad], turns: int) -> NDArray[np.float64]:
    """Quadrangles in the page's own frame, N x 4 x 2."""
    return np.array([_turned(np.roll(quad, -turns, axis=0), turns) for quad in quads])


def _turned(quad: Quad, turns: int) -> Quad:
    """Turn points back by quarter turns."""
    x, y = quad.T
    return np.stack(((x, y), (y, -x), (-x, -y), (-y, x))[turns], axis=1)


def _heights(quads: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.hypot(*(quads[:, 3] - quads[:, 0]).T))
