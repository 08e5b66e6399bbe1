"""Finds the list of a licence's fields in a picture, and reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from engines.text import Engine
from shared.clock import Budget

from ..document import Fields, Kind
from ..frame import Frame
from ..labels import Anchor
from ..pieces import Piece, Rgb
from ..placing import label_of
from ..rows import in_rows
from ..sheet import Sheet
from . import fields
from .entries import Entry, below, entries
from .heads import heads, parted
from .kinds import Seen
from .layout import ALIGNED, EM, laid, may_stand
from .page import Mark, beside, is_below, lefts, marks_of, runs_beside
from .values import Values
from .words import BUSINESS, DRIVER, IDENTITY, VEHICLE, Vocabulary

KINDS = (
    (DRIVER, ((Kind.DRIVING_LICENCE, fields.read_driver),)),
    (VEHICLE, ((Kind.VEHICLE_MAIN, fields.read_main), (Kind.VEHICLE_SECOND, fields.read_second))),
    (BUSINESS, ((Kind.BUSINESS_STANDING, fields.read_business),)),
    (IDENTITY, ()),
)
"""What is listed, and the documents whose fields may be in it."""


@dataclass(frozen=True)
class Listed:
    """A list that was found: where it lies, and what is certain of it, by the kind of document."""

    frame: Frame
    documents: tuple[tuple[Kind, Fields], ...]


def read_list(rgb: Rgb, pieces: Sequence[Piece], engine: Engine, budget: Budget) -> Listed | None:
    """The list that a picture shows, or None. A list is all of a picture: beside it no card is looked for.

    One of the same labels that is no licence's, as insurers and parking lots have them, has no documents.
    """
    parts = parted(pieces)
    found = heads(parts)
    if not any(may_stand(parts, own) for kind, _ in KINDS if (own := _own(found, kind))):
        return None
    frame = laid(rgb, parts, found)
    marks = marks_of(label_of(frame, anchor) for anchor in found)
    seen = Seen(frame, parts, rgb.shape[1])
    if not any(seen.stands(kind, marks, below=True) for kind, _ in KINDS):
        return None
    sheet = Sheet(rgb, frame, parts, engine, budget)
    under = is_below(sheet)
    kinds = [(kind, of) for kind, of in KINDS if under is not None and seen.stands(kind, marks, below=under)]
    for kind, documents in kinds:
        if seen.shows(kind, marks):
            values = Values(sheet, _below(sheet) if under else _beside(sheet, marks, kind), kind.fields)
            return Listed(frame, tuple((of, read(values)) for of, read in documents))
    return Listed(frame, ()) if kinds else None


def _own(found: Sequence[Anchor], kind: Vocabulary) -> list[Anchor]:
    """The labels of a kind, if there are those of enough fields."""
    own = [anchor for anchor in found if any(anchor.text in labels for labels in kind.fields.values())]
    texts = {anchor.text for anchor in own}
    fields = sum(not texts.isdisjoint(labels) for labels in kind.fields.values())
    return own if fields >= kind.fewest else []


def _beside(sheet: Sheet, marks: Sequence[Mark], kind: Vocabulary) -> dict[str, Entry]:
    own = {label for labels in kind.fields.values() for label in labels}
    columns = lefts(marks)
    left = max(columns, key=lambda at: sum(mark.text in own and abs(mark.left - at) < ALIGNED * EM for mark in marks))
    return entries(beside(sheet, left))


def _below(sheet: Sheet) -> dict[str, Entry]:
    """The values below labels, column by column; a label that two columns have says nothing."""
    marks, runs = marks_of(sheet.labels), runs_beside(sheet)
    found: list[tuple[str, Entry]] = []
    for left in lefts(marks):
        mine = [mark for mark in marks if abs(mark.left - left) < ALIGNED * EM]
        rows = in_rows([run for run in runs if abs(run[0].x - EM / 2 - left) < ALIGNED * EM])
        found += below(mine, rows)
    words = [word for word, _ in found]
    return {word: entry for word, entry in found if words.count(word) == 1}
