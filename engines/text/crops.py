"""Lines cut out of the image and laid flat, as high as the recogniser wants them."""

import cv2
import numpy as np

from .line import Quad, Rgb

HEIGHT = 48
"""Pixels: what the recognition network was trained on."""


def rectify(image: Rgb, corners: Quad) -> Rgb:
    """The text between `corners` (its own left_top first), HEIGHT pixels high, its width in proportion."""
    across = float(np.hypot(*(corners[1] - corners[0])) + np.hypot(*(corners[2] - corners[3]))) / 2
    down = float(np.hypot(*(corners[3] - corners[0])) + np.hypot(*(corners[2] - corners[1]))) / 2
    wide, high = max(1, round(across)), max(1, round(down))
    target = np.array(((0, 0), (wide, 0), (wide, high), (0, high)), np.float32)
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
    top = np.ceil(corners.max(axis=0)).astype(int) + 2
    part = image[low[1] : top[1], low[0] : top[0]]
    matrix = cv2.getPerspectiveTransform((corners - low).astype(np.float32), target)
    cut = cv2.warpPerspective(part, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    width = max(1, round(across * HEIGHT / max(down, 1.0)))
    ways = cv2.INTER_AREA if high > 1.5 * HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(cut, (width, HEIGHT), interpolation=ways), np.uint8)
