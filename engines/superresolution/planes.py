"""What networks see and give: luma and chroma as planes; and how a plane is enlarged without them."""

from collections.abc import Sequence

import cv2
import numpy as np

from engines.runtime.tensors import Tensor

from .colour import Bytes, Floats, as_colours, luma_chroma, rounded

SCALE = np.float32(255)
"""Of what the networks see and give."""
MIDDLE = np.float32(0.5)
"""Luma that they see as 0."""
TAPS = 4
"""Pixels to each side that the interpolation looks at."""


def planes_of(image: Bytes, lost: float) -> Tensor:
    """What the networks see, 1 x 4 x H x W: luma and both chroma planes, from -0.5 to 0.5, and how much was lost."""
    planes = np.empty((1, 4, *image.shape[:2]), np.float32)
    np.divide(luma_chroma(image).transpose(2, 0, 1), SCALE, out=planes[0, :3])
    planes[0, 0] -= MIDDLE
    planes[0, 3] = lost
    return planes


def image_of(luma: Floats, chroma: Sequence[Floats]) -> Bytes:
    """Levels of luma and, about 0, of chroma as H x W x 3 (RGB); without chroma as H x W (grey)."""
    return rounded(as_colours(merged(luma, *chroma)) if chroma else luma)


def merged(*planes: Floats) -> Floats:
    """Planes as H x W x C."""
    return np.asarray(cv2.merge(planes), np.float32)


def within(planes: Floats, margin: int) -> Floats:
    """Planes, H x W or more of them, without a margin."""
    height, width = planes.shape[-2:]
    return planes[..., margin : height - margin, margin : width - margin]


def twice(plane: Floats, margin: int, how: int) -> Floats:
    """A plane at twice the sides by interpolation, without a margin, of TAPS or more, around the one given."""
    enlarged = cv2.resize(within(plane, margin - TAPS), None, fx=2, fy=2, interpolation=how)
    return within(np.asarray(enlarged, np.float32), 2 * TAPS)
