"""Readings and their characters in the page's own frame: where each stands, and how large it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engines.runtime.statistics import median

from .letters import Letter
from .line import Quad, Reading

LONG = 2.0
"""Width over height of a line that tells how the page is tilted."""


@dataclass(frozen=True, eq=False)
class Mark:
    """What stands somewhere in the page's own frame, in pixels: its middle and its two extents.

    It is a whole reading, or one of its characters.
    """

    reading: Reading
    x: float
    y: float
    width: float
    height: float

    @property
    def size(self) -> float:
        """About the em: 一 is wide, 1 is high."""
        return max(self.width, self.height)


Run = list[Mark]


class Marks:
    """Many of them, and their numbers side by side: a pattern may have thousands."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.x = np.array([mark.x for mark in marks])
        self.y = np.array([mark.y for mark in marks])
        self.widths = np.array([mark.width for mark in marks])
        self.sizes = np.array([mark.size for mark in marks])


def characters(reading: Reading, axes: Quad, stacked: bool) -> list[Mark]:
    """A mark for each character; that of a lone one has its print's extents, and the others the height of theirs."""
    letters = reading.glyphs
    if len(letters) == 1:
        return [mark_of(reading, reading.printed, axes, stacked)]
    left_top, right_top, _, left_bottom = reading.printed
    across = (right_top - left_top) / 2 if reading.vertical else _unit(right_top - left_top, left_bottom - left_top)
    down = _unit(left_bottom - left_top, right_top - left_top) if reading.vertical else (left_bottom - left_top) / 2
    square = np.array((-across - down, across - down, across + down, down - across))
    along = down if reading.vertical else across
    middle = reading.printed.mean(axis=0)
    return [
        mark_of(
            reading,
            square + middle + along * ((place_of(reading, letter) - middle) @ along) / (along @ along),
            axes,
            stacked,
        )
        for letter in letters
    ]


def _unit(along: Quad, length: Quad) -> Quad:
    """A vector in the direction of the first, half as long as the second."""
    vector: Quad = along * (np.hypot(*length) / 2 / np.hypot(*along))
    return vector


def place_of(reading: Reading, letter: Letter) -> Quad:
    """Where a letter stands, at half of its line's height."""
    left, right = (reading.flat[0] + reading.flat[3]) / 2, (reading.flat[1] + reading.flat[2]) / 2
    point: Quad = left + letter.place / reading.length * (right - left)
    return point


def axes_of(readings: Sequence[Reading], turns: int) -> Quad:
    """The directions of reading and of the next line for text that is turned so: two rows of x, y."""
    edges = [
        reading.corners[1] - reading.corners[0]
        for reading in readings
        if reading.turns == turns and not reading.vertical and reading.region.width > LONG * reading.region.height
    ]
    angles = [float(np.arctan2(y, x)) for x, y in edges]
    angle = median(angles) if angles else turns * np.pi / 2
    return np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))))


def mark_of(reading: Reading, quad: Quad, axes: Quad, stacked: bool) -> Mark:
    """What stands in a quadrangle, with x in the direction in which characters follow one another."""
    places = quad @ axes.T
    low, high = places.min(axis=0), places.max(axis=0)
    (x, y), (width, height) = (low + high) / 2, high - low
    if stacked:
        x, y, width, height = y, x, height, width
    return Mark(reading, float(x), float(y), float(width), float(height))
