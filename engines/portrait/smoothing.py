"""A picture smoothed along its edges, with its pores left. Knows no skin and no face."""

import cv2
import numpy as np

from .arrays import Alpha, Colours, strips, with_margin
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


def smooth(picture: Colours, mask: Alpha, face_height: float, strength: float) -> None:
    """Smooth the picture, H x W x 3, in its place, by a strength of 0 to 1 where the mask says so.

    One channel at a time, and of it some rows, which takes little memory.
    """
    share = WEAKEST + (1 - WEAKEST) * strength
    passes = [(max(2, round(reach * face_height)), variance * strength) for reach, variance in (COARSE, FINE)]
    sigma = max(FINEST_PIXELS, FINEST * face_height)
    for channel in range(3):
        whole = np.ascontiguousarray(picture[..., channel])
        for rows in strips(len(whole)):
            around, inner = with_margin(rows, 2 * sum(radius for radius, _ in passes))
            seen = even = whole[around]
            for radius, variance in passes:
                even = _along_edges(even, radius, variance)
            finest = seen - cv2.GaussianBlur(seen, (0, 0), sigma)
            change = share * mask[around] * (even + TEXTURE * finest - seen)
            picture[rows, :, channel] += change[inner]


def _along_edges(channel: Alpha, radius: int, variance: float) -> Alpha:
    """A channel smoothed along its own edges (guided by itself)."""
    mean = box_filter(channel, radius)
    spread = box_filter(channel * channel, radius) - mean * mean
    slope = spread / (spread + variance)
    return np.asarray(box_filter(slope, radius) * channel + box_filter(mean - slope * mean, radius), np.float32)
