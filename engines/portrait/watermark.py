"""A mark over a photo that is shown before it is handed out: it can be judged, but not used. Knows no faces."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Colours, Rgb, strips

TEXT = "PREVIEW"
FONT = cv2.FONT_HERSHEY_DUPLEX
TEXT_WIDTH = 0.36
"""Of the photo's width: in every third of the photo, across and down, something of a word stands."""
LINE, WORD = 2.5, 1.28
"""From line to line in heights of the text, and from word to word in its widths."""
ANGLES = (22.0, 34.0)
"""Degrees: each picture has its own, so that marks of many photos cannot be laid on each other."""
OPACITY = (0.30, 0.50)
"""It wavers from place to place between these."""
LEAST_HEIGHT = 6
"""Pixels of a capital letter."""


def add_watermark(photo: Rgb, seed: int) -> Rgb:
    """The photo, H x W x 3, under rows of a translucent word.

    `seed` settles where the words stand and how strong each place is. Give all photos of one person the same one: marks
    at other places each time could be averaged away. Below the words the photo is blurred, so that even who knows the
    seed cannot compute what was there.
    """
    height, width = photo.shape[:2]
    chance = np.random.default_rng(seed)
    words = _words((width, height), chance)
    edge = cv2.subtract(cv2.dilate(words, np.ones((3, 3), np.uint8)), words)
    strength = _opacities((width, height), chance)[..., None]
    blurred = cv2.GaussianBlur(photo, (0, 0), 0.012 * width + 0.8)
    marked = np.empty_like(photo)
    for rows in strips(height):
        letters, rim = (np.float32(1 / 255) * covered[rows, :, None] for covered in (words, edge))
        strong = strength[rows]
        below = photo[rows] + np.maximum(letters, rim) * (blurred[rows].astype(np.float32) - photo[rows])
        light = below + letters * strong * (255 - below)
        marked[rows] = np.rint(np.clip(light * (1 - 0.65 * strong * rim), 0, 255))
    return marked


def _words(size: tuple[int, int], chance: np.random.Generator) -> NDArray[np.uint8]:
    """How much of each pixel the letters cover, 0 to 255."""
    width, height = size
    reach = int(np.hypot(width, height)) + 2
    scale, thickness = _font(TEXT_WIDTH * width)
    (wide, high), _ = cv2.getTextSize(TEXT, FONT, scale, thickness)
    canvas = np.zeros((reach, reach), np.uint8)
    for number, y in enumerate(np.arange(chance.uniform(0, LINE * high), reach + high, LINE * high)):
        for x in np.arange(-wide * (chance.uniform(0.2, 0.4) + 0.5 * (number % 2)), reach, WORD * wide):
            cv2.putText(canvas, TEXT, (int(x), int(y)), FONT, scale, 255, thickness, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((reach / 2, reach / 2), float(chance.uniform(*ANGLES)), 1)
    turn[:, 2] += np.array(((width - reach) / 2, (height - reach) / 2))
    return np.asarray(cv2.warpAffine(canvas, turn, size, flags=cv2.INTER_LINEAR), np.uint8)


def _font(wanted: float) -> tuple[float, int]:
    """Scale and thickness of a text about so wide."""
    (wide, high), _ = cv2.getTextSize(TEXT, FONT, 1, 1)
    scale = max(wanted / wide, LEAST_HEIGHT / high)
    return scale, max(1, round(1.5 * scale))


def _opacities(size: tuple[int, int], chance: np.random.Generator) -> Colours:
    """The opacity of each place."""
    coarse = chance.uniform(*OPACITY, (7, 5)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR), np.float32)
