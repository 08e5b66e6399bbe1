"""Which parts of an image are worth another look, and how fine: lines of one size together. Reads nothing."""

from collections.abc import Iterator, Sequence
from statistics import median_high
from typing import NamedTuple

import cv2
import numpy as np

from . import scale
from .line import Region

SAME_SIZE = 1.6
"""Times the median up to which lines are one group, and its inverse: the heights of one print differ so much."""
TELLING = 3.0
"""Length over height from which a region is a line and no dirt, pattern or piece of a picture."""
AROUND = 2.0
"""Heights of a line around the lines found that are looked at again."""
GRID = 64
"""Cells along the longer side of an image, in which places are told apart."""
MOST_PLACES = 4
WASTE = 0.5
"""Share of a group's whole rectangle under which its places are looked at one by one."""


class Part(NamedTuple):
    """A rectangle of the image in pixels, and the factor by which it is resized for a look."""

    left: int
    top: int
    right: int
    bottom: int
    factor: float

    def holds(self, other: "Part") -> bool:
        """Tell whether another rectangle lies in this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    @property
    def pixels(self) -> float:
        """The pixels that are searched."""
        return (self.right - self.left) * (self.bottom - self.top) * self.factor**2


def parts(whole: Part, regions: Sequence[Region]) -> list[Part]:
    """The parts to look at after the look at the `whole`, which found `regions`: the most text first."""
    found: list[Part] = []
    for group in _groups(regions):
        line = median_high([region.size for region in group])
        for place in _places(whole, group, AROUND * line):
            before = max(part.factor for part in (whole, *found) if part.holds(place))
            sides = (place.right - place.left, place.bottom - place.top)
            factor = scale.second(before, line, *sides, sum(part.pixels for part in found))
            if factor is not None:
                found.append(place._replace(factor=factor))
    return found


def _groups(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions of about one size together, the groups with the most text first; but the first, only those with lines."""
    left, found = list(regions), []
    while left:
        middle = median_high([region.size for region in left])
        found.append([region for region in left if middle / SAME_SIZE <= region.size <= middle * SAME_SIZE])
        taken = set(map(id, found[-1]))
        left = [region for region in left if id(region) not in taken]
    found.sort(key=lambda group: -sum(region.length for region in group))
    return found[:1] + [group for group in found[1:] if any(r.length >= TELLING * r.size for r in group)]


def _places(whole: Part, group: Sequence[Region], around: float) -> Iterator[Part]:
    """Where the group is: one rectangle, or a few where most of the one would hold nothing of it."""
    size = (whole.right, whole.bottom)
    low = np.array([np.clip(region.quad.min(axis=0) - around, 0, size) for region in group])
    high = np.array([np.clip(region.quad.max(axis=0) + around, 0, size) for region in group])
    cell = max(size) / GRID
    cells = np.zeros((int(size[1] / cell) + 1, int(size[0] / cell) + 1), np.uint8)
    for (left, top), (right, bottom) in zip((low / cell).astype(int), (high / cell).astype(int), strict=True):
        cells[top : bottom + 1, left : right + 1] = 1
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cells, connectivity=4)
    middles = ((low + high) / 2 / cell).astype(int)
    places = labels[middles[:, 1], middles[:, 0]]
    areas = stats[1:, cv2.CC_STAT_WIDTH] * stats[1:, cv2.CC_STAT_HEIGHT]
    _, _, wide, high_cells = cv2.boundingRect(cells)
    if count - 1 > MOST_PLACES or areas.sum() > WASTE * wide * high_cells:
        places = np.ones_like(places)
    for place in sorted(set(places.tolist())):
        (left, top), (right, bottom) = low[places == place].min(axis=0), high[places == place].max(axis=0)
        yield Part(int(left), int(top), int(right), int(bottom), 0.0)
