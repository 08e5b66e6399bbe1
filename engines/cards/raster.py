"""A card laid out on pixels, as large as what looks at it needs them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .frame import Frame
from .template import Zone


class Raster:
    """The pixels of one card, so many to the millimetre."""

    def __init__(self, frame: Frame, scale: float) -> None:
        self.scale = scale
        self.size = (round(frame.template.width * scale), round(frame.template.height * scale))
        self._matrix = np.asarray(np.diag((scale, scale, 1.0)) @ frame.matrix, np.float64)

    def shown(self, image: NDArray[np.uint8], *, flags: int = cv2.INTER_LINEAR, border: int) -> NDArray[np.uint8]:
        """What an image shows of the card; `border` says how it goes on beyond its edge."""
        flat = cv2.warpPerspective(image, self._matrix, self.size, flags=flags, borderMode=border)
        return np.asarray(flat, np.uint8)

    def part(self, zone: Zone) -> tuple[int, int, int, int]:
        """The first and the last column of a part, and its first and last row, each last one excluded."""
        width, height = self.size
        x0, x1 = (int(np.clip(side * self.scale, 0, width)) for side in (zone.left, zone.right))
        y0, y1 = (int(np.clip(side * self.scale, 0, height)) for side in (zone.top, zone.bottom))
        return x0, x1, y0, y1
