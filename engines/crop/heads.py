"""Heads from every side, of people, animals and drawn figures, by our own network: training/aicrop/heads."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.runtime.opencv import Network
from engines.runtime.tensors import batch_of

from .lettering import Box
from .saliency import COPIES, Map
from .shrink import Rgb, resized

Cells = NDArray[np.float32]
"""5 x 28 x 28 for an image squeezed into a square: a score from 0 to 1, and how many cells a box reaches from a cell's
middle to the left, up, to the right and down."""

SIDE = 224
"""Pixels of the square that the network was trained on."""
LEAST_SCORE = 0.25
SAME = 0.3
"""Overlap (intersection over union) from which two boxes are one head."""
SEEN = 0.3
"""The least saliency in the middle of a head, in shares of the highest: others are not what the picture is about."""
SMALLEST = 0.05
"""Of the longer side: a smaller head is no reason to move a crop."""
MINOR = 0.3
"""A head of less than this share of the largest one's area is a passer-by's."""
MOST = 4


@dataclass(frozen=True)
class Head(Box):
    """A head in an image, in pixels, and how sure the network is, 0 to 1."""

    score: float


class Heads:
    """The network and how it is fed."""

    def __init__(self, path: Path) -> None:
        self._network = Network(path, COPIES)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def of(self, rgb: Rgb) -> tuple[Cells, Map]:
        """Heads in an image of any shape, and how much of each of 56 x 56 places belongs to the subject, 0 to 1."""
        values = resized(rgb, SIDE, SIDE).astype(np.float32) / np.float32(255)
        cells, subject = self._network.run(batch_of(values), ("heads", "subject"))
        return np.asarray(cells[0], np.float32), np.asarray(subject[0, 0], np.float32)


def heads(cells: Cells, saliency: Map, width: int, height: int) -> list[Head]:
    """The heads in an image of a size in pixels, the largest first."""
    scores = cells[0]
    around = np.pad(scores, 1)
    side = len(scores)
    highest = np.max([around[row : row + side, column : column + side] for row in range(3) for column in range(3)], 0)
    kept: list[Head] = []
    places = np.argwhere((scores == highest) & (scores >= LEAST_SCORE))
    for row, column in sorted(places.tolist(), key=lambda place: -float(scores[place[0], place[1]])):
        if _seen(saliency, (row + 0.5) / side, (column + 0.5) / side):
            box = _box(cells, row, column, width, height)
            if _side(box) >= SMALLEST * max(width, height) and all(_overlap(box, other) < SAME for other in kept):
                kept.append(box)
    kept.sort(key=lambda box: -_side(box))
    return [box for box in kept if _side(box) ** 2 >= MINOR * _side(kept[0]) ** 2][:MOST]


def _box(cells: Cells, row: int, column: int, width: int, height: int) -> Head:
    side = cells.shape[1]
    score, left, up, right, down = cells[:, row, column].tolist()
    across, along = width / side, height / side
    return Head(
        max(0.0, (column + 0.5 - left) * across),
        max(0.0, (row + 0.5 - up) * along),
        min(float(width), (column + 0.5 + right) * across),
        min(float(height), (row + 0.5 + down) * along),
        score,
    )


def _seen(saliency: Map, down: float, across: float) -> bool:
    rows, columns = saliency.shape
    return bool(saliency[int(down * rows), int(across * columns)] >= SEEN * saliency.max())


def _side(box: Box) -> float:
    """The side of a square of the box's area."""
    return float(max(0.0, (box.right - box.left) * (box.bottom - box.top)) ** 0.5)


def _overlap(one: Box, other: Box) -> float:
    common = _common(one, other)
    return common / max(_side(one) ** 2 + _side(other) ** 2 - common, 1e-9)


def _common(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0.0) * max(height, 0.0)
