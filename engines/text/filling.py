"""What stands in a wide gap of a flat line: nothing, a dash, a blank to be filled in, or signs that were not read."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT
from .ink import mask
from .line import Rgb

EM = 0.75 * HEIGHT
"""Pixels: the size of the print in a flat line, whose region reaches a little beyond it."""
RULED = 0.85
"""Share of the line's width or height that a ruled line covers at least: it is no print."""
LEAST_INK = 2
"""Pixels of ink in a column and its two neighbours with print; one is dirt."""
SHADED = 0.6
"""Share of ink in a gap from which it is a shadow or a bar, and no print."""
COVERED = 0.7
"""Share of a gap that a dash or a blank covers."""
THICKEST = 0.2
"""Height of such a stroke in ems."""
DASH, BLANK = (0.3, 0.68), (0.8, 1.0)
"""Where a stroke lies in the line's height from 0 to 1: in three fonts dashes at 0.45 to 0.6."""
DASH_WIDTH, TWO_EMS = (0.8, 2.7), 1.2
"""Ems: a Chinese dash is two, drawn in one stroke; in a line whose region is wide for its print it seems shorter."""
UNDERSCORE = 0.5
"""Ems."""

BESIDE, AROUND, GOES_ON = 0.6, 5, 0.9
"""Ems beside a stroke and pixels above and below it in which a rule goes on, and the share of columns it covers."""


@dataclass(frozen=True)
class Stroke:
    """A flat stroke: its first and last column in pixels, and the middle of its height from 0 to 1."""

    left: float
    right: float
    height: float


class Filling:
    """The ink of one flat line, HEIGHT pixels high."""

    def __init__(self, line: Rgb) -> None:
        ink = mask(line)
        ink[ink.mean(axis=1) > RULED] = 0
        ink[:, ink.mean(axis=0) > RULED] = 0
        self._ink = ink

    def free(self, left: float, right: float) -> float:
        """The widest stretch without print between two columns, in pixels."""
        part = self._part(left, right)
        if not part.size or part.mean() > SHADED:
            return right - left
        borders = np.concatenate(([-1], _columns(part), [part.shape[1]]))
        return float(np.diff(borders).max()) - 1

    def signs(self, left: float, right: float, chinese: bool) -> list[tuple[str, float]]:
        """The dash or the underscores that fill the gap between two columns, and where each one's middle is.

        Beside Chinese a dash has two parts, unless it is short.
        """
        stroke = self._stroke(left, right)
        if stroke is None:
            return []
        width = (stroke.right - stroke.left) / EM
        if DASH[0] <= stroke.height <= DASH[1] and DASH_WIDTH[0] <= width <= DASH_WIDTH[1]:
            text = "——" if chinese and width > TWO_EMS else "—"
        elif BLANK[0] <= stroke.height <= BLANK[1] and not self._is_rule(stroke):
            text = "_" * max(2, round(width / UNDERSCORE))
        else:
            return []
        step = (stroke.right - stroke.left) / len(text)
        return [(sign, stroke.left + (index + 0.5) * step) for index, sign in enumerate(text)]

    def _stroke(self, left: float, right: float) -> Stroke | None:
        """The flat stroke that is all of what is in a gap."""
        part = self._part(left, right)
        if not part.size:  # a line's letters may be placed beyond its end
            return None
        columns = _columns(part)
        if len(columns) < COVERED * part.shape[1]:
            return None
        inner = part[:, columns[0] + 2 : columns[-1] - 1]
        rows = np.flatnonzero(inner.mean(axis=1) > 0.1) if inner.size else columns[:0]
        if not len(rows) or rows[-1] - rows[0] + 1 > THICKEST * EM:
            return None
        first = max(0, int(left))
        return Stroke(first + float(columns[0]), first + float(columns[-1]), float(rows.mean()) / HEIGHT)

    def _is_rule(self, stroke: Stroke) -> bool:
        """Tell whether a stroke goes on below what is written on both sides: then it is no blank."""
        middle, side = round(stroke.height * HEIGHT), int(BESIDE * EM)
        band = self._ink[max(0, middle - AROUND) : middle + AROUND + 1].max(axis=0)
        left, right = int(stroke.left), int(stroke.right) + 1
        sides = band[max(0, left - side) : left], band[right : right + side]
        return all(len(part) and part.mean() > GOES_ON for part in sides)

    def _part(self, left: float, right: float) -> NDArray[np.uint8]:
        return self._ink[:, max(0, int(left)) : max(0, int(right))]


def _columns(part: NDArray[np.uint8]) -> NDArray[np.intp]:
    """The columns with print."""
    return np.flatnonzero(np.convolve(part.sum(axis=0), np.ones(3), "same") >= LEAST_INK)
