"""Where the print lies in a flat line, whose region reaches beyond it. Reads nothing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .line import WHOLE, Extent, Rgb

LEAST_INK = 0.01
"""Share of the fullest row's ink (of the print's height, for a column) that is print and not dirt."""
LEAST_HEIGHT = 0.35
"""Share of the line's height under which what was found is a rule or a dash, and the whole height is kept."""
MOST_TRIMMED = 0.3
"""Share of the height that is taken off above and below at most."""
MARGIN = 0.08
"""Left around the print, as a share of its height: where a human draws the box."""


def extent(line: Rgb) -> Extent:
    """Where print lies in the line, as shares of its width and height."""
    ink = mask(line)
    rows = ink.sum(axis=1).astype(np.float64)
    full = rows > LEAST_INK * rows.max()
    middle = int(np.average(np.arange(len(rows)), weights=rows)) if rows.any() else 0
    if not rows.any() or not full[middle]:
        return WHOLE
    most = round(MOST_TRIMMED * len(rows))
    full[most:-most] = True
    above, below = np.flatnonzero(~full[:middle]), np.flatnonzero(~full[middle:])
    top = int(above[-1]) + 1 if len(above) else 0
    bottom = middle + int(below[0]) if len(below) else len(rows)
    columns = np.flatnonzero(ink[top:bottom].sum(axis=0) > LEAST_INK * (bottom - top))
    if bottom - top < LEAST_HEIGHT * len(rows) or not len(columns):
        return WHOLE
    margin, (height, width) = MARGIN * (bottom - top), ink.shape
    return Extent(
        max(0.0, (columns[0] - margin) / width),
        min(1.0, (columns[-1] + 1 + margin) / width),
        max(0.0, (top - margin) / height),
        min(1.0, (bottom + margin) / height),
    )


def mask(line: Rgb) -> NDArray[np.uint8]:
    """1 for each pixel of print: what is rarer, the dark or the light."""
    gray = cv2.cvtColor(line, cv2.COLOR_RGB2GRAY)
    dark = np.asarray(cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1], np.uint8)
    return dark if 2 * int(dark.sum()) < dark.size else 1 - dark
