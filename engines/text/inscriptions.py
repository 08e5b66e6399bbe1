"""Where straight lines stand in a round seal. Reads nothing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .line import Point, Quad, Rgb
from .seals import Seal

SIDE = 256
"""Pixels to which a seal is brought to look for lines in it."""
STRIP = 40
"""Pixels on either side of its middle in which letters along the ring do not stand, but at the top."""
ABOVE, BELOW = 80, 220
"""Between which rows the middle of a line is: above are letters along the ring."""
LEAST_LINE, MOST_LINE = 12, 60
"""Rows of a line."""
GAP = 0.4
"""Heights of a line that are free between two of its letters at most."""
OVAL = 1.15
"""Axis over axis from which on a seal is oval, and its longer axis tells how it is turned."""
TILTS = tuple(range(-24, 25, 2))
"""Degrees by which round ones are turned at most."""


def inscriptions(ink: Rgb, seal: Seal, origin: Point) -> list[Quad]:
    """Where straight lines stand across a seal, whose ink begins at `origin`: corners clockwise, left_top first.

    The letters along the ring leave the middle free, and there a line is ink between two stretches without any.
    """
    middle = (seal.middle[0] - origin.x, seal.middle[1] - origin.y)
    dark = np.asarray(255 - ink[..., 0], np.uint8)
    degrees = _tilt(dark, middle, seal)
    across, down = _radii(seal)
    level = _level(dark, middle, degrees, across, down) > 96
    found = []
    for top, bottom in _runs(level[:, SIDE // 2 - STRIP : SIDE // 2 + STRIP].max(axis=1), 0):
        if not LEAST_LINE <= bottom - top <= MOST_LINE or not ABOVE <= (top + bottom) / 2 <= BELOW:
            continue
        half = _half(level[top:bottom], round(GAP * (bottom - top)))
        margin = 0.12 * (bottom - top)
        corners = np.array(
            (
                (-half - margin, top - margin),
                (half + margin, top - margin),
                (half + margin, bottom + margin),
                (-half - margin, bottom + margin),
            )
        )
        corners = (corners - (0, SIDE / 2)) * (2 * across / SIDE, 2 * down / SIDE)
        cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        found.append(corners @ np.array(((cosine, sine), (-sine, cosine))) + seal.middle)
    return found


def _radii(seal: Seal) -> tuple[float, float]:
    """Half the longer and half the shorter axis: writing runs along the longer."""
    return max(seal.axes) / 2, min(seal.axes) / 2


def _tilt(dark: NDArray[np.uint8], middle: tuple[float, float], seal: Seal) -> float:
    """Degrees clockwise by which a seal is turned: at the right ones, rows hold much ink or none."""
    across, down = _radii(seal)
    if across > OVAL * down:
        along = seal.degrees if seal.axes[0] >= seal.axes[1] else seal.degrees + 90
        return float((along + 90) % 180 - 90)
    best, most = 0.0, -1.0
    for degrees in TILTS:
        level = _level(dark, middle, degrees, across, down)[round(SIDE * 0.62) : BELOW + 12]
        rows = level[:, SIDE // 2 - STRIP : SIDE // 2 + STRIP].mean(axis=1, dtype=float)
        sharp = float((np.diff(rows) ** 2).sum())
        if sharp > most:
            best, most = degrees, sharp
    return best


def _level(
    dark: NDArray[np.uint8], middle: tuple[float, float], degrees: float, across: float, down: float
) -> NDArray[np.uint8]:
    """SIDE x SIDE pixels of a seal, turned upright; an oval one becomes round."""
    turned = cv2.getRotationMatrix2D(middle, degrees, 1.0)
    turned[:, 2] -= np.array((middle[0] - across, middle[1] - down))
    turned *= np.array(((SIDE / (2 * across),), (SIDE / (2 * down),)))
    return np.asarray(cv2.warpAffine(dark, turned, (SIDE, SIDE), flags=cv2.INTER_AREA), np.uint8)


def _runs(ink: NDArray[np.bool_], bridged: int) -> list[tuple[int, int]]:
    """First and last + 1 of each run of ink, gaps of up to `bridged` included."""
    places = np.flatnonzero(ink)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > bridged + 1)
    starts, ends = places[np.append(0, cuts + 1)], places[np.append(cuts, len(places) - 1)]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _half(rows: NDArray[np.bool_], gap: int) -> float:
    """Half the width of a line that stands in the middle, up to the first gap that is wider than between letters."""
    middle = SIDE // 2
    runs = _runs(rows.max(axis=0), gap)
    first, last = next((run for run in runs if run[0] <= middle <= run[1]), (middle - STRIP, middle + STRIP))
    short, long = sorted((middle - first, last - middle))
    return float(short if short > STRIP else long)
