"""Print on a sheet where nothing was read: what stands there is missing in a value beside it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .frame import Frame
from .pieces import Rgb
from .raster import Raster
from .template import Zone

WIDTH = 1200
"""Pixels that the sheet is laid out on, along its longer side."""
STROKE = 0.4
"""Share of the print's size that is wider than its strokes and narrower than shadows."""
PRINTED = 0.45
"""Share of the print's contrast from which a pixel is printed: those of a ground are paler."""
INKED = 97
"""Percent of a row's pixels that are less black than its print."""
SPECK, FAINT = 0.02, 0.008
"""Share of a character's square under which what is printed is a speck, and over which it may be a mark."""


class Ink:
    """The dark parts of a sheet, or its light ones. Red print is none: seals lie over what is written."""

    def __init__(self, rgb: Rgb, frame: Frame) -> None:
        self._raster = Raster(frame, WIDTH / max(frame.template.width, frame.template.height))
        self._grey = self._raster.shown(np.ascontiguousarray(rgb[..., 0]), border=cv2.BORDER_REPLICATE)
        if frame.template.negative:
            self._grey = np.asarray(255 - self._grey, np.uint8)

    def is_blank(self, part: Zone, like: tuple[float, float], y: float, size: float, speck: float = SPECK) -> bool:
        """Tell whether nothing is printed in a part of the sheet, beside print at `y` that stands `like` from x to x.

        `size` is that of the print; all in millimetres. `speck` is the share of a character's square that is nothing.
        """
        print_ = self._cut(Zone(like[0], y - size / 2, like[1], y + size / 2), size)
        part_ = self._cut(part, size)
        if not part_.size or not print_.size:
            return True
        dark = part_ > PRINTED * float(np.percentile(print_, INKED))
        return bool(dark.sum() <= speck * (size * self._raster.scale) ** 2)

    def _cut(self, part: Zone, size: float) -> NDArray[np.uint8]:
        """How much darker than the paper close to them a part's pixels are, which a shadow's edge is not."""
        x0, x1, y0, y1 = self._raster.part(part)
        if x1 <= x0 or y1 <= y0:
            return np.zeros((0, 0), np.uint8)
        wide = max(3, round(STROKE * size * self._raster.scale))
        top, first = max(0, y0 - wide), max(0, x0 - wide)
        around = self._grey[top : y1 + wide, first : x1 + wide]
        hat = cv2.morphologyEx(around, cv2.MORPH_BLACKHAT, np.ones((wide, wide), np.uint8))
        return np.asarray(hat[y0 - top : y1 - top, x0 - first : x1 - first], np.uint8)
