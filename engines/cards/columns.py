"""Columns of labels with values beside them, in which a long value pushes the next row down.

Where labels, values and columns begin is taken from the sheet itself, in sizes of its print.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .extent import SIDE, begun, is_last, level, surer
from .heads import HALF, LOOSE, heads
from .ledger import ALIGNED as UNDER
from .rows import Laid, Run, middle, text_of
from .sheet import Sheet
from .standing import columns, em_of
from .template import Label, Zone

ABOVE = 0.65
"""Share of a label's size by which the row that begins beside it may stand above its middle."""
LEADING = 2.1
"""Sizes of the print from one row of a value to the next, at most."""
BESIDE = 0.5
"""Sizes of the print by which a value's first row may be higher or lower than its label."""
ALIGNED = 0.7
"""Sizes of the print by which rows may begin apart: where it is more, a first character is lost."""
SHORT = 1.6
"""Sizes of the print by which a row that another follows may end before the longest one."""
WIDE = 1.6
"""Sizes of the print from one character of a row to the next, at most: where it is more, something is lost."""
BEFORE = 0.8
"""Sizes of the print from where values end to the next column's labels."""
FREE = 2.0
"""Sizes of the print that are free beside a column's longest rows."""
USUAL_LABELS = (3, 4, 5)
"""Characters of labels that are as wide as their column."""
HIGHER = 12.0
"""Sizes of the print above the highest label that was found within which another one may stand."""

Order = tuple[tuple[str, ...], ...]
"""Labels from the top down, in each place those that stand for one another."""


@dataclass(frozen=True)
class Column:
    """Where labels begin and end, where values must end, and where the sheet's foot begins, in millimetres.

    `size` is that of the print, `heads` are the labels from the top down.
    """

    left: float
    border: float
    right: float
    bottom: float
    size: float
    heads: tuple[Label, ...]


@dataclass(frozen=True)
class Cell:
    """The rows of a value, where they must end, and the size of the print.

    `late`: they begin earlier than others of their column, or later and the sheet is not empty there. `hidden`: light
    may hide a part. `alone`: what comes next in its column is as it must be. `free`: for each row, whether nothing is
    printed before and behind it that was not read.
    """

    rows: tuple[Run, ...]
    end: float
    size: float
    late: bool
    hidden: bool
    alone: bool
    free: tuple[bool, ...]

    @property
    def characters(self) -> list[Laid]:
        """Those of all rows."""
        return [laid for row in self.rows for laid in row]

    def is_whole(self, rows: Sequence[Run]) -> bool:
        """Tell whether rows begin below each other, reach as far as each other but for the last, and have no hole."""
        ends = [row[-1].x for row in rows]
        return (
            not self.late
            and (self.alone or len(rows) == 1)
            and all(abs(row[0].x - rows[0][0].x) < ALIGNED * self.size for row in rows)
            and all(max(ends) - SHORT * self.size < end for end in ends[:-1])
            and all(end <= self.end for end in ends)
            and all(after.x - before.x < WIDE * self.size for row in rows for before, after in pairwise(row))
        )


def cells(sheet: Sheet, words: Sequence[str], foot: Sequence[str], orders: Sequence[Order]) -> dict[str, Cell]:
    """The cell beside each of some labels that has one. `orders` are those in which columns may have them."""
    found: dict[str, Cell] = {}
    for column in _columns(sheet, words, foot):
        found |= _cells(sheet, column, orders)
    return found


def _columns(sheet: Sheet, words: Sequence[str], foot: Sequence[str]) -> Iterator[Column]:
    known = [label for label in sheet.labels if label.text in words]
    size = _size(sheet, known)
    groups = columns(np.array([label.first for label in known]).reshape(-1, 2), UNDER * size)
    lefts = [float(np.median([known[place].first[0] for place in group])) for group in groups]
    for group, left, after in zip(groups, lefts, [*lefts[1:], sheet.width], strict=True):
        labels = [known[place] for place in group]
        wide = [label.last[0] for label in labels if len(label.text) in USUAL_LABELS]
        border = (float(np.median(wide)) if wide else max(label.last[0] for label in labels)) + HALF * size
        right = after - BEFORE * size
        below = [
            label.y - HALF * size
            for label in sheet.labels
            if label.text in foot and label.first[0] < right and label.last[0] > left
        ]
        bottom = min((level for level in below if level > max(label.y for label in labels)), default=sheet.height)
        top = min(label.y for label in labels) - HIGHER * size
        there = Zone(left - size, top, border + LOOSE * size, bottom)
        yield Column(left, border, right, bottom, size, heads(sheet, labels, words, there, size))


def _size(sheet: Sheet, labels: Sequence[Label]) -> float:
    """The size of the print beside labels."""
    top, bottom = (limit(label.y for label in labels) for limit in (min, max))
    runs = [run for run in sheet.runs if len(run) > 1 and top - 20 < run[0].y < bottom + 20]
    points = [np.array([(laid.x, laid.y) for laid in run]) for run in runs]
    return em_of(points, list(map(text_of, runs)))


def _cells(sheet: Sheet, column: Column, orders: Sequence[Order]) -> Iterator[tuple[str, Cell]]:
    size = column.size
    found = _beside(sheet, column, column.right)
    starts = sorted(rows[0][0].x for _, _, rows in found)
    start = starts[(len(starts) - 1) // 2] if starts else 0.0
    right = _right([rows for _, _, every in found if (rows := begun(sheet, every, start, size))], column)
    for head, zone, every in _beside(sheet, column, right):
        if not (rows := begun(sheet, every, start, size)):
            continue
        off = rows[0][0].x - start
        hidden = any(sheet.hidden(row, zone) for row in rows)
        after = next((other.text for other in column.heads if other.y > head.y), None)
        like = rows[0][0].x, rows[0][-1].x
        before = level(like[0] - off - HALF * size, like[0] - SIDE * size, rows[0][0].y, size)
        late = off < -ALIGNED * size or (
            off > ALIGNED * size and not sheet.ink.is_blank(before, like, rows[0][0].y, size)
        )
        sure, free = zip(*(surer(sheet, row, size, zone.left + LOOSE * size, right) for row in rows), strict=True)
        free = (*free[:-1], free[-1] and is_last(sheet, sure[-1], size, zone.bottom))
        yield head.text, Cell(sure, right, size, late, hidden, _is_next(head.text, after, orders), free)


def _beside(sheet: Sheet, column: Column, right: float) -> list[tuple[Label, Zone, list[Run]]]:
    """The rows beside each label that has some, and where they were looked for: up to `right`."""
    size, heads = column.size, column.heads
    found = []
    for number, head in enumerate(heads):
        end = heads[number + 1].y - ABOVE * size if number + 1 < len(heads) else column.bottom
        border = head.last[0] + HALF * size
        zone = Zone(border, head.y - ABOVE * size, right, end)
        if rows := _near(sheet.rows(zone), head, size):
            found.append((head, zone, rows))
    return found


def _right(found: Sequence[Sequence[Run]], column: Column) -> float:
    """Where the rows of values end that go on: what begins further right is not on the sheet."""
    ends = [row[-1].x for rows in found for row in rows[:-1]]
    first = [rows[0][-1].x for rows in found]
    ends = [end for end in ends if end > max(first) - 2 * SHORT * column.size]
    return min(column.right, max(*ends, *first) + FREE * column.size) if ends else column.right


def _is_next(head: str, after: str | None, orders: Sequence[Order]) -> bool:
    """Tell whether a label may be followed by another, or by none: an unread one's value looks like a further row."""
    for order in orders:
        for words, following in zip(order, (*order[1:], None), strict=True):
            if head in words and (after is None if following is None else after in following):
                return True
    return False


def _near(rows: Sequence[Run], head: Label, size: float) -> list[Run]:
    """The rows from a label's own one on, until one stands further off than the next row of print."""
    if not rows or abs(middle(rows[0]) - head.y) > BESIDE * size:
        return []
    near = [rows[0]]
    for before, row in pairwise(rows):
        if middle(row) - middle(before) > LEADING * size:
            break
        near.append(row)
    return near
