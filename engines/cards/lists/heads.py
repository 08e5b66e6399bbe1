"""What stands apart in a line, and the labels that lines begin with."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from ..labels import Anchor
from ..pieces import Piece
from ..rows import IDEOGRAPHS
from .words import BY_FIRST

APART = 2.2
"""Heights of a line from one character's middle to the next one's from which they are two entries: a blank as wide as
a character within an entry, which short labels have, is less."""
BEHIND, NARROW = 0.4, 0.5
"""Ems that are free behind a label with no colon, at least: what follows closer is a longer word; and half the ems that
a letter or digit takes, at least."""
COLON = ":"
NOWHERE = (0.0, 0.0)


def parted(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines, parted where there is much room: a label and a value at the other side may be in one."""
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: Piece) -> Iterator[Piece]:
    steps = np.hypot(*np.diff(piece.points, axis=0).T)
    cuts = [0, *(np.flatnonzero(steps > APART * piece.height) + 1).tolist(), len(piece.glyphs)]
    for start, end in pairwise(cuts):
        yield Piece(piece.glyphs[start:end], piece.height)


def heads(parts: Sequence[Piece]) -> list[Anchor]:
    """The known labels with which lines begin: whole ones, before a colon, before room, or alone."""
    return [found for number, part in enumerate(parts) if (found := _head(number, part)) is not None]


def _head(number: int, part: Piece) -> Anchor | None:
    word = next(filter(part.text.startswith, BY_FIRST.get(part.text[0], ())), None)
    if word is None or not _ends(part, len(word)):
        return None
    first, last = part.glyphs[0], part.glyphs[len(word) - 1]
    return Anchor(word, (first.x, first.y), (last.x, last.y), (NOWHERE, NOWHERE), number, 0, len(word))


def _ends(part: Piece, end: int) -> bool:
    """Tell whether a word that is so long is a label: nothing follows it closely but a colon."""
    if end == len(part.glyphs) or part.glyphs[end].text == COLON:
        return True
    steps = np.hypot(*np.diff(part.points[: end + 1], axis=0).T)
    em = min(float(np.median(steps[:-1])), part.height)
    half = 0.5 if part.glyphs[end].text >= IDEOGRAPHS else NARROW / 2
    return float(steps[-1]) > (0.5 + half + BEHIND) * em
