"""What was read on a card, in its millimetres: rows of a zone, and the values they hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .frame import Frame
from .glare import Glare
from .ink import Ink
from .labels import Anchor
from .paragraph import continued
from .pieces import Piece, Rgb
from .rows import IDEOGRAPHS, Laid, Run, gapped, in_rows, unstained
from .template import Label, Template, Zone
from .zones import placed

MARGIN = 1.0
"""Millimetres that the edge of a fitted card may be off."""

BEHIND = 2.5
"""Heights of print behind a row, and of the next row's beginning, in which light may hide more of a value."""

LATE = 5.5
"""Millimetres behind a zone's left side at which no value begins: 2 to 4 on drawn cards, and a character is 2.5."""
USUAL = 3.3
"""Millimetres from a zone's left side to the middle of a value's first character."""
BEFORE, TOGETHER = 1.2, 1.6
"""Heights of print that a value may begin before its zone, and from one character's middle to the next one's in it."""
SIDE = 0.7
"""Heights of a line from a character's middle to where nothing of it is printed, and of its print."""
LEAST_PART = 0.2
"""Share of a run that must stand in a zone: that of `Sex` before a value, not that of `UseCharacter` below a label."""


@dataclass(frozen=True)
class Value:
    """Characters of a card: their text, the least probability among them, and their mean one."""

    text: str
    least: float
    mean: float


class Sheet:
    """The characters that stand on a card and belong to none of its labels."""

    def __init__(self, rgb: Rgb, frame: Frame, pieces: Sequence[Piece]) -> None:
        self.runs = [run for number, piece in enumerate(pieces) for run in _runs(frame, number, piece)]
        self.labels = tuple(_found(frame, anchor) for anchor in frame.anchors if anchor.end)
        self._rgb, self._frame = rgb, frame
        self.width, self.height = frame.template.width, frame.template.height
        self.zones = placed(frame.template, self.labels)
        self._zones = tuple(self.zones.values())
        self._moved = tuple(self.zones[name] for name in frame.template.beside)
        self._glare = Glare(rgb, frame, np.vstack([frame.millimetres(piece.points) for piece in pieces]))

    @cached_property
    def ink(self) -> Ink:
        """What is printed, read or not."""
        return Ink(self._rgb, self._frame)

    @cached_property
    def _shift(self) -> float:
        """Millimetres by which this card's values begin later than usual: its print stands off, or its frame does."""
        starts = [rows[0][0].x - zone.left for zone in self._zones if (rows := self.rows(zone))]
        return max(0.0, float(np.median(starts)) - USUAL) if starts else 0.0

    def rows(self, zone: Zone) -> list[Run]:
        """What begins in a zone, row by row from the top, each from left to right.

        A row reaches beyond the zone's right side if it is printed so: nothing is cut off in silence.
        """
        return in_rows([_from(run, zone, fixed=zone in self._zones) for run in self.runs])

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

    def value(self, zone: Zone, form: str) -> Value | None:
        """What begins in a zone, if it has a form, which is a regular expression that tells where nothing is missing.

        If the form has a group, the value is what is in it.
        """
        return formed(self.rows(zone), form, signs=False)

    def text(self, zone: Zone, form: str = ".+") -> Value | None:
        """The same for free text, which is not certain where light or a gap may hide a part of it."""
        return self._free(self.rows(zone), zone, form)

    def paragraph(self, zone: Zone, length: float) -> Value | None:
        """Free text of several rows, of at least `length` ideographs each, without what another script says below."""
        rows, doubted = continued(self.rows(zone), length)
        return self._free(rows, zone, ".+", doubted)

    def _free(self, rows: list[Run], zone: Zone, form: str, doubted: bool = False) -> Value | None:
        late = bool(rows) and rows[0][0].x > zone.left + LATE + self._shift and not self._is_blank(rows[0], zone)
        doubted = doubted or late or any(self.hidden(row, zone) or gapped(row) for row in rows)
        found = formed([unstained(row) for row in rows], form)
        return replace(found, least=0.0) if found and doubted else found

    def _is_blank(self, row: Run, zone: Zone) -> bool:
        """Tell whether nothing is printed between a label and a value, in a zone that says where the label ends."""
        em, like = row[0].height, (row[0].x, row[-1].x)
        return zone in self._moved and self.ink.is_blank(zone.left, row[0].x - SIDE * em, row[0].y, SIDE * em, like)


def formed(rows: Sequence[Run], form: str, *, signs: bool = True) -> Value | None:
    """The value that rows make, if they have a form. Without `signs`, what is no letter needs no certainty."""
    laid = [one for row in rows for one in row]
    match = re.fullmatch(form, "".join(one.text for one in laid))
    if match is None:
        return None
    start, end = match.span(match.re.groups and 1)
    probabilities = [one.probability for one in laid[start:end] if signs or one.text.isalnum()] or [0.0]
    return Value(match[0][start:end], min(probabilities), float(np.mean(probabilities)))


def _found(frame: Frame, anchor: Anchor) -> Label:
    """A label where it stands on the card."""
    (left, top), (right, bottom) = frame.millimetres(np.array((anchor.first, anchor.last), np.float64)).tolist()
    return Label(anchor.text, (left, top), (right, bottom))


def _runs(frame: Frame, number: int, piece: Piece) -> Iterator[Run]:
    """The parts of a line between labels and on the card. What was not read from left to right has no certainty."""
    labels = {place for anchor in frame.anchors if anchor.piece == number for place in range(anchor.start, anchor.end)}
    points, scale = frame.millimetres(piece.points), _scale(frame)
    across, down = points[-1] - points[0]
    forward = len(points) == 1 or across > abs(down)
    run: list[Laid] = []
    for place, (glyph, (x, y)) in enumerate(zip(piece.glyphs, points, strict=True)):
        if place in labels or not _on(frame.template, x, y):
            yield tuple(run)
            run = []
        else:
            probability = glyph.probability if forward else 0.0
            run.append(Laid(glyph.text, probability, float(x), float(y), piece.height * scale))
    yield tuple(run)


def _on(template: Template, x: float, y: float) -> bool:
    """Tell whether a point lies on the card."""
    return -MARGIN <= x <= template.width + MARGIN and -MARGIN <= y <= template.height + MARGIN


def _from(run: Run, zone: Zone, *, fixed: bool) -> Run:
    """What of a run stands in a zone, before it without a gap, or behind it. A word's last letter in it is no value.

    What begins far before a zone has no certainty: it may be a label that was misread. Only a `fixed` zone says where
    values begin; others are made for a label that was found.
    """
    inside = [place for place, laid in enumerate(run) if zone.holds(laid.x, laid.y)]
    if not inside or len(run) - inside[0] < LEAST_PART * len(run):
        return ()
    start = inside[0]
    while fixed and start and _goes_on(run[start - 1], run[start]):
        start -= 1
    part = run[start:]
    if part[0].x < zone.left - BEFORE * part[0].height:
        return tuple(laid._replace(probability=0.0) for laid in part)
    return part


def _goes_on(before: Laid, after: Laid) -> bool:
    """Tell whether two characters of a line belong together; Latin letters before a value are a label's subtitle."""
    written = before.text >= IDEOGRAPHS or before.text.isdigit()
    return written and after.x - before.x < TOGETHER * after.height


def _scale(frame: Frame) -> float:
    """Millimetres of a pixel in the middle of the card."""
    corners = frame.corners
    across = np.hypot(*(corners[1] - corners[0])) + np.hypot(*(corners[2] - corners[3]))
    return float(2 * frame.template.width / max(1.0, across))
