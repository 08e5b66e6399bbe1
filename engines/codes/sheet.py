"""The labels of a sheet: what blank bands between them divide an image into."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import Gray, Quad

GAP = 3
"""Pixels of a blank band: less is a gap within a code."""
WIDE_GAP = 0.04
"""Of the width that is divided: spaces of a code are blank bands too, and narrower than this."""
SMALLEST = 12
"""Pixels of a block's sides."""
MOST = 200
"""Blocks of a sheet; of more, it is text."""
SAME = 0.2
"""Share by which sides of blocks of one kind differ."""
QUIET = 6
"""Pixels around a block."""


@dataclass(frozen=True)
class Block:
    """Rows and columns of an image."""

    top: int
    bottom: int
    left: int
    right: int

    def like(self, other: "Block") -> bool:
        """Tell whether the other one has the same size."""
        heights = self.bottom - self.top, other.bottom - other.top
        widths = self.right - self.left, other.right - other.left
        return all(abs(one - two) <= SAME * max(one, two) for one, two in (heights, widths))

    def meets(self, quad: Quad) -> bool:
        """Tell whether corners span a rectangle that has a part in it."""
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        return bool(left < self.right and right > self.left and top < self.bottom and bottom > self.top)


def labels(gray: Gray) -> list[Block]:
    """Return the blocks, by cutting across and along in turn (XY cut)."""
    level, _ = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink: NDArray[np.bool_] = gray <= level
    found: list[Block] = []
    for rows in _parts(np.any(ink, axis=1), GAP):
        for columns in _parts(np.any(ink[rows], axis=0), max(GAP, round(WIDE_GAP * gray.shape[1]))):
            for inner in _parts(np.any(ink[rows, columns], axis=1), GAP):
                top, left = rows.start + inner.start, columns.start
                block = Block(top, rows.start + inner.stop, left, columns.stop)
                if min(block.bottom - block.top, block.right - block.left) >= SMALLEST:
                    found.append(_grown(block, gray))
                if len(found) > MOST:
                    return []
    return found


def _grown(block: Block, gray: Gray) -> Block:
    height, width = gray.shape
    return Block(
        max(0, block.top - QUIET),
        min(height, block.bottom + QUIET),
        max(0, block.left - QUIET),
        min(width, block.right + QUIET),
    )


def _parts(inked: Any, gap: int) -> Iterator[slice]:
    """Yield the runs of lines with ink; shorter gaps than `gap` are part of a run."""
    places = np.flatnonzero(inked)
    if not places.size:
        return
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts, ends = np.r_[places[0], places[breaks + 1]], np.r_[places[breaks], places[-1]]
    for start, end in zip(starts, ends, strict=True):
        yield slice(int(start), int(end) + 1)
