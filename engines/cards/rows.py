"""Characters of a card in rows."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

SAME_ROW = 0.5
"""Share of the print's height within which two pieces' middles lie in one row."""
FEWEST, IDEOGRAPHS, NARROW, DOT = 3, "\u2e80", 0.55, "·"
"""Pairs of ideographs whose pitch tells of a character that is missing; how wide those are that are none. The dot in
a name may be as wide as an ideograph."""
OPENING, CLOSING, ASIDE = "(", "),;:", 0.75
"""Signs that may be as wide as an ideograph and stand at one side of their place: so many ems are at their other side
of their middle."""
FEW = 4
"""Characters of a row that tell how wide its print is."""
SURE = 0.9
"""Probability from which a sign that is no letter was printed."""
DASH, BESIDE = "—", 0.35
"""As what 一 is read at the end of a name, and by how many heights of the print its distance from the character before
it differs at most from an ideograph's."""
GAP = 0.5
"""Ems that are free too much where a character is missing. On drawn addresses: up to 0.38 where all were read, from
0.60 on where one was not."""

SMALL_LETTERS = 2
"""Small Latin letters that make a word: no value has any but in units, behind a digit."""


class Laid(NamedTuple):
    """A character on the card: its probability, its middle and the height of its line in millimetres."""

    text: str
    probability: float
    x: float
    y: float
    height: float


Run = tuple[Laid, ...]
"""Characters of one line that no label interrupts, as they were read."""


def gapped(row: Run) -> bool:
    """Tell whether there is room in a row for a character that was not read."""
    ideographs = np.array([laid.text >= IDEOGRAPHS for laid in row])
    halves = np.where(ideographs | [laid.text == DOT for laid in row], 1.0, NARROW) / 2
    before = np.where([laid.text in OPENING for laid in row], ASIDE, halves)
    behind = np.where([laid.text in CLOSING for laid in row], ASIDE, halves)
    steps, ems = np.diff([laid.x for laid in row]), before[1:] + behind[:-1]
    wide = ideographs[1:] & ideographs[:-1]
    return wide.sum() >= FEWEST and bool((steps / np.median(steps[wide]) - ems).max() > GAP)


def dashed(row: Run) -> bool:
    """Tell whether a row ends in a dash that has the place of an ideograph: it may be 一."""
    return len(row) > 1 and row[-1].text == DASH and abs((row[-1].x - row[-2].x) / row[0].height - 1.0) < BESIDE


def pitch(row: Run, otherwise: float = 0.0) -> float:
    """The width of an ideograph: that of a few characters is the height of their print, or what is given."""
    if len(row) < FEW:
        return otherwise or row[0].height
    ems = sum(width(laid.text) for laid in row[1:-1]) + (width(row[0].text) + width(row[-1].text)) / 2
    return (row[-1].x - row[0].x) / ems


def width(text: str) -> float:
    """The width of a character in ems."""
    return 1.0 if text >= IDEOGRAPHS else NARROW


def unstained(row: Run) -> Run:
    """A row without what is no letter and not certain at its ends: a part of a rule, a speck."""
    kept = [place for place, laid in enumerate(row) if laid.text.isalnum() or laid.probability >= SURE]
    return row[kept[0] : kept[-1] + 1] if kept else ()


def in_rows(parts: Sequence[Run]) -> list[Run]:
    """Parts of lines as rows, from the top, each from left to right."""
    rows: list[list[Laid]] = []
    for part in sorted(filter(None, parts), key=middle):
        near = SAME_ROW * min(part[0].height, rows[-1][0].height) if rows else 0.0
        if rows and abs(middle(part) - middle(rows[-1])) < near:
            rows[-1] += part
        else:
            rows.append(list(part))
    return [tuple(sorted(row, key=lambda laid: laid.x)) for row in rows]


def is_english(row: Run) -> bool:
    """Tell whether a row is words in small Latin letters, as cards have them below their title and their labels."""
    text = text_of(row)
    return text.isascii() and not any(map(str.isdigit, text)) and sum(map(str.islower, text)) >= SMALL_LETTERS


def middle(row: Sequence[Laid]) -> float:
    """The height at which a row stands, in millimetres."""
    return sum(laid.y for laid in row) / len(row)


def text_of(row: Sequence[Laid]) -> str:
    """Its characters."""
    return "".join(laid.text for laid in row)
