"""What to try on a whole image, or on its grid-like regions, while nothing was found. Each remedy is one decoding."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .code import Gray, Symbol
from .decoder import EVERY, MATRIX, RETAIL, decode
from .enhance import flattened, resized, sharpened
from .geometry import Affine, moved, upright
from .regions import Field, grids

ENLARGED = 300_000
"""Pixels that a small image is enlarged to before it is sharpened, twice at most."""
SHARPNESS = (1.5, 2.0)
"""Sigma in pixels of the image, and amount, of the unsharp mask: focus and shake blur by about 1.5 pixels."""
GRIDS_TRIED = 1
GRID_SIDE = 600.0
"""Pixels a grid-like region is enlarged to, three times at most."""
GRID_MARGIN = 0.2
"""Share of the side, for the quiet zone."""
OTHER_SIZE = 1.3
"""Enlargement that moves every edge against the pixels."""
SPECK = np.ones((3, 3), np.uint8)
"""Dark or light specks and scratches up to two pixels wide are closed."""


@dataclass(frozen=True)
class Remedy:
    """An image to decode, the matrix from its pixels back to the original's, and how to decode it."""

    gray: Gray
    back: Affine
    formats: Any = EVERY
    histogram: bool = False

    def read(self) -> list[Symbol]:
        """Decode; a retail code, which only one check digit guards, must be read at another size as well."""
        found = decode(self.gray, self.formats, histogram=self.histogram)
        if any(symbol.format in RETAIL for symbol in found):
            again = {symbol.text for symbol in decode(resized(self.gray, OTHER_SIZE), self.formats)}
            found = [symbol for symbol in found if symbol.format not in RETAIL or symbol.text in again]
        return moved(found, self.back)


def remedies(image: Gray, field: Field) -> Iterator[Remedy]:
    """Yield what to read, most fruitful first. Positions are in `image`, of which `field` holds the gradients."""
    same: Affine = np.eye(2, 3)
    yield Remedy(image, same, MATRIX, histogram=True)
    yield Remedy(flattened(image), same)
    scale = float(np.clip(np.sqrt(ENLARGED / image.size), 1.0, 2.0))
    yield Remedy(_sharp(resized(image, scale), scale), np.array(((1 / scale, 0, 0), (0, 1 / scale, 0))))
    for box in grids(field)[:GRIDS_TRIED]:
        scale = float(np.clip(GRID_SIDE / max(box.width, box.height), 1.0, 3.0))
        crop = upright(image, box.grown(GRID_MARGIN), scale)
        yield Remedy(_sharp(crop.gray, scale), crop.back, MATRIX)
    yield Remedy(_despeckled(image, cv2.MORPH_CLOSE), same, MATRIX)
    yield Remedy(_despeckled(image, cv2.MORPH_OPEN), same, MATRIX, histogram=True)


def _despeckled(image: Gray, operation: int) -> Gray:
    return cv2.morphologyEx(image, operation, SPECK).astype(np.uint8, copy=False)


def _sharp(image: Gray, scale: float) -> Gray:
    sigma, amount = SHARPNESS
    return sharpened(image, sigma * scale, amount)
