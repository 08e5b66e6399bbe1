"""The engine: read the image's text, find the documents in it, read their fields."""

from dataclasses import dataclass

import numpy as np

from engines.runtime.crew import ALONE, Processors
from engines.text import Point, engine
from shared.clock import NEVER, Budget, Deadline

from .document import Card, Kind
from .documents import DOCUMENTS, TEMPLATES
from .frame import Frame
from .pieces import Rgb, pieces
from .search import search
from .sheet import Sheet


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
    documents = {id(document.template): document for document in DOCUMENTS}
    cards = []
    for frame, read in search(pieces(text.lines), TEMPLATES):
        document = documents[id(frame.template)]
        if fields := document.read(Sheet(rgb, frame, read, engine(), budget)):
            cards.append(Card(document.kind, fields, _corners(frame, rgb)))
    return Cards(cards, text.complete and budget.complete)


def _corners(frame: Frame, rgb: Rgb) -> tuple[Point, Point, Point, Point]:
    """The card's corners, in the image."""
    height, width = rgb.shape[:2]
    inside = np.clip(np.rint(frame.corners), 0, (width - 1, height - 1)).astype(int).tolist()
    left_top, right_top, right_bottom, left_bottom = (Point(x, y) for x, y in inside)
    return left_top, right_top, right_bottom, left_bottom
