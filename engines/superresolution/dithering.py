"""How strong the dots are by which a picture of few colours feigns more, as GIFs and what was saved from them do."""

import cv2
import numpy as np

from .colour import Bytes, Floats, luma_chroma

ROWS = 256
"""That are looked at at a time, which bounds the memory."""
RARE = 1e-3
"""Share of dots up to which nobody has drawn them on purpose."""
NEAR, TOGETHER = 9, 4
"""Pixels a side, and how many dots there make a pattern: those of letters and noise stand alone."""
CONTRAST = 96
"""Levels of luma up to which a dot is one of a pattern, not of a drawing."""
LEAST, LOST, WORST = 2.2, 9, 25
"""Strength from which dots are believed; what each level of it loses of JPEG's 100, and the least quality that is told.
Chosen on validation photographs with palettes of 256 to 16 colours, the web's and 4 x 4 thresholds: from 0.5 to 8 dB
better in RGB than as they are, within 0.3 dB of the best. Drawn pages in 16 and 32 colours without dots come to 1.3."""


def dithered_quality(image: Bytes) -> int | None:
    """Quality of the JPEG as which networks best take a dithered H x W (grey), H x W x 3 or H x W x 4 (RGBA) image.

    None without dots. A dot has another colour than its left and right neighbours, which are equal, and than its upper
    and lower ones, which are.
    """
    power, pixels = 0.0, 1
    for top in range(0, len(image) - 2, ROWS):
        rows = image[top : top + ROWS + 2]
        power += _power(rows[..., :3] if rows.ndim == 3 else rows)
        pixels += _visible(rows[1:-1, 1:-1])
    strength = (power / pixels) ** 0.5
    return None if strength < LEAST else max(WORST, round(100 - LOST * strength))


def _visible(rows: Bytes) -> int:
    """How many pixels are seen at all."""
    if rows.shape[2:] == (4,):
        return int(np.count_nonzero(rows[..., 3]))
    return int(rows.shape[0] * rows.shape[1])


def _power(rows: Bytes) -> float:
    """The sum of the squares by which dots differ in luma from what is around them."""
    colours = _numbers(rows)
    middle, left, above = colours[1:-1, 1:-1], colours[1:-1, :-2], colours[:-2, 1:-1]
    dots = (left == colours[1:-1, 2:]) & (above == colours[2:, 1:-1]) & (middle != left) & (middle != above)
    if not dots.size or dots.mean() < RARE:
        return 0.0
    together = cv2.boxFilter(dots.astype(np.float32), -1, (NEAR, NEAR), normalize=False, borderType=cv2.BORDER_CONSTANT)
    y, x = np.nonzero(dots & (together > TOGETHER - 0.5))
    dot, beside, over = (_light(rows[at]) for at in ((y + 1, x + 1), (y + 1, x), (y, x + 1)))
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
