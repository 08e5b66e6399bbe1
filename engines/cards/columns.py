"""Columns of labels with values beside them, in which a long value pushes the next row down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .rows import Laid, Run
from .sheet import Sheet
from .template import Label, Zone

ABOVE = 0.65
"""Share of a label's size by which the row that begins beside it may stand above its middle."""
LEADING = 2.1
"""Sizes of the print from one row of a value to the next, at most."""
BESIDE = 0.9
"""Sizes of the print by which a value's first row may be higher or lower than its label."""
ALIGNED = 0.7
"""Sizes of the print by which rows may begin apart: where it is more, a first character is lost."""
SHORT = 1.6
"""Sizes of the print by which a row that another follows may end before the longest one."""
WIDE = 1.6
"""Sizes of the print from one character of a row to the next, at most: where it is more, something is lost."""


@dataclass(frozen=True)
class Column:
    """Where labels begin, where values do and where they end, in millimetres; `size` is that of the labels.

    `slots` are the labels from the top down, in each those that stand for one another.
    """

    left: float
    values: float
    right: float
    top: float
    bottom: float
    size: float
    slots: tuple[tuple[str, ...], ...]

    @property
    def border(self) -> float:
        """Between the labels' last characters and the values' first ones."""
        return self.values - 0.9 * self.size


@dataclass(frozen=True)
class Cell:
    """The rows of a value, where those of its column start and must end, and the size of the labels.

    `hidden`: light may hide a part.
    """

    rows: tuple[Run, ...]
    start: float
    end: float
    size: float
    hidden: bool

    @property
    def characters(self) -> list[Laid]:
        """Those of all rows."""
        return [laid for row in self.rows for laid in row]

    def is_whole(self, rows: Sequence[Run]) -> bool:
        """Tell whether rows begin below each other, reach as far as each other but for the last, and have no hole."""
        ends = [row[-1].x for row in rows]
        return (
            all(abs(row[0].x - self.start) < ALIGNED * self.size for row in rows)
            and all(max(ends) - SHORT * self.size < end for end in ends[:-1])
            and all(end <= self.end for end in ends)
            and all(after.x - before.x < WIDE * self.size for row in rows for before, after in pairwise(row))
        )


def cells(sheet: Sheet, column: Column) -> dict[str, Cell]:
    """The cell beside each label that has one."""
    heads = _heads(sheet, column)
    found = {}
    for number, head in enumerate(heads):
        end = _middle(heads[number + 1]) - ABOVE * column.size if number + 1 < len(heads) else column.bottom
        zone = Zone(column.border, _middle(head) - ABOVE * column.size, column.right, end)
        rows = _near(sheet.rows(zone), head, column)
        if rows and (len(rows) == 1 or _next_is_known(heads, number, column)):
            found[head.text] = rows, any(sheet.hidden(row, zone) for row in rows)
    start = float(np.median([rows[0][0].x for rows, _ in found.values()])) if found else 0.0
    return {text: Cell(tuple(rows), start, column.right, column.size, hidden) for text, (rows, hidden) in found.items()}


def _middle(label: Label) -> float:
    return (label.first[1] + label.last[1]) / 2


def _heads(sheet: Sheet, column: Column) -> list[Label]:
    """The column's labels from the top down: those of the frame, and short ones whose characters stand apart."""
    words = [word for slot in column.slots for word in slot]
    there = Zone(column.left, column.top, column.border, column.bottom)
    found = [label for label in sheet.labels if label.text in words and there.holds(*label.first)]
    missing = [word for word in words if word not in {label.text for label in found}]
    found += [label for row in sheet.cells(there) for label in _spread(row, missing)]
    heads: list[Label] = []
    for label in sorted(found, key=_middle):
        if label.text not in {head.text for head in heads}:
            heads.append(label)
    return heads


def _spread(row: Run, words: Sequence[str]) -> Iterator[Label]:
    """The label of which a row of the column has at least half the characters; specks are between them."""
    known = [laid for laid in row if laid.text in "".join(words)]
    text = "".join(laid.text for laid in known)
    fitting = [word for word in words if _is_part(text, word) and 2 * len(text) >= len(word)]
    if len(fitting) == 1:
        first, last = known[0], known[-1]
        yield Label(fitting[0], (first.x, first.y), (last.x, last.y))


def _is_part(text: str, word: str) -> bool:
    """Tell whether a word has a text's characters in their order."""
    rest = iter(word)
    return all(character in rest for character in text)


def _next_is_known(heads: Sequence[Label], number: int, column: Column) -> bool:
    """Tell whether the right label comes after this one: where it is unread, its value looks like a further row."""
    slot = next(place for place, words in enumerate(column.slots) if heads[number].text in words)
    after = column.slots[slot + 1] if slot + 1 < len(column.slots) else ()
    return not after or (number + 1 < len(heads) and heads[number + 1].text in after)


def _near(rows: Sequence[Run], head: Label, column: Column) -> list[Run]:
    """The rows from a label's own one on, until one stands further off than the next row of print."""
    if not rows or abs(_height(rows[0]) - _middle(head)) > BESIDE * column.size:
        return []
    near = [rows[0]]
    for before, row in pairwise(rows):
        if _height(row) - _height(before) > LEADING * column.size:
            break
        near.append(row)
    return near


def _height(row: Sequence[Laid]) -> float:
    return sum(laid.y for laid in row) / len(row)
