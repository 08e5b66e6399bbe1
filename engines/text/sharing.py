"""How much of the image quadrangles share."""

from collections.abc import Sequence

import cv2
import numpy as np

from .line import Quad


class Sharing:
    """The areas of convex quadrangles and of what two of them share, in pixels."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self._quads = np.array(quads, np.float32).reshape(-1, 4, 2)
        self._left, self._top = np.ascontiguousarray(self._quads.min(axis=1).T)
        self._right, self._bottom = np.ascontiguousarray(self._quads.max(axis=1).T)
        self.areas = [max(1.0, cv2.contourArea(quad)) for quad in self._quads]

    def near(self, index: int) -> list[int]:
        """The quadrangles whose upright frames share pixels with that of one, itself left out."""
        near = (self._left < self._right[index]) & (self._right > self._left[index])
        near &= (self._top < self._bottom[index]) & (self._bottom > self._top[index])
        near[index] = False
        return [int(other) for other in np.flatnonzero(near)]

    def shared(self, one: int, other: int) -> float:
        """The area that two share."""
        return float(cv2.intersectConvexConvex(self._quads[one], self._quads[other])[0])
