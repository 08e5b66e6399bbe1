"""Plain and graded backgrounds, and the person composited onto them. Knows no faces.

Colours are mixed as they are stored (sRGB), in the space in which the alpha was measured: on its old background, a cut
person looks as before, and hair neither darkens nor thins.
"""

from dataclasses import dataclass

import numpy as np

from .arrays import Alpha, Colours, Rgb, strips

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


@dataclass(frozen=True)
class Background:
    """Colours of the photo's first row and of its last; between them the colour changes evenly."""

    top: Colour
    bottom: Colour

    def rows(self, height: int) -> Colours:
        """The colour of each row, height x 3, whole levels 0 to 255."""
        share = np.linspace(0, 1, height, dtype=np.float32)[:, None]
        top, bottom = np.array(self.top, np.float32), np.array(self.bottom, np.float32)
        return np.asarray(np.rint(top + share * (bottom - top)), np.float32)


def composite(rgb: Rgb, alpha: Alpha, background: Background) -> Rgb:
    """The photo, H x W x 3. `rgb` are the person's own colours, free of the old background."""
    return lay_over(rgb, alpha, background.rows(rgb.shape[0])[:, None])


def lay_over(rgb: Rgb, alpha: Alpha, ground: Colours) -> Rgb:
    """The photo on a ground of levels from 0 to 255, H x W x 3, or H x 1 x 3 where rows are of one colour."""
    photo = np.empty_like(rgb)
    for rows in strips(len(rgb)):
        behind = np.broadcast_to(ground, rgb.shape)[rows]
        photo[rows] = np.rint(behind + alpha[rows, :, None] * (rgb[rows] - behind))
    return photo
