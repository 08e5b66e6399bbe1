"""The parts of a picture that a network sees at a time."""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from .colour import Bytes

SIDE = 192
"""Pixels of a tile's side, without what it sees around it: 256 takes 65 MB more than 208, 320 another 40."""

SIDE_TRANSPARENT = 144
"""The same where there is transparency, whose picture leaves less memory: 12 megapixels take 35 MB more with 192."""


class Tile(NamedTuple):
    """Rows and columns of a tile, in pixels of the picture; they begin at even ones."""

    y: slice
    x: slice

    def seen(self, image: Bytes, halo: int) -> Bytes:
        """The tile and `halo` pixels (an even number) on each side, mirrored beyond the image's edge; of even sides."""
        height, width = image.shape[:2]
        top, left = (max(side.start - halo, 0) for side in (self.y, self.x))
        bottom, right = min(self.y.stop + halo, height), min(self.x.stop + halo, width)
        around = (top - self.y.start + halo, self.y.stop + self.y.stop % 2 + halo - bottom)
        beside = (left - self.x.start + halo, self.x.stop + self.x.stop % 2 + halo - right)
        part = image[top:bottom, left:right]
        return np.asarray(cv2.copyMakeBorder(part, *around, *beside, borderType=cv2.BORDER_REFLECT), np.uint8)

    def put(self, seen: Bytes, halo: int, enlarged: Bytes) -> None:
        """Copy the tile's part of what it saw, at twice the sides, to its place in the enlarged image."""
        height, width = (2 * (side.stop - side.start) for side in (self.y, self.x))
        inner = seen[2 * halo : 2 * halo + height, 2 * halo : 2 * halo + width]
        enlarged[2 * self.y.start : 2 * self.y.stop, 2 * self.x.start : 2 * self.x.stop] = inner


def tiles(height: int, width: int, *, transparent: bool) -> Iterator[Tile]:
    """Those of a picture, row by row."""
    step = min(SIDE_TRANSPARENT, SIDE) if transparent else SIDE
    for y in range(0, height, step):
        for x in range(0, width, step):
            yield Tile(slice(y, min(y + step, height)), slice(x, min(x + step, width)))
