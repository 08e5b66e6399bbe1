"""The engine: read the image's text, find the documents in it, read their fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engines.runtime.crew import ALONE, Processors
from engines.text import Point, engine
from shared.clock import NEVER, Budget, Deadline

from .document import Card, Fields, Kind
from .documents import DOCUMENTS, TEMPLATES
from .frame import Frame
from .lists import Listed, read_list
from .pieces import Piece, Rgb, pieces
from .search import search
from .sheet import Sheet

Read = tuple[Kind, Fields, Frame]
"""A document that was read, and where it lies."""


@dataclass(frozen=True)
class Cards:
    """The documents of an image, the clearest first; `complete`: nothing was left out for want of time."""

    cards: list[Card]
    complete: bool

    def first(self, *kinds: Kind) -> Card | None:
        """The clearest document of one of some kinds."""
        return next((card for card in self.cards if card.kind in kinds), None)


def prepare() -> None:
    """Load the networks ahead of the first call, before workers are forked. Raises MissingModel."""
    engine().prepare()


def read_cards(rgb: Rgb, deadline: Deadline = NEVER, processors: Processors = ALONE) -> Cards:
    """Read the documents of an upright image, H x W x 3.

    A document is of one kind, whichever is asked for, and none is guessed: its labels stand in their places. One of
    which no field is certain is left out.
    """
    text, budget = engine().read(rgb, deadline, processors), Budget(deadline)
    found = pieces(text.lines)
    listed = read_list(rgb, found, engine(), budget)
    documents = _listed(listed) if listed else _documents(rgb, found, budget)
    cards = [Card(kind, fields, _corners(frame, rgb)) for kind, fields, frame in documents if fields]
    return Cards(cards, text.complete and budget.complete)


def _listed(found: Listed) -> Iterator[Read]:
    """What a list tells, of which nothing else is asked: its labels stand in no document's places."""
    return ((kind, fields, found.frame) for kind, fields in found.documents)


def _documents(rgb: Rgb, found: Sequence[Piece], budget: Budget) -> Iterator[Read]:
    """The documents whose labels stand as they do on paper or plastic."""
    documents = {id(document.template): document for document in DOCUMENTS}
    for frame, read in search(found, TEMPLATES):
        document = documents[id(frame.template)]
        yield document.kind, document.read(Sheet(rgb, frame, read, engine(), budget)), frame


def _corners(frame: Frame, rgb: Rgb) -> tuple[Point, Point, Point, Point]:
    """The card's corners, in the image."""
    height, width = rgb.shape[:2]
    inside = np.clip(np.rint(frame.corners), 0, (width - 1, height - 1)).astype(int).tolist()
    left_top, right_top, right_bottom, left_bottom = (Point(x, y) for x, y in inside)
    return left_top, right_top, right_bottom, left_bottom
