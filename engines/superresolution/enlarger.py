"""The engine: an image in tiles, each enlarged by the network; by plain interpolation where the time is up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from engines.runtime import loading
from shared.clock import NEVER, Deadline

from .colour import Bytes, Floats, luma_chroma, rgb, to_bytes
from .network import CLEAN, JPEG, REACH, Network

SIDE = 208
"""Pixels of a tile's side, without what it sees around it: 320 would take 60 MB more and a tenth less time."""
HALO = REACH + 1
"""What a tile sees around it: as far as its results depend on, and by that also what interpolation needs."""
WORST_QUALITY = 30
"""The network has seen no JPEG below."""
_STEPS = ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1]))
"""From a pixel to its neighbours below and to the right."""


@dataclass(frozen=True)
class Enlarged:
    """`image` is 2H x 2W, with the channels of the one given.

    `tiles` are those with any detail; `plain_tiles` of them went without the network for want of time.
    """

    image: Bytes
    tiles: int
    plain_tiles: int

    @property
    def complete(self) -> bool:
        """Whether the network has seen all that has any detail."""
        return self.plain_tiles == 0


class _Tile(NamedTuple):
    """Rows and columns of a tile, in pixels of the image."""

    y: slice
    x: slice

    def seen(self, colour: Bytes) -> Bytes:
        """The tile and HALO pixels on each side; beyond the image's edge it is mirrored."""
        height, width = colour.shape[:2]
        top, bottom = max(self.y.start - HALO, 0), min(self.y.stop + HALO, height)
        left, right = max(self.x.start - HALO, 0), min(self.x.stop + HALO, width)
        beyond = (HALO - self.y.start + top, HALO + self.y.stop - bottom, HALO - self.x.start + left)
        padded = cv2.copyMakeBorder(
            colour[top:bottom, left:right], *beyond, HALO + self.x.stop - right, borderType=cv2.BORDER_REFLECT
        )
        return np.asarray(padded, np.uint8)

    def target(self) -> tuple[slice, slice]:
        """Where the tile lies in the enlarged image."""
        return slice(2 * self.y.start, 2 * self.y.stop), slice(2 * self.x.start, 2 * self.x.stop)


class Enlarger:
    """Build it once per process; `enlarge` may be called from many threads at once."""

    def __init__(self) -> None:
        self._clean, self._jpeg = Network(CLEAN), Network(JPEG)

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        loading.prepare(self._clean, self._jpeg)

    def enlarge(self, colour: Bytes, quality: int | None, deadline: Deadline = NEVER) -> Enlarged:
        """An image, H x W (grey) or H x W x 3 (RGB), at twice its sides.

        `quality` is that of the JPEG that it was, 1 to 100, None if it was none. Tiles with the most detail come first;
        those whose turn has not come by the deadline are enlarged without the network.
        """
        height, width = colour.shape[:2]
        image = np.empty((2 * height, 2 * width, *colour.shape[2:]), np.uint8)
        tiles = [(_detail(colour[tile.y, tile.x]), tile) for tile in _tiles(height, width)]
        detailed = plain = 0
        for detail, tile in sorted(tiles, key=lambda one: -one[0]):
            seen = tile.seen(colour)
            late = detail > 0 and deadline.passed()
            detailed += detail > 0
            plain += late
            done = enlarge_plainly(seen) if late or detail == 0 else self._tile(seen, quality)
            image[tile.target()] = done[2 * HALO : -2 * HALO, 2 * HALO : -2 * HALO]
        return Enlarged(image, detailed, plain)

    def _tile(self, colour: Bytes, quality: int | None) -> Bytes:
        planes = luma_chroma(colour)
        inputs = np.empty((*colour.shape[:2], 4), np.float32)
        inputs[..., :3] = planes / 255
        inputs[..., 0] -= 0.5
        inputs[..., 3] = 0 if quality is None else (100 - max(quality, WORST_QUALITY)) / 100
        network = self._clean if quality is None else self._jpeg
        luma, chroma = network.residual(inputs)
        enlarged = _doubled(planes[..., 0]) + luma * np.float32(255)
        if colour.ndim == 2:
            return to_bytes(enlarged)
        whole = np.empty((*enlarged.shape, 3), np.float32)
        whole[..., 0] = enlarged
        whole[..., 1:] = _doubled(planes[..., 1:] + chroma * np.float32(255))
        return rgb(whole)


def enlarge_alpha(alpha: Bytes) -> Bytes:
    """Transparency, H x W, at twice the sides: linearly, as anything sharper leaves waves in what is opaque."""
    return np.asarray(cv2.resize(alpha, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), np.uint8)


def enlarge_plainly(colour: Bytes) -> Bytes:
    """Bytes, H x W or H x W x 3, at twice the sides by interpolation alone."""
    return np.asarray(cv2.resize(colour, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.uint8)


def _doubled(plane: Floats) -> Floats:
    """The interpolation to which the network's share is added; the same one as in training."""
    return np.asarray(cv2.resize(plane, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.float32)


def _tiles(height: int, width: int) -> Iterator[_Tile]:
    for y in range(0, height, SIDE):
        for x in range(0, width, SIDE):
            yield _Tile(slice(y, min(y + SIDE, height)), slice(x, min(x + SIDE, width)))


def _detail(colour: Bytes) -> float:
    """Mean step between neighbours in green; 0 only where one colour fills the tile."""
    plane = colour if colour.ndim == 2 else colour[..., 1]
    if bool((colour == colour[0, 0]).all()):
        return 0.0
    return 1e-6 + sum(cv2.norm(plane[ahead], plane[behind], cv2.NORM_L1) for ahead, behind in _STEPS) / plane.size
