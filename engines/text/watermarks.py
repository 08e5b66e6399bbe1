"""Faint letters across a page, as copies and drafts have them: taken off, where they hide the print. Reads nothing.

The search takes a line and the watermark that touches it for one region, which is read as neither.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from .frames import tilt
from .line import Reading, Region, Rgb
from .overlaps import SURE, same, worth
from .sharing import Sharing

LONG = 2.0
"""Length over size from which a region shows by itself which way its line runs."""
ASKEW = np.radians(10)
"""By how much a watermark's lines are off those of the page at least."""
FAINT = 16
"""Grey levels of contrast under which nothing is seen: the grain of a ground."""
FAINTER = 0.6
"""Times the contrast of the print that a watermark's may have: it is to be told from the edges of strokes."""
MARGIN = 1.25
"""Times the contrast of a watermark up to which what is seen is a part of it."""
CELL = 8
"""Pixels of the searched picture from which one of its ground is made."""
Levels = NDArray[np.uint8]


def without_watermark(image: Rgb, readings: Sequence[Reading]) -> Rgb | None:
    """The image without the faint letters that run across its lines; None where there are none."""
    askew, level = _parted([reading.region for reading in readings if reading.letters])
    if not askew or not level:
        return None
    dark = bool(np.median(image[::CELL, ::CELL]) < 128)
    shown = np.bitwise_not(image) if dark else image
    best, mark, print_ = None, 0.0, 0.0
    for channel in range(3):
        contrast = _contrast(np.ascontiguousarray(shown[..., channel]))
        found = _seen([_cut(contrast, region) for region in askew]), _strong([_cut(contrast, one) for one in level])
        if found[0] and found[1] and (best is None or found[0] * print_ < mark * found[1]):
            best, (mark, print_) = contrast, found
    if best is None or mark * MARGIN > FAINTER * print_:
        return None
    faint = mark * MARGIN
    stretched = np.clip((np.arange(256) - faint) * (print_ / (print_ - faint)), 0, 255).astype(np.uint8)
    left = cv2.LUT(best, stretched if dark else np.bitwise_not(stretched))
    return np.asarray(cv2.cvtColor(left, cv2.COLOR_GRAY2RGB), np.uint8)


def _parted(regions: Sequence[Region]) -> tuple[list[Region], list[Region]]:
    """The regions that are off the page's lines, and those that run along them."""
    page = tilt(regions)
    askew: list[Region] = []
    level: list[Region] = []
    for region in regions:
        if page is not None and region.length >= LONG * region.size:
            x, y = region.quad[1] - region.quad[0]
            off = (np.arctan2(y, x) - page + np.pi / 4) % (np.pi / 2) - np.pi / 4
            (askew if abs(off) > ASKEW else level).append(region)
    return askew, level


def _contrast(levels: Levels) -> Levels:
    """By how much each pixel is darker than the ground around it."""
    height, width = levels.shape
    size = (max(1, width // CELL), max(1, height // CELL))
    small = cv2.medianBlur(cv2.dilate(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.ones((5, 5))), 5)
    return np.asarray(cv2.subtract(cv2.resize(small, (width, height)), levels), np.uint8)


def _cut(levels: Levels, region: Region) -> Levels:
    """The pixels in a region."""
    low = np.maximum(region.quad.min(axis=0).astype(int), 0)
    right, bottom = np.ceil(region.quad.max(axis=0)).astype(int)
    part = levels[low[1] : bottom, low[0] : right]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint(region.quad - low).astype(np.int32), 1)
    return part[inside > 0]


def _strong(parts: Sequence[Levels]) -> float:
    """The contrast of print."""
    return float(np.median([float(np.percentile(part, 95)) for part in parts if part.size] or [0.0]))


def _seen(parts: Sequence[Levels]) -> float:
    """The contrast that most of what is seen in some places has."""
    levels = np.bincount(np.concatenate(parts), minlength=256).astype(np.float64)
    levels[:FAINT] = 0
    return float(np.convolve(levels, np.ones(9), "same").argmax()) if levels.any() else 0.0


def clearer(readings: Sequence[Reading], cleaned: Sequence[Reading]) -> list[Reading]:
    """The readings of an image, and of it without its watermark: of two in one place what says more.

    What was unsure, or lies askew over a line, is the watermark with it.
    """
    sure = [reading for reading in cleaned if reading.score >= SURE]
    both = [*readings, *sure]
    sharing = Sharing([reading.region.quad for reading in both])
    askew = set(map(id, _parted([reading.region for reading in readings])[0]))
    gone: set[int] = set()
    for index, reading in enumerate(readings):
        rivals = [other for other in sharing.near(index) if other >= len(readings) and same(sharing, index, other)]
        found = [both[other] for other in rivals]
        unsure = reading.score < SURE or id(reading.region) in askew
        if found and (unsure or sum(map(worth, found)) >= worth(reading)):
            gone.add(index)
        elif reading.score >= SURE:
            gone.update(rivals)
    return [reading for index, reading in enumerate(both) if index not in gone]
