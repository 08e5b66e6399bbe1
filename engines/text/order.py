"""Reading order: top to bottom, left to right, column after column; vertical lines from right to left."""

from collections.abc import Iterator, Sequence

import numpy as np

from engines.runtime.statistics import median

from . import prose
from .boxes import Box, boxes
from .cells import Row, rows_of_cells
from .line import Reading

SAME_ROW = 0.5
"""Share of the lower line's height within which two lines' middles lie in one row."""
BESIDE = 0.2
"""Share of the narrower line's width by which two lines of one row overlap at most."""
GUTTER = 0.6
"""Heights of the print that are free between two columns: a newspaper has 1 to 1.5 em."""
NEAR, LARGER = 1.35, 1.4
"""Times the usual distance that lines of a column are apart, and times higher that a heading is than its text."""
MOST_ROWS, MOST_GUTTERS = 400, 12
"""A page with more rows is not searched for columns, and rows with more gutters are a table or a pattern."""


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
    return [box.reading for box in _columns(rows_of(boxes(readings)))] if readings else []


def rows_of(found: Sequence[Box]) -> list[Row]:
    """Lines side by side in rows, from the upper one to the lower one."""
    rows: list[Row] = []
    for box in sorted(found, key=lambda box: box.middle):
        if rows and _in_row(box, rows[-1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _in_row(box: Box, row: Row) -> bool:
    near = any(abs(box.middle - other.middle) < SAME_ROW * min(box.height, other.height) for other in row)
    return near and all(box.shares(other) <= BESIDE for other in row)


def _columns(rows: list[Row]) -> list[Box]:
    """Read stretches of rows that stand in columns of text column by column, and all others row by row."""
    found: list[Box] = []
    plain: list[Row] = []
    start = 0
    for end, gutter in _stretches(rows) if len(rows) <= MOST_ROWS else [(len(rows), None)]:
        if gutter is None:
            plain += rows[start:end]
        else:
            found += rows_of_cells(plain)
            plain = []
            for side in _sides([box for row in rows[start:end] for box in row], gutter):
                found += _columns(rows_of(side))
        start = end
    return found + rows_of_cells(plain)


def _stretches(rows: list[Row]) -> Iterator[tuple[int, float | None]]:
    """Yield the end of each run of rows with a gutter, or of one row, and the gutter's place if it parts columns."""
    distances = [lower.middle - upper.middle for upper, lower in prose.below([box for row in rows for box in row])]
    near = NEAR * median(distances) if distances else 0.0
    start = 0
    while start < len(rows):
        end, gutters = _run(rows, start, near)
        run = [box for row in rows[start:end] for box in row]
        tried = gutters if len(gutters) <= MOST_GUTTERS else []
        yield end, next((place for place in tried if prose.columns(*_sides(run, place))), None)
        start = end


def _run(rows: list[Row], start: int, near: float) -> tuple[int, list[float]]:
    """The end of the longest run of rows from `start` that has gutters, without headings and footers, and these."""
    if len(rows[start]) == 1 and _apart(rows[start][0], rows[start + 1 : start + 3], near):
        return start + 1, []
    found: list[Box] = []
    gutters: list[float] = []
    end = start
    while end < len(rows):
        found += rows[end]
        free = _gutters(found)
        if not free and len(found) > 1:
            break
        gutters, end = free, end + 1
    while (
        end > start + 1 and len(rows[end - 1]) == 1 and _apart(rows[end - 1][0], rows[max(0, end - 3) : end - 1], near)
    ):
        end -= 1
    return max(end, start + 1), gutters


def _apart(box: Box, rows: Sequence[Row], near: float) -> bool:
    """Tell whether no line of the same size is near a line, above or below it: it is a heading, or a footer."""
    return not any(
        box.shares(other) > 0
        and abs(box.middle - other.middle) - abs(box.height - other.height) / 2 < near
        and box.height < LARGER * other.height
        for row in rows
        for other in row
    )


def _sides(boxes: Sequence[Box], gutter: float) -> tuple[list[Box], list[Box]]:
    return [box for box in boxes if box.right <= gutter], [box for box in boxes if box.left >= gutter]


def _gutters(boxes: Sequence[Box]) -> list[float]:
    """The middles of free stretches between the outermost boxes."""
    least = GUTTER * median([box.height for box in boxes])
    reach, found = -np.inf, []
    for box in sorted(boxes, key=lambda box: box.left):
        if np.isfinite(reach) and box.left - reach >= least:
            found.append((box.left + reach) / 2)
        reach = max(reach, box.right)
    return found
