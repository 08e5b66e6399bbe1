"""From the image to the photo and back: a turn, a scale, a shift, and shoulders levelled on wish. Knows no alpha."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha, Matrix, Points, Rgb, strips, transform

Map = NDArray[np.float32]

FINER = 1.1
"""Pixels of the image for one of the photo, up to which cubic interpolation does not alias."""


@dataclass(frozen=True)
class Tilt:
    """Shoulders that fall to the right by `slope`, in the photo: what is below `chin` is sheared until they are level.

    The shear grows from the chin to the shoulders' row, so that the face stays as it is.
    """

    slope: float
    middle: float
    chin: float
    shoulders: float

    def drop(self, points: Points) -> Points:
        """How far each point of the photo lies too low (y) for the tilt."""
        share = np.clip((points[..., 1] - self.chin) / max(self.shoulders - self.chin, 1.0), 0, 1)
        return np.asarray(self.slope * (points[..., 0] - self.middle) * share, np.float32)


LEVEL = Tilt(0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Warp:
    """The way from an image's pixels to the photo's: an affine map, then the shoulders' tilt."""

    affine: Matrix
    size: tuple[int, int]
    tilt: Tilt = LEVEL

    def transform(self, points: Points) -> Points:
        """Points of the image in the photo."""
        placed = transform(points, self.affine)
        placed[:, 1] -= self.tilt.drop(placed)
        return placed

    @property
    def scale(self) -> float:
        """Pixels of the photo for one of the image."""
        return float(np.sqrt(abs(np.linalg.det(self.affine[:, :2]))))

    def after(self, first: Matrix) -> "Warp":
        """The way from the pixels that `first` leads away from, to the photo."""
        turn = self.affine[:, :2] @ first[:, :2]
        shift = self.affine[:, :2] @ first[:, 2] + self.affine[:, 2]
        return Warp(np.column_stack((turn, shift)), self.size, self.tilt)

    def apply(self, image: Rgb | Alpha, border: int) -> NDArray[Any]:
        """The photo of an image; what lies outside of the image is made up as OpenCV's `border` says.

        An image of finer pixels than the photo's is reduced first, so that nothing aliases.
        """
        reduction = 1 / self.scale
        if reduction > FINER:
            wide, high = (max(1, round(side / reduction)) for side in (image.shape[1], image.shape[0]))
            shrink = (image.shape[1] / wide, image.shape[0] / high)
            reduced: Any = cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA)
            return self.after(scaling_matrix(shrink)).apply(reduced, border)
        photo = np.empty((self.size[1], self.size[0], *image.shape[2:]), image.dtype)
        for rows in strips(len(photo)):
            x, y = self._sources(rows)
            photo[rows] = cv2.remap(image, x, y, cv2.INTER_CUBIC, borderMode=border)
        return photo

    def _sources(self, rows: slice) -> tuple[Map, Map]:
        """For each pixel of these rows of the photo where it comes from."""
        across, down = np.arange(self.size[0]), np.arange(rows.start, rows.stop)
        places = np.stack(np.meshgrid(across, down), axis=-1).astype(np.float32)
        places[..., 1] += self.tilt.drop(places)
        back = cv2.invertAffineTransform(self.affine)
        sources = (places @ back[:, :2].T + back[:, 2]).astype(np.float32)
        return np.ascontiguousarray(sources[..., 0]), np.ascontiguousarray(sources[..., 1])


def scaling_matrix(factors: tuple[float, float]) -> Matrix:
    """The map from the pixels of a reduced image to those of the image it was made from."""
    across, down = factors
    return np.array(((across, 0, (across - 1) / 2), (0, down, (down - 1) / 2)), np.float64)
