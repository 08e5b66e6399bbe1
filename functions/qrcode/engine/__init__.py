"""Barcode and QR-code recognition on grey images. Knows nothing of HTTP, files or settings."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.clock import Deadline

from .code import Code, Point, finished
from .decoder import SMALLEST
from .merge import ordered
from .stages import read_all

__all__ = ["Code", "Point", "read_codes"]

DEFAULT_BUDGET_S = 1.5
"""Seconds. A readable phone photo takes a tenth of it; WeChat's clients give a request some 5 seconds in all."""

LONGEST = 32_000
"""Pixels. OpenCV's geometry counts in 16 bits, and so does zxing-cpp; a code in a longer strip is not looked for."""

# Requests run on threads already: OpenCV's own would only contend (and its setting is one for the process).
cv2.setNumThreads(1)


def read_codes(gray: NDArray[np.uint8], budget_s: float = DEFAULT_BUDGET_S) -> list[Code]:
    """Read every barcode and QR code of an upright image.

    `gray` is H x W, 0 dark to 255 light. `budget_s` is in seconds of wall time and is checked between attempts, so that
    an attempt under way may overrun it. Results go top to bottom, then left to right; an image without a code, under
    3 pixels or over 32000 gives an empty list. Safe to call from many threads at once.
    """
    if gray.ndim != 2 or min(gray.shape) < SMALLEST or max(gray.shape) > LONGEST:
        return []
    height, width = gray.shape
    symbols = read_all(np.ascontiguousarray(gray), Deadline.after(budget_s))
    return ordered([finished(symbol, width, height) for symbol in symbols])
