"""Values of a list that are certain: whole rows, nothing of which is masked, cut or unread."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ..certainty import CHINESE
from ..columns import Cell
from ..extent import is_free
from ..ink import FAINT
from ..rows import IDEOGRAPHS, Laid, Run, gapped, middle, text_of
from ..sheet import Sheet
from ..template import Zone
from ..value import Value, formed
from .entries import Entry, is_block
from .heads import COLON
from .layout import BESIDE, EM
from .words import Words

MASKED = re.compile(f"[*●○■□★☆#×✱﹡_~]|(?<!{CHINESE})[·•‧∙・]|[·•‧∙・](?!{CHINESE})")
"""What apps put for a character that they do not show; the dots of names are between ideographs."""
HOLE = 0.3
"""Ems of room within a row beside what its characters take, from which one may be missing: a star takes 0.4 of one."""
WIDTHS = 1.0, 0.75, 1.5
"""Ems that are taken by an ideograph, by a letter or digit (the widest, W, takes 0.95), and by a mark in full width."""
STRIP, FIRST, STRIPS, READABLE = 0.2, 0.95, 5, 3
"""Below a value: the height in ems of strips, where the first one begins, how many there are, and in how many of them
a row of print would be seen: a rule is in two at most."""


class Values:
    """The values of a list by their fields. `entries` are by label, `words` the labels of fields."""

    def __init__(self, sheet: Sheet, entries: Mapping[str, Entry], words: Words) -> None:
        self._sheet, self._words = sheet, words
        self._entries = {label: entry for label, entry in entries.items() if entry.rows}
        ems = sorted(em for entry in self._entries.values() for row in entry.rows if (em := _em(row)))
        self._size = ems[len(ems) // 2] if ems else EM

    def proved(self, field: str, form: str) -> Value | None:
        """What has a form that no part of a value has and no misread one."""
        found = [
            value
            for entry in self._of(field)
            if (value := formed(list(map(self._surer, entry.rows)), form, signs=False))
        ]
        return found[0] if len({value.text for value in found}) == 1 else None

    def shown(self, field: str, form: str, room: int = 0) -> Value | None:
        """The same for a form that a part of a value has, too, or a masked one: all of it must surely be there.

        Behind the first `room` characters something may stand that counts nothing: a dot, a blank.
        """
        entry = self.whole(field, room)
        return formed(entry.rows, form) if entry else None

    def whole(self, field: str, room: int = 0) -> Entry | None:
        """The one entry of a field that is whole, its rows read twice where they are doubtful."""
        of = self._of(field)
        if len(of) != 1 or not of[0].sure or self._hides(of[0]) or self._goes_on(of[0]):
            return None
        rows = tuple(self._surer(row) for row in of[0].rows)
        sides = of[0].left, self._sheet.width
        if not all(is_free(self._sheet, row, self._size, sides, marks=True) for row in rows):
            return None
        if any(self._holed(part) for row in rows for part in (row[:room], row[room:])):
            return None
        text = "".join(map(text_of, rows))
        masked = MASKED.search(text[room + 1 if room else 0 :])
        return None if masked else Entry(rows, True, of[0].left, of[0].bottom)

    def cell(self, field: str) -> Cell | None:
        """A whole entry as a cell of a sheet has it, for what reads those."""
        entry = self.whole(field)
        if entry is None:
            return None
        end, free = max(row[-1].x for row in entry.rows) + EM, (True,) * len(entry.rows)
        return ListCell(entry.rows, end, self._size, False, False, True, free)

    @property
    def again(self) -> Callable[[Run, float], Run]:
        """What reads a row a second time."""
        return self._sheet.rereader.again

    def _of(self, field: str) -> list[Entry]:
        return [self._entries[label] for label in self._words[field] if label in self._entries]

    def _surer(self, row: Run) -> Run:
        """A row, read twice where it is doubtful. Its label's colon may be in the second cut."""
        sure = self._sheet.rereader.surer(row)
        if gapped(sure) and text_of(again := self._sheet.rereader.again(sure)) == text_of(sure):
            sure = again
        before, colon, _ = text_of(sure).partition(COLON + text_of(row))
        return sure[len(before) + 1 :] if colon else sure

    def _holed(self, row: Run) -> bool:
        """Tell whether there is room in a row for something that was not read."""
        em = max(self._size, _em(row))
        return any(
            after.x - before.x > ((_width(before) + _width(after)) / 2 + HOLE) * em for before, after in pairwise(row)
        )

    def _hides(self, entry: Entry) -> bool:
        """Tell whether light hides something of an entry or beside it, where the list may have print."""
        left, right = (BESIDE - HOLE) * EM, self._sheet.width - (BESIDE - HOLE) * EM
        return any(
            self._sheet.is_lit(max(left, row[0].x - EM), min(right, row[-1].x + EM), middle(row), EM)
            for row in entry.rows
        )

    def _goes_on(self, entry: Entry) -> bool:
        """Tell whether something is printed below the last row that was not read."""
        last, size = entry.rows[-1], self._size
        left, right = min(row[0].x for row in entry.rows) - size / 2, max(row[-1].x for row in entry.rows) + size / 2
        tops = [middle(last) + (FIRST + STRIP * number) * size for number in range(STRIPS)]
        strips = [Zone(left, top, right, top + STRIP * size) for top in tops if top + STRIP * size < entry.bottom]
        like = last[0].x, last[-1].x
        return sum(not self._sheet.ink.is_blank(strip, like, last[0].y, size, FAINT) for strip in strips) >= READABLE


class ListCell(Cell):
    """A value of a list, whose rows may end below each other instead of beginning so."""

    def is_whole(self, rows: Sequence[Run]) -> bool:
        """Tell whether rows follow each other as those of one value do."""
        return len(rows) == 1 or is_block(rows) or is_block(rows, True, rows[1][0].x - EM / 2)


def _width(laid: Laid) -> float:
    if not laid.text.isalnum():
        return WIDTHS[2]
    return WIDTHS[0] if laid.text >= IDEOGRAPHS else WIDTHS[1]


def _em(row: Run) -> float:
    """The way from one ideograph of a row to the next, as far as it has several, or 0."""
    ways = [after.x - before.x for before, after in pairwise(row) if min(before.text, after.text) >= IDEOGRAPHS]
    return sum(ways) / len(ways) if len(ways) > 1 else 0.0
