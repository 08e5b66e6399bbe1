"""Lines of text, found by their looks: what a crop shows whole or not at all. Nothing is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.runtime.statistics import median

Grey = NDArray[np.uint8]

SIZES = (1, 2, 4)
"""Headlines are looked for in smaller pictures: one way of looking finds strokes of one thickness."""
STROKE = 40
"""Difference of neighbouring pixels, in levels, from which an edge may be a letter's."""
GAP = 9
"""Pixels between letters that a line bridges."""
HEIGHTS = (7, 48)
"""Pixels from the least to the greatest height of a line."""
HEADLINE = 14
"""The same in a smaller picture: lower lines were seen in a larger one."""
MOST = 60
"""Blobs that are looked at for each size, the largest first."""
LEAST_LONG = 1.9
"""Of a line, in heights: two characters."""
CONTRAST = 45
"""Levels between ink and paper."""
TWO_TONES = (0.78, 0.83)
"""Of the variance of a line's pixels, what ink and paper explain (Otsu's measure), in small print and in larger."""
EVEN = 0.15
"""Of the contrast: how far a pixel of the paper may be from its usual tone."""
PAPER = 0.7
"""The least share of such pixels around a line."""
CHANGES = (1.6, 7)
"""Least and most changes from ink to paper or back for each height of width: tufts of grass have fewer, fences more."""


@dataclass(frozen=True)
class Box:
    """Something upright in an image, in pixels; right and bottom outside."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, scale: float) -> Self:
        """The box in an image that is `scale` times as large."""
        sides = {name: getattr(self, name) * scale for name in ("left", "top", "right", "bottom")}
        return replace(self, **sides)


def lines(grey: Grey) -> list[Box]:
    """The lines of text that stand on paper of one colour and run across, in pixels of the image; larger ones first."""
    found: list[Box] = []
    for size in reversed(SIZES):
        height, width = (side // size for side in grey.shape)
        if min(height, width) < HEIGHTS[0]:
            continue
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA) if size > 1 else grey
        for box in _headlines(np.asarray(small, np.uint8)) if size > 1 else _lines(grey, _edges(grey), HEIGHTS[0]):
            scaled = box.moved(size)
            if not any(within(scaled, other) for other in found):
                found.append(scaled)
    return found


def _headlines(grey: Grey) -> Iterator[Box]:
    """Lines of a smaller picture, without edges that are higher than a line may be: signs have a border around."""
    edges = _edges(grey)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=4)
    low = (stats[:, 3] <= HEIGHTS[1]).astype(np.uint8)
    low[0] = 0  # what is no edge
    return _lines(grey, np.take(low, np.asarray(labels)), HEADLINE)


def _edges(grey: Grey) -> Grey:
    """1 where letters may have their edges, else 0."""
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    return np.asarray(cv2.threshold(steep, STROKE, 1, cv2.THRESH_BINARY)[1], np.uint8)


def _lines(grey: Grey, edges: Grey, least: int) -> Iterator[Box]:
    """Lines of at least a height in pixels."""
    blobs = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(blobs, connectivity=4)
    stats = stats[1:]
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    likely = (high >= least) & (high <= HEIGHTS[1]) & (wide >= LEAST_LONG * high) & (area >= 0.4 * wide * high)
    likely &= wide < grey.shape[1]  # from side to side there are fences, and the halves of landscapes
    for left, top, width, height, _ in sorted(stats[likely].tolist(), key=lambda blob: -blob[4])[:MOST]:
        if _is_text(grey, left, top, left + width, top + height):
            yield Box(left, top, left + width, top + height)


def _is_text(grey: Grey, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether ink of one tone lies on paper of another, which is all around, and changes with it as letters do."""
    line = np.ascontiguousarray(grey[top:bottom, left:right])
    _, ink = cv2.threshold(line, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    share = float(ink.mean())
    if not 0.05 < share < 0.95:
        return False
    two_tones = TWO_TONES[bottom - top >= HEADLINE]
    high, low = float(line[ink > 0].mean()), float(line[ink == 0].mean())
    if high - low < CONTRAST or share * (1 - share) * (high - low) ** 2 < two_tones * float(line.var()):
        return False
    above, below = grey[max(top - 2, 0) : top, left:right], grey[bottom : bottom + 2, left:right]
    before, behind = grey[top:bottom, max(left - 2, 0) : left], grey[top:bottom, right : right + 2]
    around = np.concatenate([strip.ravel() for strip in (above, below, before, behind)])
    if not around.size or np.mean(np.abs(around - median(around)) < EVEN * (high - low)) < PAPER:
        return False
    changes = np.count_nonzero(ink[:, 1:] != ink[:, :-1]) / len(ink)
    return bool(CHANGES[0] <= changes * (bottom - top) / (right - left) <= CHANGES[1])


def within(inner: Box, outer: Box) -> bool:
    """Whether most of a box's height lies in another one, and some of its width."""
    across = min(inner.right, outer.right) - max(inner.left, outer.left)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    return across > 0 and down > 0.5 * (inner.bottom - inner.top)
