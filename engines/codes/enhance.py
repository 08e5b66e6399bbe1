"""Grey-value remedies for blur, weak contrast and uneven light. Same size in, same size out, unless said."""

import cv2
import numpy as np

from .code import Gray

PAPER_SHARE = 12
"""The paper's brightness is taken over windows of this share of the short side: wider than bars, not than shade."""
SMALLEST_WINDOW = 15
SHRINK = 8
"""The window is estimated on a copy reduced to so many pixels per window: light changes slowly."""


def sharpened(gray: Gray, sigma: float, amount: float) -> Gray:
    """Unsharp mask: add `amount` times the difference to a blur of `sigma` pixels."""
    blurred = cv2.GaussianBlur(gray, (0, 0), sigma)
    return cv2.addWeighted(gray, 1 + amount, blurred, -amount, 0).astype(np.uint8, copy=False)


def flattened(gray: Gray) -> Gray:
    """Divide by the local brightness of the paper, so that shadows vanish."""
    height, width = gray.shape
    window = max(SMALLEST_WINDOW, min(height, width) // PAPER_SHARE)
    shrink = max(1, window // SHRINK)
    small = cv2.resize(gray, (max(1, width // shrink), max(1, height // shrink)), interpolation=cv2.INTER_AREA)
    reach = window // shrink | 1
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), (0, 0), reach / 2)
    light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(gray, light, scale=255).astype(np.uint8, copy=False)


def stretched(gray: Gray) -> Gray:
    """Spread the grey values that are there over all that there could be."""
    return cv2.normalize(gray, np.empty_like(gray), 0, 255, cv2.NORM_MINMAX).astype(np.uint8, copy=False)


def resized(gray: Gray, scale: float) -> Gray:
    """Enlarge by cubic interpolation, or reduce by averaging."""
    height, width = gray.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return cv2.resize(gray, size, interpolation=how).astype(np.uint8, copy=False)
