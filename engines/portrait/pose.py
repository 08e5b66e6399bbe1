"""The body below a face: 33 points, without a person detector. Knows no silhouettes."""

import numpy as np

from engines.runtime.tensors import sigmoid

from .arrays import Points, Rgb, transform, unit
from .face import Body, Face
from .networks import Network
from .patches import Square, patch

SIDE = 256
"""Pixels: the network's input."""
OUTPUTS = ("Identity", "Identity_1")
DOWN, SIZE = 6.5, 22.0
"""Where a body lies, and how large its square is, in distances between the eyes (measured on frontal portraits)."""
HIPS, WHOLE = 33, 34
"""Two more points: the middle of the hips, and one on the circle around the whole body (MediaPipe)."""
AROUND = 1.25
LEAST_SCORE = 0.5


class Pose:
    """The pose network."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def body(self, image: Rgb, face: Face) -> Body | None:
        """The body that belongs to a face, or None if none is seen."""
        right, left = face.eyes
        across = left - right
        down = np.array((-across[1], across[0]))
        square = Square(
            np.asarray((right + left) / 2 + DOWN * down, np.float32), SIZE * float(np.hypot(*across)), face.roll
        )
        points, visibility, score = self._points(image, square)
        if score < LEAST_SCORE:
            return None
        spoke = points[WHOLE] - points[HIPS]
        second = Square(points[HIPS], 2 * AROUND * float(np.hypot(*spoke)), float(np.arctan2(spoke[0], -spoke[1])))
        again, seen, score = self._points(image, second)
        if score < LEAST_SCORE:
            again, seen = points, visibility
        return Body(again[:HIPS], seen[:HIPS])

    def _points(self, image: Rgb, square: Square) -> tuple[Points, Points, float]:
        picture, matrix = patch(image, square, SIDE)
        values, score = self._network.run(unit(picture), OUTPUTS)
        rows = values.reshape(39, 5)
        return transform(rows[:, :2] - 0.5, matrix), sigmoid(rows[:, 3]), float(score.ravel()[0])
