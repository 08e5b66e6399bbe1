"""From a map of probabilities to the rectangles that hold lines."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.clock import Budget

from .frames import named, tilt, upright
from .line import Region

TEXT = 0.3
"""Probability from which a pixel belongs to the core of a line."""
LEAST_MEAN = 0.5
"""Mean probability of a core that is text."""
GROWTH = 1.6
"""The network marks the core of a line, shrunk by area / perimeter (DB, arXiv:1911.08947, which unclips by 1.5)."""
THINNEST = 3.0
"""Pixels of the map: a thinner core is dirt."""
SQUARE = 1.5
"""Length over size under which its rectangle stands as the page does: that around 7, √ or 4 alone is askew."""
MOST = 4000
"""Regions looked at, from the top down: a page of newsprint has about 1000 lines, and noise must not take minutes."""


def regions(probabilities: NDArray[np.uint8], scale: tuple[float, float], budget: Budget) -> list[Region]:
    """The lines' rectangles in pixels of the image, which is `scale` (x, y) times as large as the map.

    The budget is told where there are more than are looked at.
    """
    core = (probabilities > TEXT * 255).astype(np.uint8)
    contours, _ = cv2.findContours(core, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outlines, cores = [], []
    if len(contours) > MOST:
        budget.complete = False
    for contour in contours[-MOST:]:  # OpenCV finds the lowest first
        centre, size, angle = cv2.minAreaRect(contour)
        if min(size) < THINNEST - 1 or _mean(probabilities, np.asarray(contour, np.int32)) < LEAST_MEAN * 255:
            continue
        outlines.append(np.asarray(contour, np.float64).reshape(-1, 2))
        box = cv2.boxPoints((centre, (size[0] + 1, size[1] + 1), angle))
        cores.append(Region(np.asarray(box, np.float64)))
    grown = [_grown(core) for core in cores]
    tilted = tilt(grown)
    if tilted is not None:
        grown = [
            _grown(Region(upright(outline, tilted))) if region.length < SQUARE * region.size else region
            for outline, region in zip(outlines, grown, strict=True)
        ]
    return named([Region((region.quad + 0.5) * scale) for region in grown])


def _grown(core: Region) -> Region:
    """The rectangle of the print around a core."""
    width, height = core.width, core.height
    across, down = core.quad[1] - core.quad[0], core.quad[3] - core.quad[0]
    more = GROWTH / 2 * width * height / (width + height)
    across, down = more * across / width, more * down / height
    return Region(core.quad + np.array((-across - down, across - down, across + down, down - across)))


def _mean(probabilities: NDArray[np.uint8], contour: NDArray[np.int32]) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [contour - (x, y)], 1)
    return float(cv2.mean(probabilities[y : y + height, x : x + width], mask)[0])
