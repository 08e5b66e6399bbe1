"""The quality of the JPEG that a picture was, from its pixels: coefficients are multiples of the table's steps."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from .colour import Bytes, luma_chroma
from .quality import luma_table

PART = 128
MOST = 8
"""Parts of so many pixels a side that are looked at: those with the most detail."""
SIDE = 8
_K = np.arange(SIDE)
_DCT = np.sqrt(np.where(_K == 0, 1, 2) / SIDE)[:, None] * np.cos((2 * _K + 1) * _K[:, None] * np.pi / 16)
QUALITIES = range(10, 96, 5)
LEAST = 3
"""Size from which a coefficient counts: zero is a multiple of everything."""
ENOUGH = 200
"""Coefficients that must count."""
SPREAD = 0.8
"""Sigma of what rounding to bytes adds to a coefficient."""
STRAY = 0.1
"""Share of coefficients that are anywhere."""


def hidden_quality(image: Bytes) -> int | None:
    """libjpeg's quality, to the nearest 5, of the JPEG that H x W (grey), H x W x 3 or H x W x 4 (RGBA) was.

    None if there is no sign of one whose blocks begin at the corner. A sum of logarithms says how much likelier the
    coefficients are with a table than without. Blocks that reach black or white do not count, as bytes cut off what is
    beyond.
    """
    parts = sorted(_parts(image[..., :3] if image.ndim == 3 else image), key=_detail, reverse=True)[:MOST]
    found = np.concatenate([_coefficients(part) for part in parts])
    counted = np.abs(found) > LEAST
    counted[:, 0] = False
    if counted.sum() < ENOUGH:
        return None
    likelier = {quality: _likelier(found, luma_table(quality))[counted].sum() for quality in QUALITIES}
    best = max(likelier, key=lambda quality: likelier[quality])
    return best if likelier[best] > 0 else None


def _parts(image: Bytes) -> Iterator[Bytes]:
    for y in range(0, image.shape[0], PART):
        for x in range(0, image.shape[1], PART):
            yield image[y : y + PART, x : x + PART]


def _detail(part: Bytes) -> float:
    """Sum of the steps between neighbours, in green."""
    green = part if part.ndim == 2 else part[..., 1]
    steps = (cv2.absdiff(green[1:], green[:-1]), cv2.absdiff(green[:, 1:], green[:, :-1]))
    return float(sum(step.sum() for step in steps if step is not None))


def _coefficients(part: Bytes) -> NDArray[np.float64]:
    """N x 64 of the luma of the blocks that reach neither black nor white."""
    height, width = (side // SIDE * SIDE for side in part.shape[:2])
    whole = part[:height, :width]
    blocks = _blocks(luma_chroma(whole)[..., 0])
    ends = (whole == 0) | (whole == 255)
    ends = ends if ends.ndim == 2 else ends.any(axis=2)
    inner = blocks[~_blocks(ends).any(axis=(1, 2))]
    return np.asarray(_DCT @ inner @ _DCT.T, np.float64).reshape(-1, SIDE * SIDE)


def _blocks(plane: NDArray[np.generic]) -> NDArray[np.generic]:
    height, width = plane.shape
    apart = plane.reshape(height // SIDE, SIDE, width // SIDE, SIDE).transpose(0, 2, 1, 3)
    return apart.reshape(-1, SIDE, SIDE)


def _likelier(found: NDArray[np.float64], table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithm of the density of each coefficient around the table's multiples, by the density without a table."""
    off = found - table * np.rint(found / table)
    near = table * np.exp(-off * off / (2 * SPREAD**2)) / (SPREAD * np.sqrt(2 * np.pi))
    return np.asarray(np.log((1 - STRAY) * near + STRAY), np.float64)
