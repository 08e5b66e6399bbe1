"""Rows of a table in which cells have several lines: a cell's lines are read together. Decides nothing on columns."""

from collections.abc import Sequence

from .boxes import Box

Row = list[Box]
"""Lines side by side, from left to right."""
TIGHT = 1.15
"""Times the least distance from line to line that is still that of the lines of one cell."""
CLOSE = 1.7
"""Heights from line to line in a cell at most."""
OVERLAP = 0.2
"""Share of a line's height by which a cell in the middle of a row overlaps the first and the last of two lines."""


def rows_of_cells(rows: Sequence[Row]) -> list[Box]:
    """The lines of rows, one row after the other."""
    step = _step(rows)
    found: list[Box] = []
    group: list[Row] = []
    for row in rows:
        if group and not _goes_on(group, row, step):
            found += _read(group)
            group = []
        group.append(row)
    return found + _read(group)


def _step(rows: Sequence[Row]) -> float:
    """Pixels from line to line within a cell, 0 where there is nothing but rows of single lines."""
    full = max((len(row) for row in rows), default=0)
    steps = [(_distance(upper, lower), len(upper) == len(lower) == full) for upper, lower in _pairs(rows)]
    known = [step for step, _ in steps if step]
    if full < 2 or not known:
        return 0.0
    most = TIGHT * min(known)
    return 0.0 if any(both and 0 < step <= most for step, both in steps) else most


def _pairs(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    return list(zip(rows, rows[1:], strict=False))


def _distance(upper: Row, lower: Row) -> float:
    """Pixels from a line to the one below it in its column, 0 if the rows have none or are far apart."""
    found = [
        below.middle - above.middle
        for above in upper
        for below in lower
        if above.shares(below) > 0.5 and below.middle - above.middle < CLOSE * max(above.height, below.height)
    ]
    return min(found, default=0.0)


def _goes_on(group: Sequence[Row], row: Row, step: float) -> bool:
    """Tell whether a row's lines belong to cells that have begun in the group, or stand beside their lines."""
    if not step:
        return False
    above = [box for other in group for box in other]
    return all(_follows(above, box, step) or _beside(above, box) for box in row)


def _follows(above: Sequence[Box], box: Box, step: float) -> bool:
    return any(other.shares(box) > 0.5 and box.middle - other.middle <= step for other in above)


def _beside(above: Sequence[Box], box: Box) -> bool:
    """Tell whether a line stands between others at their height, under none of them."""
    reach = max(other.middle + other.height / 2 for other in above)
    free = all(other.shares(box) == 0.0 for other in above)
    return free and reach - (box.middle - box.height / 2) > OVERLAP * box.height


def _read(group: Sequence[Row]) -> list[Box]:
    """The lines of one row, cell by cell."""
    columns: list[list[Box]] = []
    for box in sorted((box for row in group for box in row), key=lambda box: box.left):
        under = [column for column in columns if any(other.shares(box) > 0 for other in column)]
        if len(under) > 1 or (under and len(group) == 1):
            return [box for row in group for box in row]
        if under:
            under[0].append(box)
        else:
            columns.append([box])
    return [box for column in columns for box in sorted(column, key=lambda box: box.middle)]
