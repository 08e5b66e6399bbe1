"""How hard a JPEG was compressed, from its quantisation tables and from how many colours it kept."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

HALVED = 4
"""Subsampling of most JPEGs: 4:2:0."""
NO_JPEG = 0
"""In its place for lossy files of other formats: they halve colours too, but round by other steps than JPEG."""
BEST = 97
"""Quality that they are told at most: from 96 on the network for clean pictures does the luma."""
DOUBT = {1: 21, 2: 4, HALVED: 0.5}
"""Quality below 101, for each subsampling, at which half of what the network of colours says is believed. It has learnt
where colours are halved; where they are whole, at high qualities, it would blur what is right: there this comes to the
best share on validation photographs and on drawn pages alike. Where they are halved photographs would have 7 and 2, and
letters in colours 0: what these lose is seen."""


class Jpeg(NamedTuple):
    """What a file lost: libjpeg's quality, 1 to 100; pixels that share one value of each chroma, 1 (4:4:4), 2 or 4."""

    quality: int
    subsampling: int

    @property
    def colour_share(self) -> float:
        """How much of what the network of colours adds is to be added, from 0 to 1."""
        lost = 101 - self.quality  # the best quality rounds as well, and halved colours are halved at any
        return lost / (lost + DOUBT.get(self.subsampling, DOUBT[HALVED]))


_LUMA = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    np.float64,
).ravel()
"""The example table for luma of ITU-T T.81, Annex K.1, which libjpeg scales by its quality."""


def luma_table(quality: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The table for luma that libjpeg writes for a quality from 1 to 100."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.clip((_LUMA * percent + 50) // 100, 1, 255)


_TABLES = np.stack([luma_table(quality) for quality in range(1, 101)])


def equal_quality(lost: float) -> int:
    """The quality, 1 to BEST, of a JPEG that lost as much as a file of another format: so much of 100."""
    return min(BEST, max(1, round(100 - lost)))


def jpeg_quality(luma: Sequence[int]) -> int:
    """libjpeg's quality, 1 to 100, whose table for luma is nearest to this one: 64 numbers, row by row.

    Cameras and image editors have tables of their own; for those it is the quality that loses about as much.
    """
    table = np.array(luma, np.float64)
    return int(np.abs(np.log(_TABLES) - np.log(np.maximum(table, 1))).sum(axis=1).argmin()) + 1
