"""Where lines lie: boxes that overlap, groups of them, and the order within a group."""

from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from .truth import Corners, TruthLine

Boxes = list[NDArray[np.float32]]


def quads(corners: Sequence[Corners]) -> Boxes:
    """Corners as arrays, 4 x 2 each."""
    return [np.array(box, np.float32).reshape(-1, 2) for box in corners]


def overlaps(
    first: Boxes, second: Boxes
) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """The shared area of each pair, and the area of each box."""
    shared = np.zeros((len(first), len(second)))
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            apart = (one.max(0) <= other.min(0)) | (other.max(0) <= one.min(0))
            if not apart.any():
                shared[i, j] = cv2.intersectConvexConvex(cv2.convexHull(one), cv2.convexHull(other))[0]
    return shared, (np.array([cv2.contourArea(box) for box in first]), np.array([cv2.contourArea(b) for b in second]))


def groups(linked: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """The connected groups: truth lines with the lines read that lie on them."""
    count = linked.shape[0]
    parents = list(range(count + linked.shape[1]))

    def root(node: int) -> int:
        while parents[node] != node:
            node = parents[node]
        return node

    for i, j in np.argwhere(linked):
        parents[root(int(i))] = root(count + int(j))
    found: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for node in range(len(parents)):
        found[root(node)][node >= count].append(node - count * (node >= count))
    return list(found.values())


class reading:  # noqa: N801 - a function with a memory
    """Sort key: rows of the first true line's frame, then along it."""

    def __init__(self, line: TruthLine) -> None:
        box = np.array(line.corners, np.float64)
        along = box[3] - box[0] if line.vertical else box[1] - box[0]
        across = box[0] - box[1] if line.vertical else box[3] - box[0]
        self.origin, self.height = box[0], max(1.0, float(np.hypot(*across)))
        self.along = along / max(1e-6, float(np.hypot(*along)))
        self.across = across / self.height

    def __call__(self, box: Corners) -> tuple[int, float]:
        centre = np.mean(np.array(box), axis=0) - self.origin
        return round(float(centre @ self.across) / self.height / 0.7), float(centre @ self.along)
