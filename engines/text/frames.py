"""How the lines of a page are tilted, and their corners named after that. Reads nothing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .line import Quad, Region

LONG = 2.0
"""Length over size from which a region shows by itself which way its line runs."""
AGREED = 0.5
"""How far long regions must agree on a tilt, 0 to 1."""


def tilt(regions: Sequence[Region]) -> float | None:
    """Radians, at most an eighth turn either way, by which most lines are off the level or the plumb; None: unknown."""
    turns = [_turn(region) for region in regions if region.length >= LONG * region.size]
    around = sum(turns)
    if not turns or abs(around) < AGREED * sum(map(abs, turns)):
        return None
    return float(np.angle(around)) / 4


def _turn(region: Region) -> complex:
    """Four times a region's angle as a complex number, for its sides are four times alike; as long as the region."""
    x, y = region.quad[1] - region.quad[0]
    return complex(region.length * np.exp(4j * np.arctan2(y, x)))


def named(regions: Sequence[Region]) -> list[Region]:
    """The regions, each from the corner on that is uppermost and leftmost on the page, which is tilted.

    Without the page's frame, of two lines at 44 and 46 degrees one would lie and the other stand.
    """
    tilted = tilt(regions) or 0.0
    return [Region(clockwise(region.quad, tilted)) for region in regions]


def clockwise(box: Quad, tilted: float = 0.0) -> Quad:
    """Begin with the corner whose edge to the next runs most nearly to the right, within 45 degrees, of a page that is
    tilted by so many radians.
    """
    edges = np.roll(box, -1, axis=0) - box
    rightward = edges @ (np.cos(tilted), np.sin(tilted)) / np.maximum(np.hypot(*edges.T), 1e-9)
    return np.roll(box, -int(np.argmax(rightward)), axis=0)


def upright(outline: NDArray[np.float64], tilted: float) -> Quad:
    """The rectangle around an outline's pixels, N x 2, that stands as the page does, half a pixel wider each way."""
    axes = np.array(((np.cos(tilted), np.sin(tilted)), (-np.sin(tilted), np.cos(tilted))))
    places = outline @ axes.T
    (left, top), (right, bottom) = places.min(axis=0) - 0.5, places.max(axis=0) + 0.5
    return np.array(((left, top), (right, top), (right, bottom), (left, bottom))) @ axes
