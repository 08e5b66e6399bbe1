"""Coefficients of the blocks of 8 x 8 that JPEG compresses, and where blocks begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .colour import Bytes, Floats, luma_chroma

SIDE = 8
_K = np.arange(SIDE)
_DCT = np.sqrt(np.where(_K == 0, 1, 2) / SIDE)[:, None] * np.cos((2 * _K + 1) * _K[:, None] * np.pi / 16)
_TO = np.kron(_DCT, _DCT).astype(np.float32)
"""64 x 64: a block's pixels, row by row, to its coefficients."""
EVEN = 4
"""Difference between a block's pixels up to which it says nothing."""
SMALL = 2
"""Coefficients count up to this where the places of blocks are compared."""
FILLED = 0.75
"""Share of a block's pixels below which those that bytes cut off are filled in."""
MOST_FILLED = 96
ROUNDS = 4
MIDDLE = 128
"""Luma from which on a pixel at an end may be brighter than it seems, and below which darker."""

Place = tuple[int, int]
CORNER: Place = (0, 0)


@dataclass(frozen=True)
class Blocks:
    """Luma of blocks, N x 64; `ends` says where a colour is black or white, so that bytes cut off what was beyond."""

    luma: Floats
    ends: NDArray[np.bool_]

    @property
    def inner(self) -> Floats:
        """N x 64, the coefficients of the blocks that nothing was cut off from."""
        return self.luma[~self.ends.any(axis=1)] @ _TO.T

    def filled(self, table: Floats) -> tuple[Floats, Floats]:
        """N x 64, coefficients of some others if their JPEG had this table, and the share of each that was seen.

        What was cut off may be anything beyond black or white: what the nearest multiples of the table make of it.
        """
        pixels, least, most, shares = self._cut_off
        for _ in range(ROUNDS):
            coefficients = pixels @ _TO.T
            nearest = table * np.rint(coefficients / table)
            nearest[:, 0] = coefficients[:, 0]
            pixels = np.clip(nearest @ _TO, least, most)
        return pixels @ _TO.T, shares

    @cached_property
    def _cut_off(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Some of the blocks that something was cut off from, N x 64: luma, its bounds; and the share that was seen."""
        chosen = np.flatnonzero(self.ends.any(axis=1) & (self.ends.mean(axis=1) < FILLED))[:MOST_FILLED]
        seen, ends = self.luma[chosen], self.ends[chosen]
        least = np.where(ends & (seen < MIDDLE), -np.inf, seen).astype(np.float32)
        most = np.where(ends & (seen >= MIDDLE), np.inf, seen).astype(np.float32)
        return seen, least, most, 1 - ends.mean(axis=1, dtype=np.float32)


def blocks(parts: Sequence[Bytes], place: Place) -> Blocks:
    """The uneven blocks of all parts, each H x W or H x W x 3, that begin at this place."""
    found = [_blocks(part, place) for part in parts]
    luma, ends = (np.concatenate(each) for each in zip(*found, strict=True))
    uneven = luma.max(axis=1, initial=0) - luma.min(axis=1, initial=255) > EVEN
    return Blocks(luma[uneven], ends[uneven])


def likeliest_place(part: Bytes, *, but_corner: bool) -> Place:
    """Row and column, 0 to 7, at which blocks have the smallest coefficients, as those of a JPEG do."""
    luma = np.ascontiguousarray(luma_chroma(part)[..., 0])
    places = [(row, column) for row in range(SIDE) for column in range(SIDE)]
    return min(places[but_corner:], key=lambda place: _mean_coefficient(luma, place))


def _mean_coefficient(luma: Floats, place: Place) -> float:
    whole = _whole(luma, place)
    if not whole.size:
        return SMALL
    coefficients = _apart(whole) @ _TO[1:].T
    return float(np.minimum(np.abs(coefficients, out=coefficients), SMALL, out=coefficients).mean())


def _blocks(part: Bytes, place: Place) -> tuple[Floats, NDArray[np.bool_]]:
    whole = _whole(part, place)
    ends = (whole == 0) | (whole == 255)
    if ends.ndim == 3:
        ends = ends[..., 0] | ends[..., 1] | ends[..., 2]
    return _apart(luma_chroma(whole)[..., 0]), _apart(ends)


def _whole(plane: NDArray[Any], place: Place) -> NDArray[Any]:
    """What whole blocks from this place on cover, perhaps nothing."""
    top, left = place
    height, width = ((side - begin) // SIDE * SIDE for side, begin in zip(plane.shape[:2], place, strict=True))
    return plane[top : top + max(height, 0), left : left + max(width, 0)]


def _apart(plane: NDArray[Any]) -> NDArray[Any]:
    height, width = plane.shape
    whole = plane.reshape(height // SIDE, SIDE, width // SIDE, SIDE).transpose(0, 2, 1, 3)
    return whole.reshape(-1, SIDE * SIDE)
