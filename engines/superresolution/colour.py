"""Between RGB and the luma and chroma of JPEG (ITU-T T.871); chroma is about 0, everything from 0 to 255."""

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
_TO = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], np.float32)
_BACK = np.array([[1, 0, 1.402], [1, -0.344136, -0.714136], [1, 1.772, 0]], np.float32)


def luma_chroma(colour: Bytes) -> Floats:
    """H x W x 3 as luma and two chroma planes; a grey image, H x W, has no chroma."""
    if colour.ndim == 2:
        planes = np.zeros((*colour.shape, 3), np.float32)
        planes[..., 0] = colour
        return planes
    return np.asarray(colour.astype(np.float32) @ _TO.T, np.float32)


def as_colours(planes: Floats) -> Floats:
    """What luma and chroma, H x W x 3, come to in red, green and blue."""
    return np.asarray(cv2.transform(planes, _BACK), np.float32)


def rounded(picture: Floats) -> Bytes:
    """To whole levels, cut to 0 to 255."""
    return np.asarray(cv2.addWeighted(picture, 1, picture, 0, 0, dtype=cv2.CV_8U), np.uint8)


def added(picture: Bytes, other: Floats) -> Bytes:
    """The sum of two pictures of one shape, rounded and cut to 0 to 255."""
    return np.asarray(cv2.add(picture, other, dtype=cv2.CV_8U), np.uint8)
