"""Plain and graded backgrounds, and the person laid on them. Knows no faces.

Colours are mixed as they are stored (sRGB), in the space in which the alpha was measured: laid on its old background,
a cut person looks as before, and hair neither darkens nor thins.
"""

from dataclasses import dataclass

import numpy as np

from shared import errors

from .arrays import Alpha, Colours, Rgb

WHITE_NUMBER = 0xFFFFFF
"""The greatest number that stands for a colour."""

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


@dataclass(frozen=True)
class Background:
    """Colours of the photo's first row and of its last; between them the colour changes evenly."""

    top: Colour
    bottom: Colour

    @classmethod
    def of(cls, start: int, end: int) -> "Background":
        """The background for the vendor's two decimal numbers (4427483 is 0x438EDB). Raises InvalidParameter."""
        return cls(_colour(start), _colour(end))

    def rows(self, height: int) -> Colours:
        """The colour of each row, height x 3, whole levels 0 to 255."""
        share = np.linspace(0, 1, height, dtype=np.float32)[:, None]
        top, bottom = np.array(self.top, np.float32), np.array(self.bottom, np.float32)
        return np.asarray(np.rint(top + share * (bottom - top)), np.float32)


def composite(rgb: Rgb, alpha: Alpha, background: Background) -> Rgb:
    """The person on a background: H x W x 3. `rgb` are the person's own colours, free of the old background."""
    ground = background.rows(rgb.shape[0])[:, None]
    return np.asarray(np.rint(ground + alpha[..., None] * (rgb - ground)), np.uint8)


def _colour(number: int) -> Colour:
    if not 0 <= number <= WHITE_NUMBER:
        raise errors.InvalidParameter(f"a colour of background_color is a number from 0 to {WHITE_NUMBER}")
    return number >> 16, number >> 8 & 0xFF, number & 0xFF
