"""What was read of a picture, laid on the card: in millimetres, without its labels, part by part."""

from collections.abc import Iterator

import numpy as np

from .frame import Frame
from .labels import Anchor
from .pieces import Piece
from .rows import IDEOGRAPHS, Laid, Run
from .template import Label, Template, Zone

MARGIN = 1.0
"""Millimetres that the edge of a fitted card may be off."""
TOGETHER = 1.2
"""Heights of print from one character's middle to the next one's in a value, at most."""
LEAST_PART = 0.2
"""Share of a run that must stand in a zone: that of `Sex` before a value, not that of `UseCharacter` below a label."""


def label_of(frame: Frame, anchor: Anchor) -> Label:
    """A label where it stands on the card."""
    (left, top), (right, bottom) = frame.millimetres(np.array((anchor.first, anchor.last), np.float64)).tolist()
    return Label(anchor.text, (left, top), (right, bottom))


def runs_of(frame: Frame, number: int, piece: Piece) -> Iterator[Run]:
    """The parts of a line between labels and on the card. What was not read from left to right has no certainty."""
    labels = {place for anchor in frame.anchors if anchor.piece == number for place in range(anchor.start, anchor.end)}
    points, scale = frame.millimetres(piece.points), scale_of(frame)
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


def from_zone(run: Run, zone: Zone, *, fixed: bool) -> Run:
    """What of a run stands in a zone, before it without a gap, or behind it. A word's last letter in it is no value.

    Only a `fixed` zone says where values begin; others are made for a label that was found.
    """
    inside = [place for place, laid in enumerate(run) if zone.holds(laid.x, laid.y)]
    if not inside or len(run) - inside[0] < LEAST_PART * len(run):
        return ()
    start = inside[0]
    while fixed and start and _goes_on(run[start - 1], run[start]):
        start -= 1
    return run[start:]


def _goes_on(before: Laid, after: Laid) -> bool:
    """Tell whether two characters of a line belong together; Latin letters before a value are a label's subtitle."""
    written = before.text >= IDEOGRAPHS or before.text.isdigit()
    return written and after.x - before.x < TOGETHER * after.height


def scale_of(frame: Frame) -> float:
    """Millimetres of a pixel in the middle of the card."""
    corners = frame.corners
    across = np.hypot(*(corners[1] - corners[0])) + np.hypot(*(corners[2] - corners[3]))
    return float(2 * frame.template.width / max(1.0, across))
