"""The arrays that the engine works on. Pixel (0, 0) has its centre at (0.0, 0.0), x to the right, y down."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""H x W x 3, red first."""
Colours = NDArray[np.float32]
"""H x W x 3, red first, 0 to 1."""
Alpha = NDArray[np.float32]
"""H x W: 1 where the person is, 0 where the ground is; also what a network says of that."""
Points = NDArray[np.float32]
"""N x 2: x and y in pixels of the image at hand."""
Matrix = NDArray[np.float64]
"""2 x 3: an affine map of points."""


def unit(picture: Rgb) -> Colours:
    """Colours from 0 to 1 for those from 0 to 255."""
    return np.asarray(picture * np.float32(1 / 255), np.float32)


STRIP = 128
"""Rows."""


def strips(height: int) -> Iterator[slice]:
    """The rows of an image, some at a time: what is computed in between is as small as they are."""
    for top in range(0, height, STRIP):
        yield slice(top, min(top + STRIP, height))


def with_margin(rows: slice, margin: int) -> tuple[slice, slice]:
    """Some rows of an image and up to `margin` more on either side; and where the former are among the latter."""
    around = slice(max(0, rows.start - margin), rows.stop + margin)
    return around, slice(rows.start - around.start, rows.stop - around.start)


def smoothstep(share: Any) -> Any:
    """The cubic from 0 to 1 that starts and ends level, for shares from 0 to 1."""
    return share * share * (3 - 2 * share)


def transform(points: NDArray[Any], matrix: Matrix) -> Points:
    """Points under an affine map."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)
