"""On what a picture with transparency is laid so that all that is drawn in it is seen. Knows no files."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Bytes = NDArray[np.uint8]

WHITE = 255
GROUNDS = (WHITE, 0, 160, 96, 128)
"""Grey levels in the order in which they are tried. Beside white ink and black only those between show both."""
LOOKED_AT = 512
"""Pixels of a side at which a picture is looked at, every so many."""
REACH = 2
"""Such pixels to either side: within it white ink is seen by its outline or shadow, whatever the ground."""
DRAWN, CLEAR, HALF = 32, 64, 2
"""Grey levels by which ink is off its ground on the best of them, to be any; and from which on it is clear on another,
unless it is better on the best by so many times: our reader of print still reads 27."""
PRINT, CODE, SHOWN = 0.01, 0.5, 1.0
"""Share of what is drawn that may vanish on white: a line of print is little of a page. A white card's edge vanishes
without harm, and on another ground a code on it would lose the white around it. What shines through a person's hair is
in the answer, and is white."""


def ground(image: Image.Image, vanishing: float) -> int:
    """The grey level of the ground for a picture of any mode: white, unless a larger share would vanish on it."""
    small = with_alpha(image.resize(looked_at(image), Image.Resampling.NEAREST)).convert("LA")
    light, alpha = np.moveaxis(np.asarray(small, np.uint16), 2, 0)
    if int(alpha.min()) == 255:
        return WHITE
    contrasts = {
        level: _contrast(((light * alpha + level * (255 - alpha)) // 255).astype(np.uint8)) for level in GROUNDS
    }
    best = np.maximum.reduce(list(contrasts.values()))
    drawn = best >= DRAWN
    lost = {level: int((drawn & (seen < CLEAR) & (seen < best // HALF)).sum()) for level, seen in contrasts.items()}
    allowed = {level: (vanishing if level == WHITE else PRINT) * int(drawn.sum()) for level in GROUNDS}
    return next((level for level in GROUNDS if lost[level] <= allowed[level]), min(GROUNDS, key=lost.__getitem__))


def looked_at(image: Image.Image) -> tuple[int, int]:
    """Width and height at which a picture is looked at."""
    return min(image.width, LOOKED_AT), min(image.height, LOOKED_AT)


def with_alpha(image: Image.Image) -> Image.Image:
    """The picture with a channel that tells how opaque it is."""
    if image.mode in ("RGBA", "LA"):
        return image
    return image.convert("LA" if image.mode == "La" else "RGBA")


def _contrast(levels: Bytes) -> Bytes:
    """The lightest less the darkest of the pixels around each one."""
    most, least = levels, levels
    for _ in range(REACH):
        most, least = _widened(most, np.maximum), _widened(least, np.minimum)
    return most - least


def _widened(levels: Bytes, of_two: np.ufunc) -> Bytes:
    """For each pixel the largest or the smallest of it and its eight neighbours."""
    rows = np.pad(levels, ((1, 1), (0, 0)), mode="edge")
    tall = of_two(of_two(rows[:-2], rows[2:]), levels)
    columns = np.pad(tall, ((0, 0), (1, 1)), mode="edge")
    found: Bytes = of_two(of_two(columns[:, :-2], columns[:, 2:]), tall)
    return found
