"""Which cards an image shows: every kind's template is tried, and what most speaks for is taken first."""

from collections.abc import Sequence

import cv2
import numpy as np

from .frame import Frame, fitted
from .labels import LONG
from .ledger import ruled
from .lists.words import OTHER_LABELS, PERMITS
from .pieces import Piece
from .template import Ledger, Template
from .titles import is_titled_otherwise

MOST_CARDS = 4
SCATTERED = 3
"""Labels that stand where they belong for each that does not, at least. On drawn cards hardly any stands elsewhere; of
the ten that a list has, two to four seem to stand where they belong.
"""


def search(pieces: Sequence[Piece], templates: Sequence[Template]) -> list[tuple[Frame, list[Piece]]]:
    """The cards of an image and what was read on each, the one for which most speaks first.

    All kinds compete, also those that nobody asked for: a card is of one kind. Apps show the fields of a document in a
    list, whose order is theirs: what stands there beside a label is not told by a card's plane.
    """
    rest, found = list(pieces), list[tuple[Frame, list[Piece]]]()
    while len(found) < MOST_CARDS:
        frames = [frame for template in templates if (frame := _placed(rest, template)) is not None]
        best = max(frames, key=lambda frame: frame.weight, default=None)
        if best is None:
            break
        inside = [number for number, piece in enumerate(rest) if _inside(piece, best)]
        taken = {anchor.piece for anchor in (*best.anchors, *best.astray)}
        lines = [rest[number] for number in inside]
        if not _is_list(best, lines, templates) and not is_titled_otherwise(best, lines):
            found.append((best, rest))
            taken.update(inside)
        rest = [piece for number, piece in enumerate(rest) if number not in taken]
    return found


def _placed(pieces: Sequence[Piece], template: Template) -> Frame | None:
    frame = ruled(pieces, template) if isinstance(template, Ledger) else fitted(pieces, template)
    return frame if frame is not None and _is_seen(frame) else None


def _is_seen(frame: Frame) -> bool:
    """Tell whether a camera can see a card so: its corners run around it once, and not from behind."""
    corners = frame.corners.astype(np.float32)
    return cv2.isContourConvex(corners) and cv2.contourArea(corners, oriented=True) > 0


def _is_list(frame: Frame, inside: Sequence[Piece], templates: Sequence[Template]) -> bool:
    """Tell whether too many labels stand elsewhere, or are another kind's, on what seems to be a card."""
    own = {label.text for label in frame.template.labels}
    lists = () if isinstance(frame.template, Ledger) else OTHER_LABELS  # which has some of those itself
    others = (*lists, *(label.text for template in templates for label in template.labels))
    words = own.union(text for text in others if len(text) >= LONG)
    begun = {max(filter(piece.text.startswith, words), key=len, default="") for piece in inside}
    strange = len(begun.difference(own, ("",)))
    if lists and not begun.isdisjoint(PERMITS):
        return True
    return SCATTERED * (len(frame.astray) + strange) > sum(anchor.end > 0 for anchor in frame.anchors)


def _inside(piece: Piece, frame: Frame) -> bool:
    """Tell whether a line's middle lies on a card."""
    middle = tuple(map(float, piece.points.mean(axis=0)))
    return cv2.pointPolygonTest(frame.corners.astype(np.float32), middle, False) >= 0
