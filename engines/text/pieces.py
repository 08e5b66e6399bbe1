"""Regions that hold pieces of one line become one: the search cuts large letters and at the borders of its tiles."""

from collections.abc import Sequence

import cv2
import numpy as np

from .frames import clockwise
from .line import Quad, Region
from .sharing import Sharing

LONG = 1.5
"""Length over size from which a region shows by itself which way its line runs."""
LEAST_OVERLAP = 0.15
"""Heights of a line by which its pieces overlap: they all reach beyond their print."""
SAME_BAND = 0.7
"""Share of the height of both together that pieces of one line have in common."""


def merged(regions: Sequence[Region]) -> list[Region]:
    """The regions, those that overlap end to end as one."""
    sharing = Sharing([region.quad for region in regions])
    names = list(range(len(regions)))
    for index, region in enumerate(regions):
        for other in sharing.near(index):
            if other < index and names[other] != names[index] and _one_line(region, regions[other]):
                old, new = names[index], names[other]
                names = [new if name == old else name for name in names]
    lines: dict[int, list[Region]] = {}
    for name, region in zip(names, regions, strict=True):
        lines.setdefault(name, []).append(region)
    return [pieces[0] if len(pieces) == 1 else _around(pieces) for pieces in lines.values()]


def _one_line(region: Region, other: Region) -> bool:
    """Tell whether two regions stand one behind the other on one line and overlap there."""
    longer = max(region, other, key=lambda one: one.length)
    (start, end), (top, bottom) = _spans(region, longer)
    (other_start, other_end), (other_top, other_bottom) = _spans(other, longer)
    along = min(end, other_end) - max(start, other_start)
    across = min(bottom, other_bottom) - max(top, other_top)
    if across < SAME_BAND * (max(bottom, other_bottom) - min(top, other_top)):
        return False
    return LEAST_OVERLAP * longer.size <= along < min(end - start, other_end - other_start)


def _spans(region: Region, line: Region) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where a region reaches along and across a line."""
    along = _direction(line)
    places, heights = region.quad @ along, region.quad @ np.array((-along[1], along[0]))
    return (float(places.min()), float(places.max())), (float(heights.min()), float(heights.max()))


def _direction(line: Region) -> Quad:
    edge: Quad = line.quad[3] - line.quad[0] if line.height >= LONG * line.width else line.quad[1] - line.quad[0]
    return edge / max(1e-9, float(np.hypot(*edge)))


def _around(pieces: Sequence[Region]) -> Region:
    box = cv2.minAreaRect(np.vstack([piece.quad for piece in pieces]).astype(np.float32))
    return Region(clockwise(np.asarray(cv2.boxPoints(box), np.float64)))
