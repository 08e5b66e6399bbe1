"""What colour of plate a flat line is printed on."""

import cv2
import numpy as np

from ..pieces import Rgb
from .plate import Colour

FEWEST = 0.06
"""Share of a plate's pixels that are ink, at least."""
APART = 30.0
"""How much lighter or darker ink is than its ground, at least."""
PALE, DARK = 60, 95
"""Saturation up to which a light ground is white, and value up to which a ground is black."""
HUES: dict[Colour, tuple[int, int, int]] = {"blue": (88, 130, 75), "green": (36, 95, 28), "yellow": (12, 34, 75)}
"""OpenCV's hue, from and to, and least saturation of a plate's ground."""


def colour(flat: Rgb) -> Colour | None:
    """The colour of a plate on which a flat line stands, if plates have such a ground with such an ink."""
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    _, mask = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = mask.astype(bool)
    ink_light = light.mean() < 0.5
    ground, ink = (~light, light) if ink_light else (light, ~light)
    if ink.mean() < FEWEST or abs(float(grey[ink].mean()) - float(grey[ground].mean())) < APART:
        return None
    middle = np.median(flat[ground], axis=0)[None, None].astype(np.uint8)
    hue, saturation, value = cv2.cvtColor(middle, cv2.COLOR_RGB2HSV)[0, 0]
    for name, (low, high, least) in HUES.items():
        if low <= hue <= high and saturation >= least and (name == "blue") == ink_light:
            return name
    if not ink_light and saturation <= PALE:
        return "white"
    return "black" if ink_light and value <= DARK else None
