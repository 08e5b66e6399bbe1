"""Cards and licences: which documents an image shows, and what stands in their fields. Knows no wire, no files."""

from collections.abc import Sequence

from engines.text import Line

from .document import Card
from .documents import driver, idcard, vehicle
from .pieces import Rgb, pieces
from .search import search
from .sheet import Sheet

__all__ = ["Card", "read_cards"]

_DOCUMENTS = {
    document.kind: document for document in (idcard.FRONT, idcard.BACK, driver.LICENCE, vehicle.MAIN, vehicle.SECOND)
}


def read_cards(rgb: Rgb, lines: Sequence[Line]) -> list[Card]:
    """The documents of an image whose lines were read, the clearest first. Of each, labels stand in their places."""
    templates = [document.template for document in _DOCUMENTS.values()]
    return [
        Card(frame.template.kind, _DOCUMENTS[frame.template.kind].read(Sheet(rgb, frame, read)), frame.corners)
        for frame, read in search(pieces(lines), templates)
    ]
