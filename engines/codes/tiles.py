"""A large image at full size: read in tiles, those with small print in them for every format."""

from itertools import product
from typing import Any

import cv2
import numpy as np

from engines.runtime.statistics import median
from shared.clock import Budget

from .code import Gray, Symbol
from .decoder import EVERY, decode
from .enhance import resized
from .geometry import Affine, moved
from .merge import joined
from .regions import ENERGY, Field, Mask

DETAILED = 12_500_000
"""Pixels. An image is read at full size when nothing else helped, or reduced to a 12-megapixel photo if larger."""
CONTRAST = 0.1
"""Energy of what may be another code, as a share of that of those that were found: it is on the same picture."""
FINE, FEWEST_FINE = 16, 2
"""Grey levels from pixel to pixel, on average over a cell, where small codes may be; and so many cells of a tile."""
SAMPLED = 5
"""Of so many rows, and columns, one is looked at for that."""
SHADES, PAPER = 8, 0.5
"""Classes of grey values; the least share of a page in one of them."""
PAGE_TILE, TILE, OVERLAP = 2000, 1000, 0.25
"""Pixels of the squares in which a page, or any other large image, is read, and the share by which they overlap: what
is larger is found in the overview. The time to look for finder patterns grows faster than the square."""


def is_page(gray: Gray) -> bool:
    """Tell whether the image is a page, or labels on a ground: of one brightness for the most part."""
    shades = cv2.calcHist([gray], [0], None, [SHADES], [0, 256])
    return bool(shades.max() > PAPER * gray.size)


def read_tiles(gray: Gray, field: Field, taken: Mask, formats: Any, budget: Budget) -> list[Symbol]:
    """Read a large image at full size, in tiles, so that the budget is kept whatever is in it.

    Where something was found already, tiles with no more in them are passed over.
    """
    detailed, back = reduced(gray, DETAILED)
    busy = ~taken
    if taken.any():
        busy &= field.energy > max(ENERGY, CONTRAST * median(field.energy[taken]))
    fine = _fine(detailed, field) & busy if busy.any() else busy
    cell = field.cell / float(back[0, 0])
    side = PAGE_TILE if formats is EVERY else TILE
    step = round(side * (1 - OVERLAP))
    found: list[Symbol] = []
    for top, left in product(*(range(0, max(1, length - side + step), step) for length in detailed.shape)):
        rows, columns = (slice(int(at // cell), int((at + side) // cell) + 1) for at in (top, left))
        if not busy[rows, columns].any():
            continue
        if budget.spent():
            break
        part = detailed[top : top + side, left : left + side]
        sought = EVERY if np.count_nonzero(fine[rows, columns]) >= FEWEST_FINE else formats
        tile = decode(part, sought, one_way=sought is not EVERY, downscale=False)
        found = joined(found, moved(moved(tile, np.array(((1.0, 0, left), (0, 1.0, top)))), back))
    return found


def _fine(gray: Gray, field: Field) -> Mask:
    """Tell which cells are full of edges from one pixel to the next: small print, which a photograph rarely has."""
    size = field.energy.shape[1], field.energy.shape[0]
    rows, columns = gray[::SAMPLED], np.ascontiguousarray(gray[:, ::SAMPLED])
    changes = cv2.absdiff(rows[:, 1:], rows[:, :-1]), cv2.absdiff(columns[1:], columns[:-1])
    across, down = (cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.intp) for part in changes)
    fine: Mask = across + down >= FINE
    return fine


def reduced(gray: Gray, pixels: int) -> tuple[Gray, Affine]:
    """Return the image at `pixels` or fewer, and the matrix from there to the full image's pixels."""
    shrink = min(1.0, float(np.sqrt(pixels / gray.size)))
    small = resized(gray, shrink) if shrink < 1.0 else gray
    across, down = gray.shape[1] / small.shape[1], gray.shape[0] / small.shape[0]
    return small, np.array(((across, 0.0, 0.0), (0.0, down, 0.0)))
