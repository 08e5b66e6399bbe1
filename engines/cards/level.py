"""A photographed menu made level: what stands in one row gets one height."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.text import Character, Line

from .pieces import Points
from .prices import Name, Price
from .rows import width

STEEPEST = 0.6
"""Slope of a row against the page's main direction, at most."""
AGREED = 0.06
"""Slopes of a name and of the way to its price may differ by as much: a row higher or lower, they differ by 0.1."""
ROUGHLY = 1.2
"""Heights of the print by which a price may stand above or below its name while the page is not yet level."""
TALL = 1.2
"""Height of a line in ems, at most."""
EXACT = 0.003
"""Slopes that differ by less agree."""
STIFF = np.diag((0.0, 0.3, 0.3))
"""Weight that holds the bend back against its change from place to place."""
ROUNDS = 5


class Placed(NamedTuple):
    """A part of a line in level coordinates: where it starts and ends, its middle, the height of its print."""

    part: Name | Price
    left: float
    right: float
    y: float
    height: float


def levelled(lines: Sequence[Line], parts: Sequence[Sequence[Name | Price]]) -> list[Placed]:
    """The parts of each line where they would stand on a page that is seen upright and straight from the front."""
    ends = np.array([_ends(line.characters) for line in lines if len(line.characters) > 1], np.float64).reshape(
        -1, 2, 2
    )
    if not len(ends):
        return []
    along = (ends[:, 1] - ends[:, 0]).sum(axis=0)
    cosine, sine = along / max(1e-6, float(np.hypot(*along)))
    turn = np.array(((cosine, -sine), (sine, cosine)))
    origin = ends.reshape(-1, 2).mean(axis=0)
    scale = max(1.0, float(np.abs(ends - origin).max()))
    found = [
        (part, (_places(part.characters) - origin) @ turn / scale, _height(line, part))
        for line, some in zip(lines, parts, strict=True)
        for part in some
    ]
    names = [(points, height / scale) for part, points, height in found if isinstance(part, Name) and part.chinese]
    names = names or [(points, height / scale) for part, points, height in found if isinstance(part, Name)]
    prices = np.array([points.mean(axis=0) for part, points, _ in found if isinstance(part, Price)]).reshape(-1, 2)
    bend = _bend(_ways([points for points, _ in names], prices))
    for _ in range(ROUNDS):
        bend = _bend(_rows(names, prices, bend))
    return [_placed(part, _straight(points, bend) * scale, height) for part, points, height in found]


def _ends(characters: Sequence[Character]) -> tuple[tuple[int, int], tuple[int, int]]:
    return characters[0].place, characters[-1].place


def _places(characters: Sequence[Character]) -> Points:
    return np.array([character.place for character in characters], np.float64)


def _height(line: Line, part: Name | Price) -> float:
    """The height of the print: that of its line, unless its characters are closer than such high ones are."""
    left_top, _, _, left_bottom = np.asarray(line.corners, np.float64)
    widths = np.array([width(one.text) for one in part.characters])
    steps = np.hypot(*np.diff(_places(part.characters), axis=0).T) / ((widths[1:] + widths[:-1]) / 2)
    most = TALL * float(np.median(steps)) if len(steps) else np.inf
    return max(1.0, min(float(np.hypot(*(left_bottom - left_top))), most))


def _ways(names: Sequence[Points], prices: Points) -> NDArray[np.float64]:
    """From names to prices that may be theirs, N x 2 x 2: the next one on the line that a name's characters make."""
    long = [points for points in names if len(points) > 2]
    starts = np.array([points.mean(axis=0) for points in long]).reshape(-1, 2)
    own = np.array([points[-1] - points[0] for points in long]).reshape(-1, 2)
    found = []
    for price in prices:
        way = price - starts
        ahead = (way[:, 0] > own[:, 0] / 2) & (own[:, 0] > 0)
        slope, tilt = way[:, 1] / np.where(ahead, way[:, 0], 1.0), own[:, 1] / np.where(ahead, own[:, 0], 1.0)
        fitting = np.flatnonzero(ahead & (np.abs(slope - tilt) < AGREED) & (np.abs(slope) < STEEPEST))
        if len(fitting):
            found.append((starts[fitting[way[fitting, 0].argmin()]], price))
    return np.array(found, np.float64).reshape(-1, 2, 2)


def _rows(names: Sequence[tuple[Points, float]], prices: Points, bend: NDArray[np.float64]) -> NDArray[np.float64]:
    """From names to the prices that are in their rows by a bend that is about right."""
    starts = np.array([points.mean(axis=0) for points, _ in names]).reshape(-1, 2)
    heights = np.array([height for _, height in names])
    level = _straight(starts, bend)
    found = []
    for price, there in zip(prices, _straight(prices, bend), strict=True):
        way = there - level
        fitting = np.flatnonzero((way[:, 0] > heights) & (np.abs(way[:, 1]) < ROUGHLY * heights))
        if len(fitting):
            found.append((starts[fitting[way[fitting, 0].argmin()]], price))
    return np.array(found, np.float64).reshape(-1, 2, 2)


def _bend(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """How steep rows are, by place: a + b x + c y. The more one is against the others, the less it counts."""
    way, middle = ways[:, 1] - ways[:, 0], ways.mean(axis=1)
    bend: NDArray[np.float64] = np.zeros(3)
    weights = np.ones((len(way), 1))
    if len(way) < len(bend):
        return bend
    slopes, terms = way[:, 1:] / way[:, :1], np.c_[np.ones(len(way)), middle]
    for _ in range(ROUNDS):
        sides = np.vstack((weights * slopes, np.zeros((3, 1))))
        bend = np.linalg.lstsq(np.vstack((weights * terms, STIFF)), sides, rcond=None)[0][:, 0]
        weights = 1 / np.sqrt(np.abs(terms @ bend[:, None] - slopes) + EXACT)
    return bend


def _straight(points: Points, bend: NDArray[np.float64]) -> Points:
    """Points N x 2 with the rows' bend taken out, to the first order."""
    x, y = points.T
    straight: Points = np.c_[x, y * (1 - bend[2] * x) - bend[0] * x - bend[1] * x**2 / 2]
    return straight


def _placed(part: Name | Price, points: Points, height: float) -> Placed:
    return Placed(part, float(points[:, 0].min()), float(points[:, 0].max()), float(points[:, 1].mean()), height)
