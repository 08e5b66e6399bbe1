"""What stands on a plain ground, as products, clothes and drawn figures do."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median

from .lettering import Box
from .shrink import Rgb

EVEN = 12
"""Levels that the ground's pixels may differ from its usual tone."""
PLAIN = 0.9
"""The least share of such pixels along the edges: a photo with the sky above is none of this kind."""
APART = 32
"""Levels from which a pixel belongs to what stands on the ground."""
FRAMED = 0.5
"""From this share of its box's edges on, what stands there is a photo in a frame."""
LEAST_SIDE = 8
"""Pixels of an image in which it is looked for."""


def figure(rgb: Rgb) -> Box | None:
    """What stands on an image's ground, if that is plain, in pixels of the image; specks and frames do not count."""
    if min(rgb.shape[:2]) < LEAST_SIDE:
        return None
    edges = np.concatenate(_edges(rgb)).astype(np.int16)
    ground = np.array([median(channel) for channel in edges.T], np.int16)
    if np.mean(np.abs(edges - ground).max(axis=1) <= EVEN) < PLAIN:
        return None
    apart = (np.abs(rgb.astype(np.int16) - ground).max(axis=2) > APART).astype(np.uint8)
    solid = np.asarray(cv2.erode(apart, np.ones((3, 3), np.uint8)), np.uint8)
    left, top, width, height = cv2.boundingRect(solid)
    if not (width and height):
        return None
    around = _edges(solid[top : top + height, left : left + width])
    framed = np.mean([edge.mean() for edge in around]) >= FRAMED
    return None if framed else Box(left, top, left + width, top + height)


def _edges(image: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    return [image[0], image[-1], image[:, 0], image[:, -1]]
