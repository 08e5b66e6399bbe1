"""What is searched in place of a picture drawn on a dark ground: its negative. Knows no text.

The network was trained on dark print: on a dark screen it takes words for lines of their own, and misses signs that
stand alone.
"""

import cv2
import numpy as np

from .line import Rgb

DARK = 128
"""Grey level under which a ground is dark."""
EVEN, DRAWN = 4, 0.5
"""Grey levels by which a drawn ground is uneven, and its share of the pixels at least. On the pictures it was chosen
by: 0.37 at most in 60 photographs and scans, whose negatives are stranger than they are, and 0.62 at least in 40 drawn
pages, but one of two grounds. A page photographed on an evenly dark desk has 0.55.
"""
FAINT, COLOURED = 16, 48
"""Grey levels of contrast up to which print is hard to find, and those in one colour that are print in any case."""
FEW = 0.0005
"""Share of a picture that such print takes at least."""


def dark_on_light(image: Rgb) -> Rgb:
    """The image, or its negative if it is drawn on one dark ground.

    That is grey, in which the network finds more than in colours, unless print would be lost that differs from its
    ground in colour alone.
    """
    gray = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    levels = np.bincount(gray.ravel(), minlength=256)
    ground = int(np.searchsorted(levels.cumsum(), gray.size / 2))
    drawn = levels[max(0, ground - EVEN) : ground + EVEN + 1].sum()
    if ground >= DARK or drawn < DRAWN * gray.size:
        return image
    coloured = _contrasts(image).max(axis=2) >= COLOURED
    lost = coloured & (_contrasts(gray) <= FAINT)
    shown = image if lost.sum() > FEW * gray.size else np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.bitwise_not(shown)


def _contrasts(image: Rgb) -> Rgb:
    """How many levels lie between the neighbours of each pixel, in each channel."""
    return np.asarray(cv2.morphologyEx(image, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.uint8)
