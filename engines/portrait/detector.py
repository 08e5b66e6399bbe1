"""Where faces are: BlazeFace (short range) over the whole image and over tiles of it. Knows no landmarks."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from engines.runtime.tensors import sigmoid

from .arrays import Points, Rgb, transform
from .networks import Network
from .patches import Square, patch

SIDE = 128
"""Pixels: the network's input."""
ANCHORS = ((8, 2), (16, 6))
"""Stride in pixels, and anchors at each place (MediaPipe's face_detection_short_range.pbtxt)."""
OUTPUTS = ("regressors", "classificators")
LEAST_SCORE = 0.5
LONGEST = 1024
"""Pixels: the network cannot see faces that are smaller in an image of this size."""
LANKIEST = 5
"""Longer side by shorter one: a strip beyond that is no portrait, and would take tiles without end."""
LEVELS = (0.66, 0.45, 0.3)
"""Tiles as shares of the shorter side: a face must be a tenth of a tile to be seen."""
OVERLAP = 0.4
SAME = 0.5
"""Two finds are one face when their middles are nearer than this share of the larger one."""


@dataclass(frozen=True, eq=False)
class Detection:
    """A place that may be a face: the middle of its box, the box's side in pixels, both eyes (right, left)."""

    centre: Points
    side: float
    eyes: Points
    score: float

    @property
    def square(self) -> Square:
        """The part of the image that the mesh network wants to see (MediaPipe: one and a half boxes, upright)."""
        across = self.eyes[1] - self.eyes[0]
        return Square(self.centre, 1.5 * self.side, float(np.arctan2(across[1], across[0])))


class Detector:
    """The detection network, over any size of image."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def search(self, image: Rgb) -> Iterator[list[Detection]]:
        """The faces of the image, the largest first: seen in the whole of it, then, if asked on, in finer tiles.

        The smallest that can be found is 1/33 of the image.
        """
        longest = max(image.shape[:2])
        if longest > LANKIEST * min(image.shape[:2]):
            return
        shrink = max(1.0, longest / LONGEST)
        if shrink > 1:
            size = (max(1, round(image.shape[1] / shrink)), max(1, round(image.shape[0] / shrink)))
            image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
        for squares in (_frames(image), *(_tiles(image, level) for level in LEVELS)):
            finds = [find for square in squares for find in self._search(image, square)]
            faces = [_scale(_blend(group), shrink) for group in _groups(finds)]
            yield sorted(faces, key=lambda face: -face.side * face.score)

    def score(self, image: Rgb, square: Square) -> float:
        """How sure it is of an upright face in a part of the image, 0 to 1."""
        return max((find.score for find in self._search(image, square)), default=0.0)

    def _search(self, image: Rgb, square: Square) -> Iterator[Detection]:
        picture, matrix = patch(image, square, SIDE)
        boxes, logits = self._network.run(picture.astype(np.float32) / 127.5 - 1, OUTPUTS)
        scores, boxes = sigmoid(logits.ravel()), boxes.reshape(-1, 16)
        for index in np.flatnonzero(scores > LEAST_SCORE):
            box = boxes[index].reshape(8, 2)
            points = np.vstack((box[0], box[2:4])) + _ANCHORS[index]
            centre, right, left = transform(points - 0.5, matrix)
            side = float(box[1].max()) * square.side / SIDE
            yield Detection(centre, side, np.stack((right, left)), float(scores[index]))


def _anchors() -> Points:
    """The middles of the anchors, in pixels of the network's input."""
    rows = []
    for stride, count in ANCHORS:
        y, x = np.mgrid[: SIDE // stride, : SIDE // stride]
        middles = (np.stack((x, y), axis=-1).reshape(-1, 2) + 0.5) * stride
        rows.append(np.repeat(middles, count, axis=0))
    return np.concatenate(rows).astype(np.float32)


_ANCHORS = _anchors()


def _square(x: float, y: float, side: float) -> Square:
    return Square(np.array((x + side / 2, y + side / 2), np.float32) - 0.5, side)


def _frames(image: Rgb) -> Iterator[Square]:
    """The whole image, and, if it is not square, squares along its longer side."""
    height, width = image.shape[:2]
    longest, shortest = max(height, width), min(height, width)
    yield _square((width - longest) / 2, (height - longest) / 2, longest)
    if longest > 1.15 * shortest:
        for start in _starts(longest, shortest, 0.5):
            yield _square(start, 0, shortest) if width > height else _square(0, start, shortest)


def _tiles(image: Rgb, level: float) -> Iterator[Square]:
    height, width = image.shape[:2]
    side = level * min(height, width)
    for y in _starts(height, side, 1 - OVERLAP):
        for x in _starts(width, side, 1 - OVERLAP):
            yield _square(x, y, side)


def _starts(length: float, side: float, step: float) -> list[float]:
    """Where tiles begin that cover a length in steps of at most `step` tiles."""
    count = int(np.ceil((length - side) / (side * step))) + 1
    return [float(start) for start in np.linspace(0, length - side, max(1, count))]


def _groups(finds: list[Detection]) -> list[list[Detection]]:
    """Finds of one face together, the surest first: non-maximum suppression that keeps what it suppresses."""
    groups: list[list[Detection]] = []
    for find in sorted(finds, key=lambda find: -find.score):
        for group in groups:
            reach = SAME * max(find.side, group[0].side)
            if np.hypot(*(find.centre - group[0].centre)) < reach:
                group.append(find)
                break
        else:
            groups.append([find])
    return groups


def _blend(group: list[Detection]) -> Detection:
    """One face for several finds, weighted by their scores."""
    weights = np.array([find.score for find in group]) / sum(find.score for find in group)
    return Detection(
        np.asarray(sum(weight * find.centre for weight, find in zip(weights, group, strict=True)), np.float32),
        float(sum(weight * find.side for weight, find in zip(weights, group, strict=True))),
        np.asarray(sum(weight * find.eyes for weight, find in zip(weights, group, strict=True)), np.float32),
        group[0].score,
    )


def _scale(face: Detection, factor: float) -> Detection:
    return Detection(
        (face.centre + 0.5) * factor - 0.5, face.side * factor, (face.eyes + 0.5) * factor - 0.5, face.score
    )
