"""What to try on an image, or on a part of it, in which nothing was found yet. Each remedy is one decoding.

QR codes alone cost a tenth of what all formats do: most remedies look for these, some for all two-dimensional codes.
Striped regions have remedies of their own (strips.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .code import Gray, Symbol
from .completed import completed
from .decoder import MARKED, MATRIX, QR, decode
from .enhance import flattened, resized, sharpened, stretched
from .frames import framed
from .geometry import Affine, moved

ENLARGED, MOST, MUCH = 250_000, 3.0, 2.0
"""Pixels that a small image is enlarged to, so many times at most; and what is much."""
SHARPNESS = (1.5, 2.0)
"""Sigma in pixels of the image, and amount, of the unsharp mask: focus and shake blur by about 1.5 pixels."""
SPECK = np.ones((3, 3), np.uint8)
"""Dark or light specks and scratches up to two pixels wide are closed."""
REDUCED = (0.5, 0.25)
"""Sizes at which dots, a screen's grid or a halftone within the modules are averaged away."""
SMOOTH = 0.9
"""Sigma in pixels of the blur after that: what is left of a texture that does not fit the pixels."""


@dataclass(frozen=True)
class Remedy:
    """An image to decode, the matrix from its pixels back to the original's, and how to decode it."""

    gray: Gray
    back: Affine
    formats: Any = QR
    histogram: bool = False
    one_way: bool = False

    def read(self) -> list[Symbol]:
        """Decode."""
        options = {"histogram": self.histogram, "one_way": self.one_way}
        return moved(decode(self.gray, self.formats, downscale=False, **options), self.back)


def remedies(image: Gray) -> Iterator[Remedy]:
    """Yield what to read in an image in which nothing was found, or in a part of one, most fruitful first."""
    same: Affine = np.eye(2, 3)
    yield Remedy(image, same, MATRIX, histogram=True, one_way=True)
    yield Remedy(flattened(image), same, MARKED)
    yield _enlarged(image)
    yield Remedy(_despeckled(image, cv2.MORPH_CLOSE), same, MARKED, one_way=True)
    yield Remedy(_despeckled(image, cv2.MORPH_OPEN), same, MARKED, histogram=True, one_way=True)
    yield Remedy(stretched(image), same)
    yield from _smoothed(image)
    yield from _on_paper(image)
    yield from _completed(image)


def _enlarged(image: Gray) -> Remedy:
    """Sharpen and enlarge; what is enlarged much is sharpened then, as the edges lie between its pixels."""
    scale = float(np.clip(np.sqrt(ENLARGED / image.size), 1.0, MOST))
    sigma, amount = SHARPNESS
    if scale < MUCH:
        sharp = resized(sharpened(image, sigma, amount), scale)
    else:
        sharp = sharpened(resized(image, scale), sigma * scale, amount)
    return Remedy(sharp, _shrunk_by(scale), MARKED, one_way=True)


def _smoothed(image: Gray) -> Iterator[Remedy]:
    for scale in REDUCED:
        small = cv2.GaussianBlur(resized(image, scale), (0, 0), SMOOTH).astype(np.uint8, copy=False)
        for histogram in (False, True):
            yield Remedy(small, _shrunk_by(scale), histogram=histogram)


def _on_paper(image: Gray) -> Iterator[Remedy]:
    for gray in (image, (255 - image).astype(np.uint8, copy=False)):
        cut = framed(gray)
        if cut:
            yield Remedy(*cut, MARKED)


def _completed(image: Gray) -> Iterator[Remedy]:
    for gray, back in completed(image):
        yield Remedy(gray, back, one_way=True)


def _shrunk_by(scale: float) -> Affine:
    return np.array(((1 / scale, 0.0, 0.0), (0.0, 1 / scale, 0.0)))


def _despeckled(image: Gray, operation: int) -> Gray:
    return cv2.morphologyEx(image, operation, SPECK).astype(np.uint8, copy=False)
