"""What was read on a card, in its millimetres: rows of a zone, and the values they hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .frame import Frame
from .pieces import Piece
from .template import Template, Zone

SAME_ROW = 0.5
"""Share of the print's height within which two pieces' middles lie in one row."""
MARGIN = 1.0
"""Millimetres that the edge of a fitted card may be off."""


class Laid(NamedTuple):
    """A character on the card: its probability, its middle and the height of its line in millimetres."""

    text: str
    probability: float
    x: float
    y: float
    height: float


Run = tuple[Laid, ...]
"""Characters of one line that no label interrupts, as they were read."""


@dataclass(frozen=True)
class Value:
    """Characters of a card: their text, the least probability among them, and their mean one."""

    text: str
    least: float
    mean: float


class Sheet:
    """The characters that stand on a card and belong to none of its labels."""

    def __init__(self, frame: Frame, pieces: Sequence[Piece]) -> None:
        self._runs = [run for number, piece in enumerate(pieces) for run in _runs(frame, number, piece)]

    def rows(self, zone: Zone) -> list[Run]:
        """What begins in a zone, row by row from the top, each from left to right.

        A row reaches beyond the zone's right side if it is printed so: nothing is cut off in silence.
        """
        parts = [part for run in self._runs if (part := _from(run, zone))]
        rows: list[list[Laid]] = []
        for part in sorted(parts, key=_middle):
            near = SAME_ROW * min(part[0].height, rows[-1][0].height) if rows else 0.0
            if rows and abs(_middle(part) - _middle(rows[-1])) < near:
                rows[-1] += part
            else:
                rows.append(list(part))
        return [tuple(sorted(row, key=lambda laid: laid.x)) for row in rows]

    def value(self, zone: Zone, form: str = ".+") -> Value | None:
        """The characters that begin in a zone, if they have a form, which is a regular expression; else None."""
        return formed([laid for row in self.rows(zone) for laid in row], form)


def formed(laid: Sequence[Laid], form: str) -> Value | None:
    """The value that characters make, if they have a form. If the form has a group, the value is what is in it."""
    match = re.fullmatch(form, "".join(one.text for one in laid))
    if match is None:
        return None
    start, end = match.span(match.re.groups and 1)
    probabilities = [one.probability for one in laid[start:end]]
    return Value(match[0][start:end], min(probabilities), float(np.mean(probabilities)))


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


def _from(run: Run, zone: Zone) -> Run:
    """What of a run stands in a zone or behind what stands there."""
    inside = [place for place, laid in enumerate(run) if zone.holds(laid.x, laid.y)]
    return run[inside[0] :] if inside else ()


def _middle(part: Sequence[Laid]) -> float:
    return sum(laid.y for laid in part) / len(part)


def _scale(frame: Frame) -> float:
    """Millimetres of a pixel in the middle of the card."""
    corners = frame.corners
    across = np.hypot(*(corners[1] - corners[0])) + np.hypot(*(corners[2] - corners[3]))
    return float(2 * frame.template.width / max(1.0, across))
