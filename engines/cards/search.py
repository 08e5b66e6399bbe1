"""Which cards an image shows: every kind's template is tried, and what most speaks for is taken first."""

from collections.abc import Sequence

import cv2
import numpy as np

from .frame import Frame, fitted
from .ledger import ruled
from .pieces import Piece
from .template import Ledger, Template

MOST_CARDS = 4


def search(pieces: Sequence[Piece], templates: Sequence[Template]) -> list[tuple[Frame, list[Piece]]]:
    """The cards of an image and what was read on each, the one for which most speaks first.

    All kinds compete, also those that nobody asked for: a card is of one kind.
    """
    rest, found = list(pieces), list[tuple[Frame, list[Piece]]]()
    while len(found) < MOST_CARDS:
        frames = [frame for template in templates if (frame := _placed(rest, template)) is not None]
        best = max(frames, key=lambda frame: frame.weight, default=None)
        if best is None:
            break
        found.append((best, rest))
        labelled = {anchor.piece for anchor in best.anchors}
        rest = [piece for number, piece in enumerate(rest) if number not in labelled and not _inside(piece, best)]
    return found


def _placed(pieces: Sequence[Piece], template: Template) -> Frame | None:
    return ruled(pieces, template) if isinstance(template, Ledger) else fitted(pieces, template)


def _inside(piece: Piece, frame: Frame) -> bool:
    """Tell whether a line's middle lies on a card."""
    middle = tuple(map(float, piece.points.mean(axis=0)))
    return cv2.pointPolygonTest(frame.corners.astype(np.float32), middle, False) >= 0
