"""Faces, by MediaPipe's full-range detector."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
SURE = 0.75
"""A face of a lower score is looked at twice: bark, fruit and hands reach .7, but not in two views."""
VIEW = 1.4
"""The second view of a face reaches that far from its middle, in sides of its box."""
ASTRAY = 0.25
"""Of the box's side: how far off a second view may have a face's eyes, nose and mouth, on the average."""
HINT = 0.3
"""A box of at least this score may be a face: it is looked at again, enlarged, if it is small."""
SMALL = 0.12
"""Of the longer side: where the largest box is smaller, faces are small, and others may have been overlooked."""
HALF = 0.6
"""Of the longer side: each of the two parts that are searched then. What lies on the seam is whole in one of them."""
UNLIKELY = 0.15
"""A part in which no head is as likely as that is not looked at again: of 64 with faces, none was below .21."""
SAME = 0.3
"""Overlap (intersection over union) from which two boxes are one face."""


Point = tuple[float, float]
Heat = NDArray[np.float32]
EVERYWHERE = np.ones((1, 1), np.float32)


@dataclass(frozen=True)
class Face:
    """A box from the eyebrows to the chin, in pixels, and how sure the network is, 0 to 1.

    `points` (x, y) are the eyes, the nose's tip, the mouth's middle and the ears, those on the image's left first; or
    none.
    """

    left: float
    top: float
    right: float
    bottom: float
    score: float
    points: tuple[Point, ...] = ()

    @property
    def area(self) -> float:
        """In square pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def turn(self) -> float:
        """How far it looks aside, 0 to 1 in profile: by where the nose is between the ears."""
        if not self.points:
            return 0.0
        (nose, _), _, (one, _), (other, _) = self.points[2:]
        between = max(abs(one - other), 0.01 * (self.right - self.left))
        return min(1.0, 2 * abs(nose - (one + other) / 2) / between)

    def moved(self, scale: float, x: float = 0.0, y: float = 0.0) -> "Face":
        """The face in an image that is `scale` times as large and begins `x`, `y` pixels further out."""
        return replace(
            self,
            left=self.left * scale + x,
            top=self.top * scale + y,
            right=self.right * scale + x,
            bottom=self.bottom * scale + y,
            points=tuple((column * scale + x, row * scale + y) for column, row in self.points),
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

    def of(self, rgb: Rgb, budget: Budget, heat: Heat = EVERYWHERE) -> list[Face]:
        """The faces in an image, the surest first. A part for which there is no time is not searched.

        `heat`: how likely a head is at each place, in cells that cover the image.
        """
        first = list(self._boxes(rgb))
        views, parts = [first], _parts(rgb, first, heat)
        for part, x, y in parts or ():
            if budget.spent():
                break
            views.append([face.moved(1.0, x, y) for face in self._boxes(part)])
        found = nms([face for view in views for face in view if face.score >= LEAST_SCORE])
        return found if parts is None else [face for face in found if _sure(face, views)]

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
            points = [(x, y) for x, y in (self._centres[index] + boxes[0, index, 4:16].reshape(6, 2)).tolist()]
            yield Face(left, top, right, bottom, float(scores[index]), tuple(points)).moved(1 / scale)


def _parts(rgb: Rgb, faces: list[Face], heat: Heat) -> list[tuple[Rgb, int, int]] | None:
    """What of an image to look at again, enlarged, and where each part begins; None if all is seen at a glance.

    Both halves, where all faces are small and heads may be; else the surroundings of the largest face, if it is not
    sure to be one.
    """
    largest = max(faces, key=lambda face: face.area, default=None)
    if largest is None:
        return None
    if largest.area < (SMALL * max(rgb.shape[:2])) ** 2:
        return [half for half in _halves(rgb) if _likely(heat, rgb, *half)]
    best = max((face for face in faces if _overlap(face, largest) >= SAME), key=lambda face: face.score)
    if not LEAST_SCORE <= best.score < SURE:
        return None
    reach = VIEW * best.area**0.5
    x, y = ((low + high) / 2 for low, high in ((best.left, best.right), (best.top, best.bottom)))
    left, top = max(0, round(x - reach)), max(0, round(y - reach))
    part = rgb[top : max(top + 1, round(y + reach)), left : max(left + 1, round(x + reach))]
    return [(np.ascontiguousarray(part), left, top)] if part.size else None


def _likely(heat: Heat, rgb: Rgb, part: Rgb, left: int, top: int) -> bool:
    """Whether a head may be in a part of an image that begins at `left`, `top`."""
    (rows, columns), (height, width) = heat.shape, rgb.shape[:2]
    high, wide = part.shape[:2]
    some = heat[
        top * rows // height : -(-(top + high) * rows // height),
        left * columns // width : -(-(left + wide) * columns // width),
    ]
    return bool(some.max() >= UNLIKELY)


def _sure(face: Face, views: Sequence[Sequence[Face]]) -> bool:
    """Whether a face has a high score, or shows the same points in two views."""
    if face.score >= SURE:
        return True
    return sum(any(_same(face, other) for other in view) for view in views) > 1


def _same(one: Face, other: Face) -> bool:
    apart = np.array(one.points[:4]) - np.array(other.points[:4])
    return _overlap(one, other) >= SAME and float(np.hypot(*apart.T).mean()) < ASTRAY * one.area**0.5


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
