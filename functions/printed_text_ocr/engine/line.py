"""What a line of text is, on its way through the engine and at the end of it. Knows no network."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""H x W x 3, red first."""
Quad = NDArray[np.float64]
"""Four rows of x, y in pixels, clockwise."""


class Point(NamedTuple):
    """A pixel of the image: x to the right, y down, from the upper left pixel's (0, 0)."""

    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """One line of text.

    `corners` are left_top, right_top, right_bottom, left_bottom as one reads the text, so that a line upside down has
    its left_top at the lower right; each lies in the image. `score` is the mean certainty of its characters, 0 to 1.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    score: float


@dataclass(frozen=True)
class Region:
    """A place that holds a line: its corners clockwise from the one that is uppermost and leftmost in the image."""

    quad: Quad

    @property
    def width(self) -> float:
        """Length of the upper edge in pixels."""
        return float(np.hypot(*(self.quad[1] - self.quad[0])))

    @property
    def height(self) -> float:
        """Length of the left edge in pixels."""
        return float(np.hypot(*(self.quad[3] - self.quad[0])))


@dataclass(frozen=True)
class Reading:
    """A region that was read: its text, and how the text stands in it.

    `turns` counts the quarter turns clockwise by which the text is turned. `vertical`: upright characters, one below
    the other (then `turns` is that of the page).
    """

    region: Region
    text: str
    score: float
    turns: int = 0
    vertical: bool = False

    @property
    def corners(self) -> Quad:
        """The region's corners from the text's own left_top on."""
        return np.roll(self.region.quad, -self.turns, axis=0)


def finished(reading: Reading, text: str, width: int, height: int) -> Line:
    """Round the corners to pixels and clamp them into an image of `width` x `height`."""
    inside = np.clip(np.rint(reading.corners), 0, (width - 1, height - 1)).astype(int)
    left_top, right_top, right_bottom, left_bottom = (Point(int(x), int(y)) for x, y in inside)
    return Line(text, (left_top, right_top, right_bottom, left_bottom), reading.score)
