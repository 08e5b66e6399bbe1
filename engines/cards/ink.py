"""Print on a sheet where nothing was read: what stands there is missing in a value beside it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .frame import Frame
from .pieces import Rgb

WIDTH = 1200
"""Pixels that the sheet is laid out on, along its longer side."""
TALL = 0.5
"""Share of the print's size above and below its middle in which it stands."""
PRINTED = 0.45
"""Share of the contrast between paper and print from which a pixel is printed: those of a ground are paler."""
SPECK = 0.1
"""Share of the print's size under which what is printed is a speck."""


class Ink:
    """The dark parts of a sheet. Red print is none: seals lie over what is written."""

    def __init__(self, rgb: Rgb, frame: Frame) -> None:
        template = frame.template
        self._scale = WIDTH / max(template.width, template.height)
        size = (round(template.width * self._scale), round(template.height * self._scale))
        matrix = np.asarray(np.diag((self._scale, self._scale, 1.0)) @ frame.matrix, np.float64)
        red = np.ascontiguousarray(rgb[..., 0])
        self._grey = np.asarray(cv2.warpPerspective(red, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def is_blank(self, left: float, right: float, y: float, size: float, like: tuple[float, float]) -> bool:
        """Tell whether nothing is printed from `left` to `right` beside print that stands `like` from x to x.

        `y` is the middle of both, `size` that of the print; all in millimetres.
        """
        part, print_ = self._part(left, right, y, size), self._part(*like, y, size)
        if not part.size or not print_.size:
            return True
        paper = float(max(np.median(part), np.percentile(print_, 75)))
        black = float(np.percentile(print_, 3))
        dark = (part < paper - PRINTED * (paper - black)).any(axis=0)
        return bool(dark.sum() <= SPECK * size * self._scale) or black > paper

    def _part(self, left: float, right: float, y: float, size: float) -> NDArray[np.uint8]:
        height, width = self._grey.shape
        x0, x1 = (int(np.clip(side * self._scale, 0, width)) for side in (left, right))
        y0, y1 = (int(np.clip((y + side * TALL * size) * self._scale, 0, height)) for side in (-1, 1))
        return self._grey[y0:y1, x0:x1]
