"""What was read on a card, in its millimetres: rows of a zone, and the values they hold."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from engines.text import Engine
from shared.clock import Budget

from .frame import Frame
from .glare import Glare
from .ink import Ink
from .paragraph import continued, is_lower, unread
from .pieces import Piece, Rgb
from .placing import from_zone, label_of, runs_of, scale_of
from .rereading import Rereader
from .rows import Run, dashed, gapped, in_rows, is_english, middle, pitch, unstained
from .template import Zone
from .value import Value, formed
from .zones import placed

BEHIND = 1.5
"""Heights of print behind a row, and of the next row's beginning, in which light may hide more of a value: a character
is 0.8 of one, and a little room is before it."""
LATE = 0.7
"""Heights of print by which a value may begin later than those that begin below each other with it."""
SEVERAL = 3
"""Values of which the middle one says where all begin; of fewer, it is the first one."""
ALONE = 7.5
"""Millimetres behind a zone's left side at which no value begins, where no other one stands above or below it."""
BEFORE = 1.2
"""Heights of print that a value may begin before its zone."""
UNDER, CERTAIN = 0.6, 0.9
"""Ems between the beginnings of a row and of one below it that its zone does not hold, at most, and half as many from
its place; and the least probability of that one's characters: a seal has letters near there."""
SIDE = 0.7
"""Heights of a line from a character's middle to where nothing of it is printed, and of its print."""


class Sheet:
    """The characters that stand on a card and belong to none of its labels."""

    def __init__(self, rgb: Rgb, frame: Frame, pieces: Sequence[Piece], engine: Engine, budget: Budget) -> None:
        """`engine` reads doubtful rows again, as long as the `budget` lasts."""
        self.runs = [run for number, piece in enumerate(pieces) for run in runs_of(frame, number, piece)]
        self.labels = tuple(label_of(frame, anchor) for anchor in frame.anchors if anchor.end)
        self._rgb, self._frame = rgb, frame
        self.width, self.height = frame.template.width, frame.template.height
        self.zones = placed(frame.template, self.labels)
        self._columns = {self.zones[name]: zone.left for name, zone in frame.template.zones.items()}
        self._moved = frozenset(self.zones[name] for name in frame.template.beside)
        self.rereader = Rereader(rgb, frame, engine, budget)
        height = float(np.median([piece.height for piece in pieces])) * scale_of(frame)
        self._glare = Glare(rgb, frame, np.vstack([frame.millimetres(piece.points) for piece in pieces]), height)

    @cached_property
    def ink(self) -> Ink:
        """What is printed, read or not."""
        return Ink(self._rgb, self._frame)

    @cached_property
    def _starts(self) -> dict[Zone, float]:
        """Where the value of each zone begins."""
        return {zone: rows[0][0].x for zone in self._columns if (rows := self.rows(zone))}

    def _is_late(self, row: Run, zone: Zone) -> bool:
        """Tell whether a value begins so late that its beginning may be lost: others begin below each other with it."""
        left = self._columns.get(zone)
        column = [(start, other) for other, start in self._starts.items() if self._columns[other] == left]
        beside = sorted(start for start, other in column if not _is_early(start, other, row))
        if len(beside) < 2:
            return row[0].x > zone.left + ALONE
        first = beside[0] if len(beside) < SEVERAL else float(np.median(beside))
        return row[0].x > first + LATE * row[0].height

    def rows(self, zone: Zone) -> list[Run]:
        """What begins in a zone, row by row from the top, each from left to right.

        A row reaches beyond the zone's right side if it is printed so: nothing is cut off in silence. The title's
        English, which is set close above the first values, is none of them.
        """
        rows = in_rows([from_zone(run, zone, fixed=zone in self._columns) for run in self.runs])
        return [row for row in rows if not is_english(row)]

    def cells(self, zone: Zone) -> list[Run]:
        """What stands in a zone, row by row from the top, each from left to right, without what reaches out of it."""
        return in_rows([tuple(laid for laid in run if zone.holds(laid.x, laid.y)) for run in self.runs])

    def hidden(self, row: Run, zone: Zone) -> bool:
        """Tell whether light may hide a part of a row, what it goes on with, or another row below."""
        em = row[0].height
        level, right = row[-1].y, min(row[-1].x + BEHIND * em, zone.right + em)
        below = level + em < zone.bottom
        return self._glare.touches(min(zone.left, row[0].x), level - em / 2, right, level + em / 2) or (
            below and self._glare.touches(zone.left, level + em, zone.left + BEHIND * em, level + 2 * em)
        )

    def is_lit(self, left: float, right: float, y: float, size: float) -> bool:
        """Tell whether light may hide something between two places of a row of print, in millimetres."""
        return self._glare.touches(left, y - size / 2, right, y + size / 2)

    def value(self, zone: Zone, form: str) -> Value | None:
        """What begins in a zone, if it has a form, which is a regular expression that tells where nothing is missing.

        If the form has a group, the value is what is in it. Of several rows, what is read behind the card may be one.
        """
        rows = self.rows(zone)
        alone = [value for row in rows if (value := formed([row], form, signs=False))]
        return formed(rows, form, signs=False) or (alone[0] if len(alone) == 1 else None)

    def text(self, zone: Zone, form: str = ".+") -> Value | None:
        """The same for free text, which is not certain where light or a gap may hide a part of it."""
        return self._free(self._surer(zone), zone, form, any(map(dashed, self.rows(zone))))

    def name(self, zone: Zone, form: str) -> Value | None:
        """The same for a person's name, whose characters may be rare: what is doubtful is read three times."""
        rows = [self.rereader.surest(row) for row in self._surer(zone)]
        return self._free(rows, zone, form, any(map(dashed, self.rows(zone))))

    def paragraph(self, zone: Zone, length: float, level: float) -> Value | None:
        """Free text of several rows, of at least `length` ideographs each, without what another script says below.

        It begins at a `level` in millimetres: where it seems to begin in the next row, the first one was not read.
        """
        found = self._surer(zone)
        rows, doubted = continued(found, length)
        doubted = doubted or is_lower(rows, level)
        ways = [way for way in unread(rows, found, length) if middle(rows[-1]) + way < zone.bottom + pitch(rows[0]) / 2]
        lost = (self._outside(rows[-1], ways) or self.rereader.below(rows[-1], ways)) if rows else ()
        return self._free([*rows, lost] if lost else rows, zone, ".+", doubted)

    def _outside(self, row: Run, ways: Sequence[float]) -> Run:
        """What stands one of some ways below a row, right under its beginning, though its zone ends before that."""
        em = pitch(row)
        for run in filter(None, map(unstained, self.runs)):
            down = middle(run) - middle(row)
            under = abs(run[0].x - row[0].x) < UNDER * em and any(abs(down - way) < UNDER * em / 2 for way in ways)
            if under and min(laid.probability for laid in run) >= CERTAIN:
                return run
        return ()

    def _surer(self, zone: Zone) -> list[Run]:
        """What begins in a zone, the doubtful rows of it read twice."""
        return [self.rereader.surer(row) for row in map(unstained, self.rows(zone)) if row]

    def _free(self, rows: list[Run], zone: Zone, form: str, doubted: bool = False) -> Value | None:
        late = bool(rows) and self._is_late(rows[0], zone) and not self._is_blank(rows[0], zone)
        off = late or (bool(rows) and _is_early(rows[0][0].x, zone, rows[0]))
        doubted = doubted or off or any(self.hidden(row, zone) or gapped(row) for row in rows)
        found = formed(rows, form)
        return replace(found, least=0.0) if found and doubted else found

    def _is_blank(self, row: Run, zone: Zone) -> bool:
        """Tell whether nothing is printed between a label and a value, in a zone that says where the label ends."""
        if zone not in self._moved:
            return False
        half, first = SIDE * row[0].height / 2, row[0]
        before = Zone(zone.left, first.y - half, first.x - 2 * half, first.y + half)
        return self.ink.is_blank(before, (first.x, row[-1].x), first.y, 2 * half)


def _is_early(x: float, zone: Zone, row: Run) -> bool:
    """Tell whether what begins at `x` does so far before its zone: it may be a label that was misread."""
    return x < zone.left - BEFORE * row[0].height
