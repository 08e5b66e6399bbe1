"""Faces, by MediaPipe's full-range detector."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.runtime.opencv import Network
from engines.runtime.tensors import batch_of, sigmoid
from shared.clock import Budget

from .saliency import COPIES
from .shrink import Rgb, resized

OUTPUTS = ("reshaped_classifier_face_4", "reshaped_regressor_face_4")
SIDE = 192
"""Pixels of the square that the network takes."""
CELLS = 48
"""The network has one box for each of 48 x 48 cells; its numbers are pixels from a cell's centre."""
LEAST_SCORE = 0.5
HINT = 0.3
"""A box of at least this score may be a face: it is looked at again, enlarged, if it is small."""
SMALL = 0.12
"""Of the longer side: where the largest box is smaller, faces are small, and others may have been overlooked."""
HALF = 0.6
"""Of the longer side: each of the two parts that are searched then. What lies on the seam is whole in one of them."""
SAME = 0.3
"""Overlap (intersection over union) from which two boxes are one face."""


@dataclass(frozen=True)
class Face:
    """A box from the eyebrows to the chin, in pixels, and how sure the network is, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    score: float

    @property
    def area(self) -> float:
        """In square pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    def moved(self, scale: float, x: float = 0.0, y: float = 0.0) -> "Face":
        """The face in an image that is `scale` times as large and begins `x`, `y` pixels further out."""
        return Face(
            self.left * scale + x, self.top * scale + y, self.right * scale + x, self.bottom * scale + y, self.score
        )


class Faces:
    """The network and how it is fed."""

    def __init__(self, path: Path) -> None:
        self._network = Network(path, COPIES)
        row, column = np.divmod(np.arange(CELLS * CELLS), CELLS)
        self._centres = np.stack([column + 0.5, row + 0.5], axis=1) * (SIDE / CELLS)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def of(self, rgb: Rgb, budget: Budget) -> list[Face]:
        """The faces in an image, the surest first. A part for which there is no time is not searched."""
        found = list(self._boxes(rgb))
        if found and max(face.area for face in found) < (SMALL * max(rgb.shape[:2])) ** 2:
            for part, x, y in _halves(rgb):
                if budget.spent():
                    break
                found += [face.moved(1.0, x, y) for face in self._boxes(part)]
        return nms([face for face in found if face.score >= LEAST_SCORE])

    def _boxes(self, rgb: Rgb) -> Iterator[Face]:
        """The network's boxes in pixels of the image; one face may have several."""
        height, width = rgb.shape[:2]
        scale = SIDE / max(height, width)
        inner = resized(rgb, max(1, round(width * scale)), max(1, round(height * scale)))
        square = np.zeros((SIDE, SIDE, 3), np.uint8)
        square[: inner.shape[0], : inner.shape[1]] = inner
        values = square.astype(np.float32) / np.float32(127.5) - np.float32(1)
        logits, boxes = self._network.run(batch_of(values), OUTPUTS)
        scores = sigmoid(logits[0, :, 0])
        for index in np.flatnonzero(scores >= HINT):
            centre, size = self._centres[index] + boxes[0, index, :2], boxes[0, index, 2:4] / 2
            (left, top), (right, bottom) = (centre - size).tolist(), (centre + size).tolist()
            yield Face(left, top, right, bottom, float(scores[index])).moved(1 / scale)


def _halves(rgb: Rgb) -> Iterator[tuple[Rgb, int, int]]:
    """Two parts of an image that overlap, and where each begins."""
    height, width = rgb.shape[:2]
    if width >= height:
        wide = max(1, round(width * HALF))
        yield np.ascontiguousarray(rgb[:, :wide]), 0, 0
        yield np.ascontiguousarray(rgb[:, width - wide :]), width - wide, 0
    else:
        high = max(1, round(height * HALF))
        yield rgb[:high], 0, 0
        yield rgb[height - high :], 0, height - high


def nms(faces: list[Face]) -> list[Face]:
    """Non-maximum suppression: the surest of each group of boxes that overlap, the surest first."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if all(_overlap(face, other) < SAME for other in kept):
            kept.append(face)
    return kept


def _overlap(one: Face, other: Face) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    common = max(width, 0.0) * max(height, 0.0)
    return common / max(one.area + other.area - common, 1e-9)
