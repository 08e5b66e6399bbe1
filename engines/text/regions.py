"""From a map of probabilities to the rectangles that hold lines."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .line import Quad, Region

TEXT = 0.3
"""Probability from which a pixel belongs to the core of a line."""
LEAST_MEAN = 0.5
"""Mean probability of a core that is text."""
GROWTH = 1.6
"""The network marks the core of a line, shrunk by area / perimeter (DB, arXiv:1911.08947, which unclips by 1.5)."""
THINNEST = 3.0
"""Pixels of the map: a thinner core is dirt."""
MOST = 4000
"""Regions looked at: a page of newsprint has about 1000 lines."""


def regions(probabilities: NDArray[np.uint8], scale: tuple[float, float]) -> list[Region]:
    """The lines' rectangles in pixels of the image, which is `scale` (x, y) times as large as the map."""
    core = (probabilities > TEXT * 255).astype(np.uint8)
    contours, _ = cv2.findContours(core, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:MOST]:
        centre, size, angle = cv2.minAreaRect(contour)
        if min(size) < THINNEST - 1 or _mean(probabilities, np.asarray(contour, np.int32)) < LEAST_MEAN * 255:
            continue
        width, height = size[0] + 1, size[1] + 1
        growth = GROWTH * width * height / (width + height)
        box = cv2.boxPoints((centre, (width + growth, height + growth), angle)).astype(np.float64)
        found.append(Region(clockwise((box + 0.5) * scale)))
    return found


def _mean(probabilities: NDArray[np.uint8], contour: NDArray[np.int32]) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [contour - (x, y)], 1)
    return float(cv2.mean(probabilities[y : y + height, x : x + width], mask)[0])


def clockwise(box: Quad) -> Quad:
    """Begin with the corner whose edge to the next runs most nearly to the right, within 45 degrees."""
    edges = np.roll(box, -1, axis=0) - box
    return np.roll(box, -int(np.argmax(edges[:, 0])), axis=0)
