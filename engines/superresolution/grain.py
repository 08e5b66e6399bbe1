"""The fine grain that eight bits and what is left of the damage make of even grounds: smoothed, edges are not."""

import cv2
import numpy as np

from .colour import Floats
from .noise import Noise
from .quality import Jpeg

REACH = 2
"""Pixels to each side that a result depends on."""
NEAR = 1.5
"""Sigma in place, in pixels."""
LEAST, WORSE = 3, 10
"""Sigma in levels of luma for a JPEG that lost nothing, and what comes to it where all is lost. On validation
photographs this costs up to 0.02 dB; without it skin and walls had a grain of one level, up to five."""
OF_NOISE = 3
"""The same for noise, of which more would cost more."""


def smoothed(luma: Floats, damage: Jpeg | Noise) -> Floats:
    """Luma, H x W, in levels, without what differs little from what is around it."""
    levels = OF_NOISE if isinstance(damage, Noise) else LEAST + WORSE * (100 - damage.quality) / 100
    return np.asarray(cv2.bilateralFilter(luma, 2 * REACH + 1, levels, NEAR), np.float32)
