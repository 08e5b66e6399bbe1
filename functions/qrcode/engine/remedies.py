"""What to try on a whole image, or on its grid-like regions, while nothing was found. Each remedy is one decoding."""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from .code import Gray, Symbol
from .decoder import EVERY, MATRIX, decode
from .enhance import equalised, flattened, resized, sharpened
from .geometry import Box, moved, upright
from .regions import Field, grids

ENLARGED = 400_000
"""Pixels that a small image is enlarged to before it is sharpened, twice at most."""
SHARPNESS = (1.5, 2.0)
"""Sigma in pixels of the image, and amount, of the unsharp mask: focus and shake blur by about 1.5 pixels."""
GRIDS_TRIED = 2
GRID_SIDE = 600.0
"""Pixels a grid-like region is enlarged to, three times at most."""
GRID_MARGIN = 0.2
"""Share of the side, for the quiet zone."""
SPECK = np.ones((3, 3), np.uint8)
"""Dark or light specks and scratches up to two pixels wide are closed."""


def remedies(image: Gray, field: Field) -> Iterator[Callable[[], list[Symbol]]]:
    """Yield readings to try, most fruitful first. Positions are in `image`, of which `field` holds the gradients."""
    yield lambda: decode(image, MATRIX, histogram=True)
    yield lambda: decode(flattened(image))
    yield lambda: _sharp(image)
    for box in grids(field)[:GRIDS_TRIED]:
        yield lambda box=box: _grid(image, box)  # type: ignore[misc]
    yield lambda: decode(_despeckled(image, cv2.MORPH_CLOSE), MATRIX)
    yield lambda: decode(_despeckled(image, cv2.MORPH_OPEN), MATRIX, histogram=True)
    yield lambda: decode(equalised(image))


def _despeckled(image: Gray, operation: int) -> Gray:
    return cv2.morphologyEx(image, operation, SPECK).astype(np.uint8, copy=False)


def _sharp(image: Gray) -> list[Symbol]:
    scale = float(np.clip(np.sqrt(ENLARGED / image.size), 1.0, 2.0))
    sigma, amount = SHARPNESS
    back = np.array(((1 / scale, 0, 0), (0, 1 / scale, 0)))
    return moved(decode(sharpened(resized(image, scale), sigma * scale, amount), EVERY), back)


def _grid(image: Gray, box: Box) -> list[Symbol]:
    scale = float(np.clip(GRID_SIDE / max(box.width, box.height), 1.0, 3.0))
    sigma, amount = SHARPNESS
    crop = upright(image, box.grown(GRID_MARGIN), scale)
    return moved(decode(sharpened(crop.gray, sigma * scale, amount), MATRIX), crop.back)
