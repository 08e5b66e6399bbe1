"""The waves that a screen's grid makes in a photograph of it, or a print's dots: where they are strong, the picture is
read once more without them. Reads nothing.

The search takes them for strokes, or print and waves for one thing. Nothing else puts so much of what is fine in a
picture into a wave or two, in many places: print and leaves have many waves of about that length, rules very short
ones.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .line import Reading, Rgb
from .overlaps import worth

WAVES = 2
"""How many are looked at: a grid's columns and its rows."""
PATCH, PATCHES = 64, 4
"""Pixels of the squares that are looked at, and how many lie side by side and one below the other."""
LONGEST = 12
"""Pixels of the longest wave that is sought: longer ones are as long as strokes are."""
STRONG, SHARE, APART, FEWEST = 10.0, 0.3, 1000.0, 4
"""Grey levels of the first; their share of all that is as fine; how many times stronger each is than others of its
length; and in how many squares such are. On the pictures it was chosen by: in 61 photographs and scans, and 450 drawn
pages, tables, screens and squared papers they are in 3 at most, in strong moire of 40 drawn screens mostly in 8 or
more."""
SMOOTHED = 2.0
"""Standard deviation, in pixels, of what they are smoothed with: of 58 lines that 15 such screens lost, 23 still are
lost with 1.0, 15 with 1.5, 11 with 2.0, 14 with 2.5."""
Page = tuple[Rgb, list[Reading]]
Powers = NDArray[np.float32]
_HANN = np.hanning(PATCH).astype(np.float32)
_WINDOW = np.outer(_HANN, _HANN)
_FULL = float((_WINDOW**2).sum()) * PATCH**2
_LENGTHS = np.hypot(np.fft.fftfreq(PATCH)[:, None], np.fft.rfftfreq(PATCH)[None, :])
_FINE = _LENGTHS > 1 / LONGEST
_RINGS = np.rint(_LENGTHS * PATCH).astype(int)


def without_waves(image: Rgb) -> Rgb | None:
    """The image smoothed until its waves are gone; None where it has none.

    It is grey: the colours of a screen's dots make up for each other.
    """
    if not _has_waves(image):
        return None
    grey = cv2.transform(cv2.GaussianBlur(image, (0, 0), SMOOTHED), np.full((1, 3), 1 / 3, np.float32))
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def clearest(*pages: Page) -> Page:
    """Of an image and others made of it, with the readings of each, the one that says most."""
    return max(pages, key=lambda page: sum(max(0.0, worth(one)) for one in page[1] if len(one.glyphs) > 1))


def _has_waves(image: Rgb) -> bool:
    height, width = image.shape[:2]
    if min(height, width) < PATCH:
        return False
    tops, lefts = (np.linspace(0, side - PATCH, PATCHES).astype(int) for side in (height, width))
    green = image[..., 1]
    patches = np.array([green[y : y + PATCH, x : x + PATCH] for y in tops for x in lefts], np.float32)
    patches -= patches.mean(axis=(1, 2), keepdims=True)
    powers = np.abs(np.fft.rfft2(patches * _WINDOW)) ** 2
    return sum(map(_is_wavy, powers)) >= FEWEST


def _is_wavy(power: Powers) -> bool:
    """Tell whether a few waves, with what the window spreads of each, are most of what is fine in a patch."""
    fine = np.where(_FINE, power, 0)
    wanted, waves = SHARE * 2 * fine.sum(), 0.0
    for number in range(WAVES):
        row, column = divmod(int(fine.argmax()), fine.shape[1])
        rows, first = np.arange(row - 2, row + 3) % PATCH, max(0, column - 2)
        twice = 2 if first else 1  # but for the first columns the other half of the plane says the same
        wave = twice * float(fine[rows, first : column + 3].sum())
        summit = power[rows[1:4], max(0, column - 1) : column + 2].max()
        others = power[_RINGS[row, column] == _RINGS]
        if (not number and 2 * wave < STRONG**2 * _FULL) or not summit == power[row, column] > APART * np.median(
            others
        ):
            return False
        waves += wave
        fine[rows, first : column + 3] = 0
        if waves >= wanted:
            return True
    return False
