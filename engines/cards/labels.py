"""Where the labels of a kind of card stand in what was read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .pieces import Piece
from .template import Label, Template

LONG = 4
"""Characters of a label from which one of them may be misread: 住址 and 姓名 are one error from many words."""


class Anchor(NamedTuple):
    """A label that was read: its first and last character's middles in pixels, and which characters of which piece."""

    label: Label
    piece: int
    start: int
    end: int
    first: tuple[float, float]
    last: tuple[float, float]


def anchors(pieces: Sequence[Piece], template: Template) -> list[Anchor]:
    """Every place at which a label may have been read; a longer label hides the shorter one in it."""
    found = []
    for number, piece in enumerate(pieces):
        taken: set[int] = set()
        for label in sorted(template.labels, key=lambda label: -len(label.text)):
            for start, end in _places(piece.text, label.text):
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    first, last = piece.glyphs[start], piece.glyphs[end - 1]
                    found.append(Anchor(label, number, start, end, (first.x, first.y), (last.x, last.y)))
    return found


def _places(text: str, label: str) -> Iterator[tuple[int, int]]:
    """Where a label stands in a text, as it is or with one character of a long one misread."""
    width = len(label)
    for start in range(len(text) - width + 1):
        wrong = sum(a != b for a, b in zip(text[start : start + width], label, strict=True))
        if wrong <= (width >= LONG):
            yield start, start + width
