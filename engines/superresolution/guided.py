"""The guided filter (He, Sun and Tang, 2013), in the fast form of He and Sun (2015): luma says where chroma has edges.

A JPEG keeps chroma at half of the size or coarser, so that colour runs over the edges of what it belongs to. Here
chroma is a straight line of luma in each small window. The line is found at half of the enlarged size, from a luma that
is as soft as the chroma, and taken at the luma as it is: so thin strokes get all of their colour back.
"""

import cv2
import numpy as np

from .colour import Floats

RADIUS = 1
"""Pixels of the half size to each side of a window's middle; 2 is a little better below quality 60 and worse above."""
SOFTNESS = 0.75
"""Sigma, in pixels of the half size, of the Gauss curve that makes luma as soft as chroma of half the resolution."""
EVEN = 16.0
"""Variance of luma, from 0 to 255 squared, far below which a window is even, so that chroma there is its mean."""


def guided(chroma: Floats, luma: Floats) -> Floats:
    """Chroma, H x W x 2, with edges where luma, H x W, has them; sides even."""
    soft = np.asarray(cv2.GaussianBlur(_halved(luma), (0, 0), SOFTNESS), np.float32)
    lines = _lines(_halved(chroma), soft)
    size = luma.shape[::-1]
    slope, shift = (cv2.resize(_mean(part), size, interpolation=cv2.INTER_LINEAR) for part in lines)
    return np.asarray(slope * luma[..., np.newaxis] + shift, np.float32)


def _lines(chroma: Floats, luma: Floats) -> tuple[Floats, Floats]:
    """Slope and shift, each H x W x 2, with which luma comes nearest to chroma in the window around each pixel."""
    mean, means = _mean(luma), _mean(chroma)
    variance = _mean(luma * luma) - mean * mean
    together = _mean(chroma * luma[..., np.newaxis]) - means * mean[..., np.newaxis]
    slopes = np.asarray(together / (variance + np.float32(EVEN))[..., np.newaxis], np.float32)
    return slopes, np.asarray(means - slopes * mean[..., np.newaxis], np.float32)


def _halved(planes: Floats) -> Floats:
    height, width = planes.shape[:2]
    return np.asarray(cv2.resize(planes, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.float32)


def _mean(planes: Floats) -> Floats:
    side = 2 * RADIUS + 1
    return np.asarray(cv2.blur(planes, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)
