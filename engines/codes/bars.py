"""Bars measured and drawn anew in whole modules: for symbols drawn at a fractional width, bar by bar rounded."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import Gray, Quad
from .patterns import Floats

Edges = NDArray[np.float64]
Widths = NDArray[np.intp]

REACH = 9
"""Narrow bars on each side over which the level between dark and light is taken."""
CONTRAST = 0.3
"""Share of the profile's range that dark and light differ by where there are bars, as told from flat paper."""
SEPARATOR = 7
"""A dark or light part wider than so many narrow ones is no part of a code: no format has more than four modules."""
FEWEST_EDGES = 26
"""A CODE_128 of one character; other formats have 34 and more."""
MOST_EDGES = 700
"""More than CODE_128 has with a hundred characters: the work grows faster than their square, and it takes memory."""
SMALLEST_MODULE, LARGEST_MODULE = 1.05, 6.0
"""Pixels of the image. Larger modules are read as they are; under one pixel, bars are missing."""
ENDS = (-0.8, -0.4, 0.0, 0.4, 0.8)
"""Pixels of the image by which rounding may have moved the outer edges against each other."""
TRIED = 4
"""Widths of modules drawn: the true one was the first of 200 in 172, one of the first three in 199."""
ROUNDS = 3
SAME_SIZE = 0.006
"""Share of a module's size by which two sizes must differ to be two tries."""
HOPELESS = 0.95
"""Distance of the edges from whole modules, of the distance that edges anywhere would have."""
DRAWN, DRAWN_ROWS, QUIET = 3, 8, 12
"""Pixels per module, rows, and modules of quiet zone of what is drawn."""


@dataclass(frozen=True)
class Drawn:
    """A symbol in whole modules; its x lies at `start` + `step` * x of the profile."""

    gray: Gray
    start: float
    step: float

    def back(self, quad: Quad) -> Quad:
        """Carry corners over into the profile."""
        return quad * (self.step, 1.0) + (self.start, 0.0)


def redrawn(light: Floats, scale: float) -> Iterator[Drawn]:
    """Yield the bars of a profile (light-high, `scale` samples per pixel) drawn in whole modules, likeliest first."""
    edges = _symbol(_edges(light, round(2 * REACH * scale)))
    if not FEWEST_EDGES <= len(edges) <= MOST_EDGES:
        return
    for widths in _fits(edges, scale):
        bars = np.repeat(np.arange(len(widths)) % 2, widths)
        row = np.pad((255 * bars).astype(np.uint8), QUIET, constant_values=255).repeat(DRAWN)
        step = (edges[-1] - edges[0]) / widths.sum() / DRAWN
        yield Drawn(np.repeat(row[None], DRAWN_ROWS, axis=0), edges[0] - QUIET * DRAWN * step, step)


def _edges(light: Floats, window: int) -> Edges:
    """Return where the profile, with paper beside it, crosses the level between dark and light: to dark at first."""
    kernel = np.ones((1, window), np.uint8)
    row = np.pad(light, 1, constant_values=light.max())[None]
    high, low = cv2.dilate(row, kernel), cv2.erode(row, kernel)
    level = cv2.blur((high + low) / 2, (window, 1))
    spread = float(np.ptp(light))
    above = (row - np.where(high - low > CONTRAST * spread, level, light.min() + spread / 2))[0]
    before = np.flatnonzero((above[1:] > 0) != (above[:-1] > 0))
    edges: Edges = before - 1 + above[before] / (above[before] - above[before + 1])
    return edges


def _symbol(edges: Edges) -> Edges:
    """Return the longest run of edges without a separator that begins and ends with a dark bar."""
    if len(edges) < FEWEST_EDGES:
        return edges[:0]
    widths = np.diff(edges)
    cuts = np.flatnonzero(widths > SEPARATOR * np.sort(widths)[len(widths) // 5])
    first, last = np.concatenate(([0], cuts + 1)), np.concatenate((cuts, [len(edges) - 1]))
    longest = int((last - first).argmax())
    begin, end = int(first[longest]), int(last[longest])
    begin += begin % 2
    end -= (end - begin) % 2 == 0
    return edges[begin : end + 1]


def _fits(edges: Edges, scale: float) -> list[Widths]:
    """Return widths in modules for the likeliest sizes of a module."""
    span = edges[-1] - edges[0]
    fewest = max(len(edges) - 1, int(span / scale / LARGEST_MODULE))
    counts = np.arange(fewest, int(span / scale / SMALLEST_MODULE) + 1)
    sizes = ((span + scale * np.array(ENDS))[:, None] / counts).ravel()
    at = (edges - edges[0]).astype(np.float32) / sizes[:, None].astype(np.float32)
    turned = at * np.float32(2 * np.pi)
    phase = np.arctan2(np.sin(turned).mean(axis=1), np.cos(turned).mean(axis=1)) / np.float32(2 * np.pi)
    at -= phase[:, None]
    whole = np.rint(at)
    at -= whole
    off = np.sqrt(12 * np.einsum("ij,ij->i", at, at) / len(edges))
    fits: list[Widths] = []
    tried = np.zeros(0)
    for index in np.argsort(off):
        if len(fits) == TRIED or off[index] > HOPELESS:
            break
        if np.any(np.abs(tried - sizes[index]) < SAME_SIZE * sizes[index]):
            continue
        tried = np.append(tried, sizes[index])
        widths = np.diff(_settled(edges, whole[index].astype(np.float64))).astype(np.intp)
        if widths.min() > 0:
            fits.append(widths)
    return fits


def _settled(edges: Edges, places: Edges) -> Edges:
    """Return the whole modules at which edges lie, after a line through all of them has corrected size and phase."""
    for _ in range(ROUNDS):
        off = places - places.mean()
        size = float(off @ edges / (off @ off))
        places = np.rint(places.mean() + (edges - edges.mean()) / size)
    return places
