"""What a reading is: a format's name, a text and four corners. Knows no decoder."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Quad = NDArray[np.float64]
"""Four rows of x, y in pixels: left_top, right_top, right_bottom, left_bottom of the symbol's own frame."""


class Point(NamedTuple):
    """A pixel of the image: x to the right, y down, from the upper left pixel's (0, 0)."""

    x: int
    y: int


@dataclass(frozen=True)
class Code:
    """One symbol found in an image.

    `format` is ZXing's name (QR_CODE, EAN_13, ...). `corners` are left_top, right_top, right_bottom, left_bottom of the
    symbol's own frame, so that a symbol upside down has its left_top at the lower right; each lies in the image.
    """

    format: str
    text: str
    corners: tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Symbol:
    """A reading on its way through the engine: corners still with fractions, perhaps outside the image."""

    format: str
    text: str
    quad: Quad

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Mean of the corners."""
        x, y = self.quad.mean(axis=0)
        return float(x), float(y)

    @cached_property
    def side(self) -> float:
        """Length of the longest side."""
        return float(np.hypot(*(self.quad - np.roll(self.quad, 1, axis=0)).T).max())


def finished(symbol: Symbol, width: int, height: int) -> Code:
    """Round the corners to pixels and clamp them into an image of `width` x `height`."""
    inside = np.clip(np.rint(symbol.quad), 0, (width - 1, height - 1)).astype(int)
    left_top, right_top, right_bottom, left_bottom = (Point(int(x), int(y)) for x, y in inside)
    return Code(symbol.format, symbol.text, (left_top, right_top, right_bottom, left_bottom))
