"""Lines of text as cards need them: characters without spaces, each at its pixel."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.text import Character, Line

Rgb = NDArray[np.uint8]
"""H x W x 3, red first."""
Points = NDArray[np.float64]
"""N x 2, x and y."""


class Glyph(NamedTuple):
    """One character, its probability, and the pixel at its middle."""

    text: str
    probability: float
    x: float
    y: float


@dataclass(frozen=True)
class Piece:
    """A line, or a part of one. `height` is that of its print in pixels."""

    glyphs: tuple[Glyph, ...]
    height: float

    @cached_property
    def text(self) -> str:
        """Its characters, without spaces."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def points(self) -> Points:
        """The middles of its characters, in pixels."""
        return np.array([(glyph.x, glyph.y) for glyph in self.glyphs], np.float64).reshape(-1, 2)


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """The lines that have a character, each in half width and without spaces."""
    found = []
    for line in lines:
        left_top, _, _, left_bottom = np.asarray(line.corners, np.float64)
        glyphs = tuple(glyph for character in line.characters for glyph in _glyphs(character))
        if glyphs:
            found.append(Piece(glyphs, max(1.0, float(np.hypot(*(left_bottom - left_top))))))
    return found


def _glyphs(character: Character) -> Iterator[Glyph]:
    for text in unicodedata.normalize("NFKC", character.text):
        if not text.isspace():
            yield Glyph(text, character.probability, *map(float, character.place))
