"""How far a network may go: no darker and no lighter than what is around a pixel, but for what sharpening takes."""

import cv2
import numpy as np

from .colour import Floats

REACH = 1
"""Pixels of the input to each side that a result depends on."""
OVERSHOOT, LEAST = 0.25, 4
"""Share of the contrast within 3 x 3 pixels, and levels, by which the result may leave it. Networks that had seen black
letters on white made pale strokes of two to four pixels hollow or black, by up to 106 levels; now by 25 to 43. Costs
0.01 dB on JPEGs of validation photographs and 0.04 on clean ones."""
_AROUND = np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8)


def restrained(enlarged: Floats, seen: Floats) -> Floats:
    """Luma of 2H x 2W, in levels, within what is around it in the H x W + REACH on each side that was enlarged."""
    inner = slice(REACH, -REACH)
    darkest, lightest = (how(seen, _AROUND)[inner, inner] for how in (cv2.erode, cv2.dilate))
    beyond = (lightest - darkest) * OVERSHOOT + LEAST
    low, high = (
        cv2.resize(limit, enlarged.shape[::-1], interpolation=cv2.INTER_NEAREST)
        for limit in (darkest - beyond, lightest + beyond)
    )
    return np.asarray(np.clip(enlarged, low, high), np.float32)
