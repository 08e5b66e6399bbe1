"""How strong the dots are by which a picture of few colours feigns more, as GIFs and what was saved from them do."""

import cv2
import numpy as np

from .colour import Bytes, Floats, luma_chroma
from .tiles import tiles

RARE = 1e-3
"""Share of dots up to which nobody has drawn them on purpose."""
NEAR, TOGETHER = 9, 4
"""Pixels a side, and how many dots there make a pattern: those of letters and noise stand alone."""
HALO = 6
"""Pixels around a tile in which all of these and their neighbours lie."""
CONTRAST = 96
"""Levels of luma up to which a dot is one of a pattern, not of a drawing."""
LEAST, LOST, WORST = 2.2, 9, 25
"""Strength from which dots are believed; what each level of it loses of JPEG's 100, and the least quality told.

Chosen on validation photographs with palettes of 256 to 16 colours, the web's and 4 x 4 thresholds: 0.9 to 9 dB better
in RGB where dots are believed, within 0.31 of the best. Below that up to 1.7 dB are left (128 colours), so that
drawings keep what they have: pages in 16 and 32 colours without dots come to 1.3, in 8 to 2.1.
"""


def dithered_quality(image: Bytes) -> int | None:
    """Quality of the JPEG as which networks best take a dithered H x W (grey), H x W x 3 or H x W x 4 (RGBA) image.

    None without dots. A dot has another colour than its left and right neighbours, which are equal, and than its upper
    and lower ones, which are.
    """
    transparent = image.shape[2:] == (4,)
    colours = image[..., :3] if transparent else image
    power = sum(_power(tile.seen(colours, HALO)) for tile in tiles(*image.shape[:2], transparent=transparent))
    visible = np.count_nonzero(image[..., 3]) if transparent else image.shape[0] * image.shape[1]
    strength = (power / max(1, visible)) ** 0.5
    return None if strength < LEAST else max(WORST, round(100 - LOST * strength))


def _power(seen: Bytes) -> float:
    """The sum of the squares by which a tile's dots differ in luma from what is around them."""
    colours = _numbers(seen)
    middle, left, above = colours[1:-1, 1:-1], colours[1:-1, :-2], colours[:-2, 1:-1]
    dots = (left == colours[1:-1, 2:]) & (above == colours[2:, 1:-1]) & (middle != left) & (middle != above)
    if dots.mean() < RARE:
        return 0.0
    together = cv2.boxFilter(dots.astype(np.float32), -1, (NEAR, NEAR), normalize=False, borderType=cv2.BORDER_CONSTANT)
    inner = (slice(HALO - 1, 1 - HALO),) * 2
    y, x = (places + HALO for places in np.nonzero((dots & (together > TOGETHER - 0.5))[inner]))
    dot, beside, over = (_light(seen[at]) for at in ((y, x), (y, x - 1), (y - 1, x)))
    apart = dot - (beside + over) / 2
    return float(np.square(apart[np.abs(apart) < CONTRAST]).sum())


def _light(colours: Bytes) -> Floats:
    return luma_chroma(colours[None])[0, :, 0]


def _numbers(rows: Bytes) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """One number for each colour."""
    if rows.ndim == 2:
        return rows.astype(np.uint32)
    red, green, blue = (rows[..., channel].astype(np.uint32) for channel in range(3))
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)
