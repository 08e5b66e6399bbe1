"""How a low-resolution input is made from a photograph: halved, and sometimes a JPEG. No torch here."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_TAPS = np.abs(np.arange(8) - 3.5) / 2
_CUBIC = np.where(_TAPS <= 1, 1.5 * _TAPS**3 - 2.5 * _TAPS**2 + 1, -0.5 * _TAPS**3 + 2.5 * _TAPS**2 - 4 * _TAPS + 2)
_KERNEL = _CUBIC / _CUBIC.sum()
"""Keys' cubic (a = -0.5), stretched to twice its width: MATLAB's imresize(image, 0.5), the field's convention."""

_YCC = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], np.float32)
"""RGB to the luma and chroma that JPEG uses (ITU-T T.871)."""


def halved(image: Bytes) -> Bytes:
    """An H x W x 3 image of even size at half its size, borders mirrored, rounded to bytes."""
    whole = cv2.sepFilter2D(
        image.astype(np.float64), cv2.CV_64F, _KERNEL, _KERNEL, anchor=(3, 3), borderType=cv2.BORDER_REFLECT
    )
    return np.clip(np.rint(whole[::2, ::2]), 0, 255).astype(np.uint8)


def compressed(image: Bytes, quality: int, subsampling: int) -> Bytes:
    """What is left of an RGB image after a JPEG of this quality; subsampling 0 is 4:4:4, 2 is 4:2:0."""
    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=quality, subsampling=subsampling)
    return np.asarray(Image.open(file).convert("RGB"))


def lost(quality: int | None) -> float:
    """How much a JPEG of this quality lost; None for no JPEG."""
    return 0 if quality is None else (100 - quality) / 100


def webp(image: Bytes, quality: int) -> Bytes:
    """What is left of an RGB image after a lossy WebP of this quality."""
    file = io.BytesIO()
    Image.fromarray(image).save(file, "WEBP", quality=quality, method=2)
    return np.asarray(Image.open(file).convert("RGB"))


def luma_chroma(image: Bytes | Floats) -> Floats:
    """H x W x 3 RGB from 0 to 255 as Y, Cb, Cr; chroma about 0."""
    turned: Floats = image.astype(np.float32) @ _YCC.T
    return turned


def enlarged(plane: Floats) -> Floats:
    """Twice the size by Lanczos: what the network's output is added to, here and in the engine."""
    return np.asarray(cv2.resize(plane, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.float32)
