"""Finder patterns of QR codes: dark rings around a dark core, turned by any angle and a little askew. Reads nothing."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import Gray

Vector = NDArray[np.float64]

FINDER = 7
"""Modules of a finder pattern: a dark ring of 7, a light one of 5, a dark core of 3."""
CORE_FILL, RING_FILL = (0.4, 1.01), (0.18, 0.65)
"""Share of its box that is dark in a finder's core and in its ring, turned by any angle: 1/2 to 1, 1/4 to 1/2."""
CORE_SIDE, CORE_AREA = (0.3, 0.58), (0.2, 0.62)
"""Side and area of the core, as shares of the ring's: 3/7 and 9/24."""
CONCENTRIC, LEVEL_SIDES = 0.08, 2.0
"""Distance of the two centres, as a share of the ring's side; and how much longer one side of a box may be."""
FEWEST_DARK, FEWEST_AROUND = 9, 16
"""Pixels of a core, and around a ring."""
MOST_PARTS, MOST_FINDERS = 100, 12
"""Parts of an image that are compared, and finders that are paired: the largest ones."""


@dataclass(frozen=True)
class Finder:
    """Centre in pixels, and the sides of a module as two vectors in pixels, a right turn apart."""

    centre: Vector
    across: Vector
    down: Vector

    def module(self) -> float:
        """Return the side of a module in pixels."""
        return float(np.sqrt(abs(turned(self.across, self.down))))

    def toward(self, way: Vector) -> "Finder":
        """Return the finder turned by right angles so that `across` points along `way`."""
        turns = [self.across, self.down, -self.across, -self.down]
        best = int(np.argmax([turn @ way / np.hypot(*turn) for turn in turns]))
        return Finder(self.centre, turns[best], turns[(best + 1) % 4])


def finders(dark: Gray) -> list[Finder]:
    """Find dark rings with a dark core in their middle in an H x W image, 0 where it is light; largest first."""
    _, labels, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    parts = 1 + np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= FEWEST_DARK)
    stats, centres = stats[parts], centres[parts]
    width, height, area = (stats[:, column].astype(np.float64) for column in (2, 3, 4))
    fill = np.where(np.maximum(width, height) <= LEVEL_SIDES * np.minimum(width, height), area / (width * height), 0)
    cores, rings = (_largest(_between(fill, limits), area) for limits in (CORE_FILL, RING_FILL))
    side = np.sqrt(width * height)
    apart = np.abs(centres[rings, None] - centres[None, cores]).max(axis=2)
    if not apart.size:
        return []
    near = apart < CONCENTRIC * side[rings, None] + 0.5
    near &= _between(side[cores] / side[rings, None], CORE_SIDE)
    near &= _between(area[cores] / area[rings, None], CORE_AREA)
    chosen = rings[near.any(axis=1)][:MOST_FINDERS]
    found = [_finder(labels, stats[ring], int(parts[ring]), centres[ring]) for ring in chosen]
    return [finder for finder in found if finder]


def _largest(chosen: NDArray[np.bool_], area: Vector) -> NDArray[np.intp]:
    places = np.flatnonzero(chosen)
    return places[np.argsort(-area[places])[:MOST_PARTS]]


def _between(values: Vector, limits: tuple[float, float]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (values > limits[0]) & (values < limits[1])
    return inside


def _finder(labels: NDArray[Any], box: NDArray[Any], label: int, centre: Vector) -> Finder | None:
    """Measure the ring: its outline for directions, and that with the hole's, 7 and 5 modules wide, for the size."""
    left, top, width, height = (int(part) for part in box[:4])
    ring = (labels[top : top + height, left : left + width] == label).astype(np.uint8)
    outlines = sorted(cv2.findContours(ring, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)[0], key=cv2.contourArea)
    if len(outlines) < 2 or len(outlines[-1]) < FEWEST_AROUND:
        return None
    outer, hole = (float(np.sqrt(cv2.contourArea(outline))) for outline in (outlines[-1], outlines[-2]))
    corners = cv2.approxPolyN(outlines[-1], 4).reshape(4, 2).astype(np.float64)
    across, down = corners[1] - corners[0] + corners[2] - corners[3], corners[3] - corners[0] + corners[2] - corners[1]
    turn = turned(across, down)
    if not hole or not turn:
        return None
    module = (outer + hole) / (2 * FINDER - 2) / np.sqrt(abs(turn))
    return Finder(centre, across * module, down * module * np.sign(turn))


def turned(one: Vector, other: Vector) -> float:
    """Return the area between two vectors, positive if the second is to the right of the first."""
    return float(one[0] * other[1] - one[1] * other[0])
