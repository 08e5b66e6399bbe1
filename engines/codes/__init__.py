"""Barcode and QR-code recognition on grey images. Knows nothing of HTTP, files or settings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.clock import NEVER, Budget, Deadline

from .code import Code, Point, finished
from .decoder import SMALLEST
from .merge import ordered
from .stages import read_all

__all__ = ["LONGEST", "Code", "Codes", "Point", "read_codes"]

LONGEST = 32_000
"""Pixels. OpenCV's geometry counts in 16 bits, and so does zxing-cpp; a code in a longer strip is not looked for."""


@dataclass(frozen=True)
class Codes:
    """What was read, top to bottom, then left to right; `complete`: no attempt was left out for want of time."""

    codes: list[Code]
    complete: bool


def read_codes(gray: NDArray[np.uint8], deadline: Deadline = NEVER) -> Codes:
    """Read every barcode and QR code of an upright image.

    `gray` is H x W, 0 dark to 255 light. The first look is always made; the deadline is looked at before each further
    attempt, so that one under way may overrun it. An image without a code, under 3 pixels or over 32000 has no codes.
    Safe to call from many threads at once.
    """
    if gray.ndim != 2 or min(gray.shape) < SMALLEST or max(gray.shape) > LONGEST:
        return Codes([], complete=True)
    height, width = gray.shape
    budget = Budget(deadline)
    symbols = read_all(np.ascontiguousarray(gray), budget)
    return Codes(ordered([finished(symbol, width, height) for symbol in symbols]), budget.complete)
