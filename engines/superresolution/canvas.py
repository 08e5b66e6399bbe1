"""A picture and what becomes of it, tile by tile: colours and transparency, by a network or by interpolation."""

from dataclasses import dataclass

import cv2
import numpy as np

from . import transparency
from .colour import Bytes
from .damage import Damage
from .doubler import Doubler
from .tiles import Tile


@dataclass(frozen=True)
class Part:
    """A tile, and whether there is anything for a network to do in its colours and in its transparency."""

    tile: Tile
    colours: bool
    alpha: bool

    def work(self, halo: int) -> int:
        """In pixels that the network sees."""
        height, width = (side.stop - side.start + 2 * halo for side in (self.tile.y, self.tile.x))
        return int((self.colours + self.alpha) * height * width)


class Canvas:
    """`enlarged` is 2H x 2W, with the channels of the image given: H x W, H x W x 3 (RGB) or H x W x 4 (RGBA).

    What cannot be seen of an RGBA image is changed in the one given. For any number of threads, each with other tiles.
    """

    def __init__(self, image: Bytes, damage: Damage | None) -> None:
        height, width = image.shape[:2]
        self.enlarged: Bytes = np.empty((2 * height, 2 * width, *image.shape[2:]), np.uint8)
        self._damage = damage
        self._colours, self._alpha = _planes(image)
        self._enlarged_colours, self._enlarged_alpha = _planes(self.enlarged)
        self.transparent = self._alpha is not None
        self._soft = False
        if self._alpha is not None:
            transparency.spread(image)
            self._soft = transparency.is_soft(image)

    def begin(self, tile: Tile, halo: int) -> Part:
        """What a network that sees `halo` pixels around a tile has to do there; the rest is done."""
        alpha = self._alpha
        visible = alpha is None or bool(alpha[tile.y, tile.x].any())
        colours = visible and not _is_even(tile.seen(self._colours, halo))
        part = Part(tile, colours, alpha is not None and self._soft and not _is_even(tile.seen(alpha, halo)))
        if not part.colours:
            self._interpolate_colours(tile)
        if not part.alpha:
            self._interpolate_alpha(tile)
        return part

    def double(self, part: Part, network: Doubler) -> None:
        """Do by the network what there is to do."""
        tile, halo = part.tile, network.halo
        if part.colours:
            seen = tile.seen(self._colours, halo)
            tile.put(network.double(seen, self._damage), 0, self._enlarged_colours)
        if part.alpha and self._alpha is not None and self._enlarged_alpha is not None:
            seen = tile.seen(self._alpha, halo)
            enlarged = network.double(seen, None)
            transparency.keep_even(seen[halo - 1 : 1 - halo, halo - 1 : 1 - halo], enlarged)
            tile.put(enlarged, 0, self._enlarged_alpha)

    def interpolate(self, part: Part) -> None:
        """Do without a network what there is to do."""
        if part.colours:
            self._interpolate_colours(part.tile)
        if part.alpha:
            self._interpolate_alpha(part.tile)

    def _interpolate_colours(self, tile: Tile) -> None:
        tile.put(enlarge_plainly(tile.seen(self._colours, HALO)), HALO, self._enlarged_colours)

    def _interpolate_alpha(self, tile: Tile) -> None:
        if self._alpha is not None and self._enlarged_alpha is not None:
            seen = tile.seen(self._alpha, HALO)
            tile.put(transparency.enlarge_linearly(seen), HALO, self._enlarged_alpha)


HALO = 4
"""Pixels around a tile that its interpolation depends on."""


def enlarge_plainly(colour: Bytes) -> Bytes:
    """Bytes, H x W or H x W x 3, at twice the sides by interpolation alone."""
    return np.asarray(cv2.resize(colour, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.uint8)


def _planes(image: Bytes) -> tuple[Bytes, Bytes | None]:
    """Colours, and the transparency of an RGBA image."""
    if image.ndim == 3 and image.shape[2] == 4:
        return image[..., :3], image[..., 3]
    return image, None


def _is_even(seen: Bytes) -> bool:
    return bool((seen == seen[0, 0]).all())
