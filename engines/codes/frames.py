"""Codes without a quiet zone: what is light in a part of an image is cut out, and gets white paper around it."""

import cv2
import numpy as np

from .code import Gray
from .geometry import Affine

PAPER = 0.12
"""Share of the longer side that is added on each side: four modules of the smallest QR code take 0.19, two suffice."""
SMALLEST = 20
"""Pixels. A smaller light area holds no code."""


def framed(gray: Gray) -> tuple[Gray, Affine] | None:
    """Return the light area of an H x W image on white paper, and the matrix from there back to the image's pixels.

    None if there is no dark surrounding that could be cut away.
    """
    level, light = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    rows, columns = np.flatnonzero(light.any(axis=1)), np.flatnonzero(light.any(axis=0))
    if min(len(rows), len(columns)) < SMALLEST:
        return None
    (top, bottom), (left, right) = rows[[0, -1]], columns[[0, -1]]
    if right - left + 1 == gray.shape[1] and bottom - top + 1 == gray.shape[0]:
        return None
    paper = round(PAPER * max(right - left, bottom - top))
    cut = gray[top : bottom + 1, left : right + 1]
    lightest = float(cut[cut > level].mean())
    padded = cv2.copyMakeBorder(cut, paper, paper, paper, paper, cv2.BORDER_CONSTANT, value=lightest)
    back = np.array(((1.0, 0.0, left - paper), (0.0, 1.0, top - paper)))
    return padded.astype(np.uint8, copy=False), back
