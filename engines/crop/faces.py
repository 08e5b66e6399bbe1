"""Faces, by MediaPipe's full-range detector."""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.runtime.opencv import Network
from engines.runtime.tensors import batch_of, sigmoid
from shared.clock import Budget

from .face import SAME, Face, nms, overlap
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
"""Of the longer side: the part that is searched then, or each of two. What lies on the seam is whole in one of them."""
TOGETHER = 0.4
"""Of the longer side: where heads may be no further apart than that, one part is enough."""
UNLIKELY = 0.15
"""Where no head is as likely as that, faces are not looked for, and only SURE ones are believed."""

Heat = NDArray[np.float32]
EVERYWHERE = np.ones((1, 1), np.float32)


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

        `heat`: how likely a head is at each place, in cells that cover the image. Raises MissingModel.
        """
        self._network.check()
        if heat.max() < UNLIKELY:
            return []
        first = list(self._boxes(rgb))
        views, parts = [first], _parts(rgb, first, heat)
        for part, x, y in parts or ():
            if budget.spent():
                break
            views.append([face.moved(1.0, x, y) for face in self._boxes(part)])
        found = nms([face for view in views for face in view if face.score >= LEAST_SCORE])
        found = [face for face in found if face.score >= SURE or _is_likely(face, heat, rgb)]
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

    Where all faces are small, the part where heads may be, or both halves; else the surroundings of the largest face,
    if it is not sure to be one.
    """
    largest = max(faces, key=lambda face: face.area, default=None)
    if largest is None:
        return None
    if largest.area < (SMALL * max(rgb.shape[:2])) ** 2:
        return list(_larger(rgb, heat))
    best = max((face for face in faces if overlap(face, largest) >= SAME), key=lambda face: face.score)
    if not LEAST_SCORE <= best.score < SURE:
        return None
    reach = VIEW * best.area**0.5
    x, y = ((low + high) / 2 for low, high in ((best.left, best.right), (best.top, best.bottom)))
    left, top = max(0, round(x - reach)), max(0, round(y - reach))
    part = rgb[top : max(top + 1, round(y + reach)), left : max(left + 1, round(x + reach))]
    return [(np.ascontiguousarray(part), left, top)] if part.size else None


def _is_likely(face: Face, heat: Heat, rgb: Rgb) -> bool:
    """Whether the network of heads sees one in a face's box."""
    (rows, columns), (height, width) = heat.shape, rgb.shape[:2]
    top, bottom = max(0, int(face.top / height * rows)), ceil(face.bottom / height * rows)
    left, right = max(0, int(face.left / width * columns)), ceil(face.right / width * columns)
    return bool(heat[top:bottom, left:right].max(initial=0) >= UNLIKELY)


def _sure(face: Face, views: Sequence[Sequence[Face]]) -> bool:
    """Whether a face has a high score, or shows the same points in two views."""
    if face.score >= SURE:
        return True
    return sum(any(_same(face, other) for other in view) for view in views) > 1


def _same(one: Face, other: Face) -> bool:
    apart = np.array(one.points[:4]) - np.array(other.points[:4])
    return overlap(one, other) >= SAME and float(np.hypot(*apart.T).mean()) < ASTRAY * one.area**0.5


def _larger(rgb: Rgb, heat: Heat) -> Iterator[tuple[Rgb, int, int]]:
    """The part of an image where heads may be, or two that overlap where one is too small, and where they begin."""
    height, width = rgb.shape[:2]
    across = width >= height
    places = np.flatnonzero(heat.max(axis=0 if across else 1) >= UNLIKELY)
    cells = heat.shape[1 if across else 0]
    first, last = places[0] / cells, (places[-1] + 1) / cells
    middle = (first + last) / 2 - HALF / 2
    starts = (0.0, 1 - HALF) if last - first > TOGETHER else (min(max(middle, 0.0), 1 - HALF),)
    length = width if across else height
    extent = max(1, round(length * HALF))
    for start in (min(round(share * length), length - extent) for share in starts):
        if across:
            yield np.ascontiguousarray(rgb[:, start : start + extent]), start, 0
        else:
            yield rgb[start : start + extent], 0, start
