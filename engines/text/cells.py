"""Rows of a table in which cells have several lines: a cell's lines are read together. Decides nothing on columns."""

from collections.abc import Sequence

from engines.runtime.statistics import median

from .boxes import Box
from .prose import below

Row = list[Box]
"""Lines side by side, from left to right."""
TIGHT = 1.15
"""Times the least distance from line to line that is still that of the lines of one cell."""
CLOSE = 1.7
"""Heights from line to line in a cell at most."""
OVERLAP = 0.05
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
    whole = {box: index for index, row in enumerate(rows) if len(row) == full for box in row}
    found = [box for row in rows for box in row]
    steps = {(upper, lower): lower.middle - upper.middle for upper, lower in below(found)}
    most = TIGHT * min(steps.values(), default=0.0)
    if any(
        step <= most and upper in whole and whole.get(lower) == whole[upper] + 1
        for (upper, lower), step in steps.items()
    ):
        return 0.0
    return most if steps and most <= TIGHT * CLOSE * median([box.height for box in found]) else 0.0


def _goes_on(group: Sequence[Row], row: Row, step: float) -> bool:
    """Tell whether a row's lines belong to cells that have begun in the group, or stand beside their lines."""
    if not step:
        return False
    above = [box for other in group for box in other]
    return any(_follows(above, box, step) for box in row) or all(_beside(above, box) for box in row)


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
