"""Barcode and QR-code recognition on grey images. Knows nothing of HTTP, files or settings."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .clock import Deadline
from .code import Code, Point, finished
from .decoder import SMALLEST
from .merge import ordered
from .stages import read_all

__all__ = ["Code", "Point", "read_codes"]

DEFAULT_BUDGET_S = 1.5
"""Seconds. A readable phone photo takes a tenth of it; WeChat's clients give a request some 5 seconds in all."""

# Requests run on threads already: OpenCV's own would only contend (and its setting is one for the process).
cv2.setNumThreads(1)


def read_codes(gray: NDArray[np.uint8], budget_s: float = DEFAULT_BUDGET_S) -> list[Code]:
    """Read every barcode and QR code of an upright image.

    `gray` is H x W, 0 dark to 255 light. `budget_s` is in seconds of wall time and is checked between attempts, so that
    an attempt under way may overrun it. Results go top to bottom, then left to right; an image without a code gives an
    empty list. Safe to call from many threads at once.
    """
    if gray.ndim != 2 or min(gray.shape) < SMALLEST:
        return []
    height, width = gray.shape
    symbols = read_all(np.ascontiguousarray(gray), Deadline.after(budget_s))
    return ordered([finished(symbol, width, height) for symbol in symbols])
