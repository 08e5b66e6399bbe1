"""Square, turned pieces of an image, at the size that a network wants. Knows no networks."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Matrix, Points, Rgb


@dataclass(frozen=True, eq=False)
class Square:
    """A square of the image: its middle (x, y), its side in pixels, and the radians by which it is turned clockwise."""

    centre: Points
    side: float
    angle: float = 0.0

    def matrix(self, pixels: int) -> Matrix:
        """The map from the pixels of the patch, `pixels` wide, to those of the image."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        scale = self.side / pixels
        turn = scale * np.array(((cos, -sin), (sin, cos)))
        middle = np.full(2, (pixels - 1) / 2)
        return np.column_stack((turn, np.asarray(self.centre, np.float64) - turn @ middle))


def patch(image: Rgb, square: Square, pixels: int) -> tuple[Rgb, Matrix]:
    """Cut a square out; return it, `pixels` wide, black outside of the image, with its map to the image's pixels."""
    matrix = square.matrix(pixels)
    source, offset, shrink = _near(image, square, pixels)
    # pixel centres: x of the image is (x of the shrunk one + 0.5) * shrink - 0.5 + offset
    local = matrix.copy()
    local[:, 2] = (matrix[:, 2] + 0.5 - offset) / shrink - 0.5
    local[:, :2] /= shrink
    ways = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(source, local, (pixels, pixels), flags=ways), np.uint8), matrix


def _near(image: Rgb, square: Square, pixels: int) -> tuple[Rgb, Points, float]:
    """The part of the image around the square, shrunk until linear interpolation does not alias."""
    reach = square.side * 0.71 + 2  # half of the diagonal
    low = np.clip(np.floor(square.centre - reach), 0, None).astype(int)
    high = np.minimum(np.ceil(square.centre + reach).astype(int), (image.shape[1], image.shape[0]))
    if (high - low).min() < 1:
        return np.zeros((1, 1, 3), np.uint8), np.asarray(low, np.float32), 1.0
    part = image[low[1] : high[1], low[0] : high[0]]
    shrink = square.side / pixels
    if shrink <= 1.5:
        return part, np.asarray(low, np.float32), 1.0
    size = tuple(max(1, round(side / shrink)) for side in (part.shape[1], part.shape[0]))
    # whole pixels are lost at the far edges only
    whole = (min(part.shape[1], round(size[0] * shrink)), min(part.shape[0], round(size[1] * shrink)))
    resized = cv2.resize(part[: whole[1], : whole[0]], size, interpolation=cv2.INTER_AREA)
    return np.asarray(resized, np.uint8), np.asarray(low, np.float32), float(whole[0]) / size[0]
