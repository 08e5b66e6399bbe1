"""Lines cut out of the image and laid flat, as high as the recogniser wants them."""

import cv2
import numpy as np

from .line import Quad, Rgb

HEIGHT = 48
"""Pixels: what the recognition network was trained on."""
ENOUGH = 4 * HEIGHT
"""Pixels of a line's height that are laid flat: of one that is higher by whole times only means of so many pixels. In a
huge blank picture a region is as huge as the picture."""


def rectify(image: Rgb, corners: Quad) -> Rgb:
    """The text between `corners` (its own left_top first), HEIGHT pixels high, its width in proportion."""
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
    top = np.ceil(corners.max(axis=0)).astype(int) + 2
    part, placed = image[low[1] : top[1], low[0] : top[0]], corners - low
    across, down = _sides(placed)
    width = max(1, round(across * HEIGHT / max(down, 1.0)))
    if (times := int(min(down, *part.shape[:2]) // ENOUGH)) > 1:
        part, placed = _reduced(part, placed, times)
        across, down = _sides(placed)
    wide, high = max(1, round(across)), max(1, round(down))
    target = np.array(((0, 0), (wide, 0), (wide, high), (0, high)), np.float32)
    matrix = cv2.getPerspectiveTransform(placed.astype(np.float32), target)
    cut = cv2.warpPerspective(part, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    ways = cv2.INTER_AREA if high > 1.5 * HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(cut, (width, HEIGHT), interpolation=ways), np.uint8)


def _sides(corners: Quad) -> tuple[float, float]:
    """The mean length of both sides along the text, and of both across it."""
    across = float(np.hypot(*(corners[1] - corners[0])) + np.hypot(*(corners[2] - corners[3]))) / 2
    down = float(np.hypot(*(corners[3] - corners[0])) + np.hypot(*(corners[2] - corners[1]))) / 2
    return across, down


def _reduced(part: Rgb, corners: Quad, times: int) -> tuple[Rgb, Quad]:
    """A part of an image with so many times fewer pixels a side, and where in it the corners are."""
    size = (-(-part.shape[1] // times), -(-part.shape[0] // times))
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    placed: Quad = (corners + 0.5) * (size[0] / part.shape[1], size[1] / part.shape[0]) - 0.5
    return small, placed
