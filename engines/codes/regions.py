"""Where a code may be: striped and grid-like parts of an image, from one map of gradients. Reads nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median, percentiles

from .code import Gray, Quad
from .geometry import Box

Map = NDArray[np.float32]
Mask = NDArray[np.bool_]
Directions = NDArray[np.complex64]

LOOK_AT = 800
"""Pixels of the long side at which regions are sought: modules that are worth a crop are still a pixel wide."""
CELLS = 100
"""Cells of the map along the long side, so that a cell of an 800-pixel image holds a bar or two."""
SMALLEST_CELL = 4
"""Pixels. Smaller cells hold too few gradients for a direction."""
ENERGY = 400.0
"""Mean squared Sobel gradient of a cell below which it is flat: noise of sigma 2.5 grey levels, under any print."""
STRIPED = 0.5
"""Coherence (0..1) of a cell whose gradients share one direction; text stays under 0.4, blurred bars are over 0.7,
and PDF417 is about 0.55."""
SAME_DIRECTION = float(np.cos(np.deg2rad(20)))
"""Directions of a group lie within 28 degrees of doubled (14 of plain) angle."""
DIRECTIONS = 5
"""Directions looked for in one image: packages have codes upright, lying, and now and then askew."""
BINS = 24
GAP = 5
"""Cells closed along a direction: the widest gap of a code that is nearly as wide as the image."""
RUN = 7
"""Cells a region must measure across its bars: the lone edge of a box is three wide."""
FEWEST_CELLS = 14
"""Two rows of the shortest run."""


FAINTEST, LOUD = 8.0, 3.0
"""Energy of a dense region: that of edges of two grey levels, and so many times what half of the picture has."""
SLOPE = 0.8
"""Coherence of a cell that has bars in it, or a change of light: nothing two-dimensional."""
FEWEST_SIDE, SQUARE, SOLID = 3, 0.25, 0.5
"""Cells of its shorter side; that side's share of the longer one (DataMatrix has 8 x 32); share of its box in cells."""


@dataclass(frozen=True)
class Field:
    """Gradient statistics of the cells of an image: mean energy, and the mean direction doubled."""

    energy: Map
    double: Directions
    cell: float

    def scaled(self, scale: float) -> "Field":
        """Return the same cells in an image `scale` times as large."""
        return replace(self, cell=self.cell * scale)


def field_of(gray: Gray) -> Field:
    """Measure the gradients of an H x W image, cell by cell."""
    shrink = min(1.0, LOOK_AT / max(gray.shape))
    small = gray
    if shrink < 1.0:
        size = (max(1, round(gray.shape[1] * shrink)), max(1, round(gray.shape[0] * shrink)))
        small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    cell = max(SMALLEST_CELL, round(max(small.shape) / CELLS))
    across, down = gradients(small)
    energy = across * across + down * down
    even, odd = across * across - down * down, 2 * across * down
    cells = [_averaged(part, cell) for part in (energy, even, odd)]
    return Field(
        cells[0],
        (cells[1] + 1j * cells[2]).astype(np.complex64),
        cell / shrink,
    )


def gradients(gray: Gray) -> tuple[Map, Map]:
    """Return the Sobel gradients to the right and downwards."""
    across, down = cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    return across.astype(np.float32, copy=False), down.astype(np.float32, copy=False)


def _averaged(part: NDArray[Any], cell: int) -> Map:
    size = (max(1, part.shape[1] // cell), max(1, part.shape[0] // cell))
    small = cv2.resize(part[: size[1] * cell, : size[0] * cell], size, interpolation=cv2.INTER_AREA)
    return cv2.blur(small, (3, 3)).astype(np.float32, copy=False)


def stripes(field: Field) -> Iterator[Box]:
    """Yield boxes around striped regions, width across the bars, those of most cells first."""
    coherent = (np.abs(field.double) > STRIPED * field.energy) & (field.energy > ENERGY)
    parts: list[tuple[int, Mask]] = []
    for _ in range(DIRECTIONS):
        if np.count_nonzero(coherent) < FEWEST_CELLS:
            break
        main = _main_direction(field.double[coherent])
        near = coherent & (np.real(field.double * np.conj(main)) > SAME_DIRECTION * np.abs(field.double))
        coherent &= ~near
        angle = float(np.angle(main)) / 2
        joined = _along(near.astype(np.uint8), angle, cv2.MORPH_CLOSE, GAP)
        joined = _along(joined, angle, cv2.MORPH_OPEN, RUN)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
        sizes = stats[:, cv2.CC_STAT_AREA]
        parts += [
            (int(sizes[label]), labels == label) for label in range(1, len(sizes)) if sizes[label] >= FEWEST_CELLS
        ]
    for _, member in sorted(parts, key=lambda part: -part[0]):
        yield _box(member, float(np.angle(complex(field.double[member].sum()))) / 2, field.cell)


def cells_in(field: Field, quads: list[Quad]) -> Mask:
    """Return the cells in the quads, and their neighbours."""
    drawn = np.zeros(field.energy.shape, np.uint8)
    for quad in quads:
        cv2.fillConvexPoly(drawn, np.rint(quad / field.cell - 0.5).astype(np.int32), 1)
    return cv2.dilate(drawn, np.ones((3, 3), np.uint8)).astype(bool)


def patches(field: Field, taken: Mask) -> list[Box]:
    """Return upright boxes around compact regions full of edges, largest first, but for the cells in `taken`.

    What counts as an edge follows the picture: print as faint as a few grey levels stands out from paper.
    """
    level = max(FAINTEST, LOUD * median(field.energy))
    slope = np.abs(field.double) > SLOPE * field.energy
    loud = ((field.energy > level) & ~slope & ~taken).astype(np.uint8)
    opened = cv2.morphologyEx(loud, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    dense = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=8)
    found = []
    for left, top, width, height, area in stats[1:]:
        square = min(width, height) >= max(FEWEST_SIDE, SQUARE * max(width, height))
        if square and area >= SOLID * width * height:
            middle = (left + width / 2) * field.cell, (top + height / 2) * field.cell
            found.append(Box(*map(float, (*middle, width * field.cell, height * field.cell, 0.0))))
    return sorted(found, key=lambda box: -box.width * box.height)


def _main_direction(directions: Directions) -> complex:
    """Return the unit number of the most frequent direction: the peak of a histogram smoothed over its neighbours."""
    place = ((np.angle(directions) / (2 * np.pi) + 0.5) * BINS).astype(np.intp)
    bins = np.bincount(np.minimum(place, BINS - 1), np.sqrt(np.abs(directions)), BINS)
    smooth = bins + np.roll(bins, 1) + np.roll(bins, -1)
    return complex(np.exp(1j * ((int(smooth.argmax()) + 0.5) * 2 * np.pi / BINS - np.pi)))


def _along(mask: NDArray[np.uint8], angle: float, operation: int, length: int) -> NDArray[np.uint8]:
    """Close or open the mask by a line of `length` cells in the direction `angle`."""
    line = np.zeros((length, length), np.uint8)
    reach = np.array((np.cos(angle), np.sin(angle))) * (length // 2)
    ends = [tuple(round(float(length // 2 + sign * part)) for part in reach) for sign in (-1, 1)]
    cv2.line(line, ends[0], ends[1], 1)
    return cv2.morphologyEx(mask, operation, line).astype(np.uint8, copy=False)


def _box(member: Mask, angle: float, cell: float) -> Box:
    """Return the box of the cells, less a hundredth on each side, at `angle`."""
    rows, columns = np.nonzero(member)
    x, y = (columns + 0.5) * cell, (rows + 0.5) * cell
    cos, sin = np.cos(angle), np.sin(angle)
    along, aside = x * cos + y * sin, y * cos - x * sin
    (left, right), (top, bottom) = (percentiles(values, 0.01, 0.99) for values in (along, aside))
    u, v = (left + right) / 2, (top + bottom) / 2
    return Box(u * cos - v * sin, u * sin + v * cos, right - left + cell, bottom - top + cell, angle)
