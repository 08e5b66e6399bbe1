"""Reading order: top to bottom, left to right, column after column; vertical lines from right to left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .line import Reading

SAME_ROW = 0.5
"""Share of the lower line's height within which two lines' middles lie in one row."""
GUTTER = 1.0
"""Heights of a line that are free between two columns of running text."""
FEWEST = 3
"""Lines in a column of running text ..."""
LONG = 5.0
"""... and their median length in heights: the columns of a table are narrower, and are read row by row."""
MOST_ROWS = 400
"""A page with more rows is not searched for columns."""


@dataclass(frozen=True)
class Box:
    """A line in the page's own upright frame: its sides, its middle and its height."""

    reading: Reading
    left: float
    right: float
    middle: float
    height: float


Row = list[Box]


def ordered(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in the order in which one reads them."""
    standing = [reading for reading in readings if reading.vertical]
    lying = [reading for reading in readings if not reading.vertical]
    if len(standing) > len(lying):
        lying, standing = standing, lying
    first, second = _group(lying), _group(standing)
    if not first or not second:
        return first + second
    top = min(float(reading.region.quad[:, 1].min()) for reading in second)
    above = sum(float(reading.region.quad[:, 1].max()) <= top for reading in first)
    return first[:above] + second + first[above:] if above else first + second


def _group(readings: Sequence[Reading]) -> list[Reading]:
    """Order lines that are read in one way."""
    if not readings:
        return []
    turns: Counter[int] = Counter()
    for reading in readings:
        turns[1 if reading.vertical else reading.turns] += len(reading.text)
    return [box.reading for box in _columns(_rows(_boxes(readings, turns.most_common(1)[0][0])))]


def _boxes(readings: Sequence[Reading], turns: int) -> list[Box]:
    """Bring lines to a frame in which rows are level; a vertical line then runs to the right."""
    quads = np.array([_turned(np.roll(reading.region.quad, -turns, axis=0), turns) for reading in readings])
    edges = quads[:, 1] - quads[:, 0]
    lengths = np.hypot(edges[:, 0], edges[:, 1])
    telling = lengths >= np.median(lengths)
    angle = float(np.median(np.arctan2(edges[telling, 1], edges[telling, 0])))
    cosine, sine = np.cos(angle), np.sin(angle)
    level = quads @ np.array(((cosine, -sine), (sine, cosine)))
    heights = np.hypot(*(quads[:, 3] - quads[:, 0]).T)
    return [
        Box(
            reading, float(quad[:, 0].min()), float(quad[:, 0].max()), float(quad[:, 1].mean()), max(1.0, float(height))
        )
        for reading, quad, height in zip(readings, level, heights, strict=True)
    ]


def _turned(quad: NDArray[np.float64], turns: int) -> NDArray[np.float64]:
    """Turn points back by quarter turns."""
    x, y = quad.T
    return np.stack(((x, y), (y, -x), (-x, -y), (-y, x))[turns], axis=1)


def _rows(boxes: Sequence[Box]) -> list[Row]:
    rows: list[Row] = []
    for box in sorted(boxes, key=lambda box: box.middle):
        if rows and any(
            abs(box.middle - other.middle) < SAME_ROW * min(box.height, other.height) for other in rows[-1]
        ):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _columns(rows: list[Row]) -> list[Box]:
    """Read stretches of rows that stand in columns of text column by column, and all others row by row."""
    found: list[Box] = []
    start = 0
    while start < len(rows):
        end, gutter = _stretch(rows, start) if len(rows) <= MOST_ROWS else (start, 0.0)
        if end == start:
            found += rows[start]
            start += 1
            continue
        boxes = [box for row in rows[start:end] for box in row]
        for side in ([b for b in boxes if b.right <= gutter], [b for b in boxes if b.left >= gutter]):
            found += _columns(_rows(side))
        start = end
    return found


def _stretch(rows: list[Row], start: int) -> tuple[int, float]:
    """The end of the longest run of rows from `start` that has a gutter, and the gutter's place."""
    boxes: list[Box] = []
    best = (start, 0.0)
    for end in range(start, len(rows)):
        boxes += rows[end]
        gaps = _gaps(boxes)
        if not gaps and len(boxes) > 1:
            break
        for gap in gaps:
            left = [box for box in boxes if box.right <= gap]
            if _running(left) and _running([box for box in boxes if box.left >= gap]):
                best = (end + 1, gap)
                break
    return best


def _gaps(boxes: Sequence[Box]) -> list[float]:
    """The middles of free stretches between the outermost boxes."""
    least = GUTTER * float(np.median([box.height for box in boxes]))
    reach, found = -np.inf, []
    for box in sorted(boxes, key=lambda box: box.left):
        if np.isfinite(reach) and box.left - reach >= least:
            found.append((box.left + reach) / 2)
        reach = max(reach, box.right)
    return found


def _running(boxes: Sequence[Box]) -> bool:
    """Tell whether boxes are lines of running text."""
    return len(boxes) >= FEWEST and float(np.median([(b.right - b.left) / b.height for b in boxes])) >= LONG
