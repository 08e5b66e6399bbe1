"""Where the labels of a kind of card stand in what was read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .pieces import Piece
from .template import Label, Mark, Template

PROOF = 6
"""Characters of a label that say as much as a number with a right check digit."""
LONG = 4
"""Characters of a label from which one of them may be misread: 住址 and 姓名 are one error from many words."""


class Anchor(NamedTuple):
    """A label or a mark that was read.

    `first` and `last` are its first and last character's middles in pixels, `wanted` where they are in the template; of
    some marks, the first alone is. It may be up to `drop` lower. `start` and `end` tell the label's characters in the
    piece; a mark has none. `proven`: it is a mark whose check digit is right.
    """

    name: str
    first: tuple[float, float]
    last: tuple[float, float]
    wanted: tuple[tuple[float, float], tuple[float, float]]
    piece: int
    start: int = 0
    end: int = 0
    drop: float = 0.0
    proven: bool = False

    @property
    def text(self) -> str:
        """The label as it is in the template."""
        return self.name.partition(" ")[0]

    @property
    def weight(self) -> int:
        """How much it says: the characters of a label, and next to nothing for a mark that does not prove itself."""
        return PROOF if self.proven else max(1, self.end - self.start)


def anchors(pieces: Sequence[Piece], template: Template) -> list[Anchor]:
    """Every place at which a label or mark may have been read; a longer label hides the shorter one in it.

    Words that have several places on the card may have been read at any of them.
    """
    found = []
    words = sorted({label.text for label in template.labels}, key=lambda text: (-len(text), text))
    for number, piece in enumerate(pieces):
        taken: set[int] = set()
        for text in words:
            for start, end in places(piece.text, text):
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    found += [
                        _anchor(label, number, piece, (start, end)) for label in template.labels if label.text == text
                    ]
        for mark in template.marks:
            if match := re.search(f"(?:{mark.form})$", piece.text):
                found.append(_marked(mark, match, number, piece))
    return found


def astray(found: Iterable[Anchor], agreed: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Labels that were read at the beginning of a line and stand nowhere where they belong, each once."""
    right = {anchor.text for anchor in agreed}
    others = {anchor.text: anchor for anchor in found if anchor.end and not anchor.start and anchor.text not in right}
    return tuple(others.values())


def _marked(mark: Mark, match: re.Match[str], number: int, piece: Piece) -> Anchor:
    first, last = piece.glyphs[match.start()], piece.glyphs[-1 if mark.last else match.start()]
    wanted = (mark.first, mark.last or mark.first)
    proven = mark.proves is not None and mark.proves(match[0])
    return Anchor(f"{mark.form} {mark.first}", (first.x, first.y), (last.x, last.y), wanted, number, proven=proven)


def _anchor(label: Label, number: int, piece: Piece, span: tuple[int, int]) -> Anchor:
    start, end = span
    first, last = piece.glyphs[start], piece.glyphs[end - 1]
    name, wanted = f"{label.text} {label.first}", (label.first, label.last)
    return Anchor(name, (first.x, first.y), (last.x, last.y), wanted, number, start, end, label.drop)


def places(text: str, label: str) -> Iterator[tuple[int, int]]:
    """Where a label stands in a text, as it is or with one character of a long one misread."""
    width = len(label)
    if width > len(text):
        return
    starts = _starts(text, label)
    if width >= LONG:  # with one character misread, one half is as it is
        middle = width // 2
        near = {*_starts(text, label[:middle]), *(start - middle for start in _starts(text, label[middle:]))}
        starts = sorted(start for start in near if 0 <= start <= len(text) - width and _alike(text, label, start))
    for start in starts:
        yield start, start + width


def _starts(text: str, part: str) -> list[int]:
    """Where a part begins in a text, overlapping ones too."""
    found, start = [], text.find(part)
    while start >= 0:
        found.append(start)
        start = text.find(part, start + 1)
    return found


def _alike(text: str, label: str, start: int) -> bool:
    """Tell whether at most one character differs."""
    return sum(a != b for a, b in zip(text[start : start + len(label)], label, strict=True)) <= 1
