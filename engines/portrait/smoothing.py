"""A picture smoothed along its edges, with its pores left. Knows no skin and no face."""

import cv2
import numpy as np

from .arrays import Alpha, Colours
from .guided import box_filter

FINE, COARSE = (0.012, 0.0012), (0.028, 0.0030)
"""Radius in face heights and variance of the two smoothing passes, at full strength."""
FINEST = 0.004
"""Standard deviation, in face heights, of the blur that tells the finest texture."""
FINEST_PIXELS = 0.6
"""The least of it, in pixels."""
WEAKEST = 0.3
"""Share of the smoothed picture at the least strength; at full strength it is 1."""
TEXTURE = 0.5
"""Share of the finest texture (pores) that stays."""


def smooth(picture: Colours, face_height: float, strength: float) -> Colours:
    """The picture, H x W x 3, by a strength of 0 to 1; one channel at a time, which takes a third of the memory."""
    result = np.empty_like(picture)
    share = WEAKEST + (1 - WEAKEST) * strength
    for channel in range(3):
        seen = even = picture[..., channel]
        for reach, variance in (COARSE, FINE):
            even = _along_edges(even, max(2, round(reach * face_height)), variance * strength)
        finest = seen - cv2.GaussianBlur(seen, (0, 0), max(FINEST_PIXELS, FINEST * face_height))
        result[..., channel] = seen + share * (even + TEXTURE * finest - seen)
    return result


def _along_edges(channel: Alpha, radius: int, variance: float) -> Alpha:
    """A channel smoothed along its own edges (guided by itself)."""
    mean = box_filter(channel, radius)
    spread = box_filter(channel * channel, radius) - mean * mean
    slope = spread / (spread + variance)
    return np.asarray(box_filter(slope, radius) * channel + box_filter(mean - slope * mean, radius), np.float32)
