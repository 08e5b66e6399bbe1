"""Rows of digits at an even pitch, in groups, with nothing else in the row: as numbers stand on bank cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from .numbers import plain
from .pieces import Glyph, Piece, Points

FEWEST = 3
"""Digits of a line that a row is begun with."""
LEVEL = 0.5
"""Share of the print's height by which the parts of a row may lie apart."""
NEAR = 1.0
"""The same for rows that tell of one another's direction."""
ALIKE = 1.6
"""How much higher the print of one part of a row may be than that of another."""
NEXT, FREE = 2.8, 1.9
"""Pitches from one group's last digit to the next one's first, at most; and to what does not belong to the row, at
least."""
END = 3
"""Digits at the end of a row that say how large it is there."""
EVEN = (0.55, 1.45)
"""Pitches from one digit to the next within a group."""


@dataclass(frozen=True)
class DigitRow:
    """Digits in a row, from left to right, and the height of their print in pixels.

    `whole`: nothing else stands in the row, as far as was read.
    """

    glyphs: tuple[Glyph, ...]
    height: float
    whole: bool = True

    @property
    def number(self) -> str:
        """Its digits."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def least(self) -> float:
        """The least probability of a digit."""
        return min(glyph.probability for glyph in self.glyphs)

    @property
    def mean(self) -> float:
        """The digits' mean probability."""
        return sum(glyph.probability for glyph in self.glyphs) / len(self.glyphs)

    @property
    def points(self) -> Points:
        """The digits' middles in pixels."""
        return np.array([(glyph.x, glyph.y) for glyph in self.glyphs], np.float64)

    @cached_property
    def across(self) -> NDArray[np.float64]:
        """The unit vector along the row."""
        way = self.points[-1] - self.points[0]
        return np.asarray(way / max(1e-6, float(np.hypot(*way))), np.float64)

    @cached_property
    def pitch(self) -> float:
        """Pixels from one digit to the next."""
        return max(1.0, float(np.median(self._steps)))

    @property
    def _steps(self) -> NDArray[np.float64]:
        return np.asarray(np.diff(self.points @ self.across), np.float64)

    @property
    def end_pitches(self) -> tuple[float, float]:
        """Pitches at the row's two ends, as shares of its own: one end may be farther away than the other."""
        steps = self._steps / self.pitch
        close = steps[steps < EVEN[1]]
        return float(np.mean(close[:END])), float(np.mean(close[-END:]))

    @property
    def breaks(self) -> set[int] | None:
        """Behind how many digits there is a gap; None where they stand unevenly."""
        steps = self._steps / self.pitch
        if steps.min() < EVEN[0] or steps.max() > NEXT:
            return None
        return {int(place) + 1 for place in np.flatnonzero(steps > EVEN[1])}

    def place(self, points: Points) -> Points:
        """Points of the image in pitches along the row and below it, from its first digit on."""
        down = np.array((-self.across[1], self.across[0]))
        return np.asarray((points - self.points[0]) @ np.stack((self.across, down), axis=1) / self.pitch, np.float64)

    def with_level(self, rows: Sequence["DigitRow"]) -> "DigitRow":
        """The row with all others that stand on its level, as if they were read as one: its direction is more exact."""
        beside = [row for row in rows if np.abs(self.place(row.points)[:, 1]).max() * self.pitch < NEAR * self.height]
        glyphs = [glyph for row in beside for glyph in row.glyphs]
        order = np.argsort([self.place(np.array(((glyph.x, glyph.y),)))[0, 0] for glyph in glyphs])
        return DigitRow(tuple(glyphs[place] for place in order), self.height, whole=False)

    def pixels(self, places: Points) -> Points:
        """The same back."""
        down = np.array((-self.across[1], self.across[0]))
        return np.asarray(self.points[0] + self.pitch * places @ np.stack((self.across, down)), np.float64)

    def strip(self, left: float, right: float, height: float) -> Points:
        """The corners of a part of the row's line, from `left` to `right` in pitches and `height` pixels high."""
        places, half = self.place(self.points), height / self.pitch / 2
        slope, level = np.polyfit(places[:, 0], places[:, 1], 1)
        ends = ((left, -half), (right, -half), (right, half), (left, half))
        return self.pixels(np.array([(x, slope * x + level + y) for x, y in ends]))


class _Parts:
    """Many parts of lines, and their numbers side by side: a page of figures has thousands."""

    def __init__(self, parts: Sequence[Piece]) -> None:
        self.parts = parts
        self.firsts = np.array([(part.glyphs[0].x, part.glyphs[0].y) for part in parts]).reshape(-1, 2)
        self.lasts = np.array([(part.glyphs[-1].x, part.glyphs[-1].y) for part in parts]).reshape(-1, 2)
        self.heights = np.array([part.height for part in parts])


def digit_rows(pieces: Sequence[Piece]) -> list[DigitRow]:
    """The rows of digits in what was read, those with the most digits first."""
    runs = [run for piece in pieces for run in _runs(piece)]
    numeric = [number for number, run in enumerate(runs) if run.text.isdecimal()]
    digits = _Parts([runs[number] for number in numeric])
    points = np.vstack([run.points for run in runs]) if runs else np.zeros((0, 2))
    owners = np.repeat(np.arange(len(runs)), [len(run.glyphs) for run in runs])
    rows: list[DigitRow] = []
    free = np.ones(len(numeric), np.bool_)
    for number in sorted(range(len(numeric)), key=lambda place: -len(digits.parts[place].glyphs)):
        if not free[number] or len(digits.parts[number].glyphs) < FEWEST:
            continue
        row, used = _joined(number, digits, free)
        free[used] = False
        rest = points[~np.isin(owners, [numeric[one] for one in used])]
        rows.append(DigitRow(row.glyphs, row.height, whole=not _disturbed(row, rest)))
    return sorted(rows, key=lambda row: -len(row.glyphs))


def _runs(piece: Piece) -> Iterator[Piece]:
    """The parts of a line that are digits, and those that are none; letters that look like digits in a number are."""
    text = plain(piece.text)
    numeric = sum(sign.isdecimal() for sign in text) > len(text) / 2
    glyphs = [glyph._replace(text=sign) if numeric else glyph for glyph, sign in zip(piece.glyphs, text, strict=True)]
    for _, run in groupby(glyphs, key=lambda glyph: glyph.text.isdecimal() and glyph.text.isascii()):
        yield Piece(tuple(run), piece.height)


def _joined(seed: int, digits: _Parts, free: NDArray[np.bool_]) -> tuple[DigitRow, list[int]]:
    """The row that a line is a part of: the next part is looked for behind it, and before it, as long as there is."""
    row, used = DigitRow(digits.parts[seed].glyphs, digits.parts[seed].height), [seed]
    left = free.copy()
    left[seed] = False
    while True:
        near = np.flatnonzero(left & (digits.heights < ALIKE * row.height) & (digits.heights > row.height / ALIKE))
        behind = _steps(row, row.points[-1], digits.firsts[near])
        steps = np.minimum(behind, _steps(row, digits.lasts[near], row.points[0]))
        nearest = int(steps.argmin()) if len(near) else 0
        if not len(near) or not np.isfinite(steps[nearest]):
            return row, used
        number, after = int(near[nearest]), bool(np.isfinite(behind[nearest]))
        found = digits.parts[number]
        glyphs = row.glyphs + found.glyphs if after else found.glyphs + row.glyphs
        row = DigitRow(glyphs, (row.height + found.height) / 2)
        used.append(number)
        left[number] = False


def _steps(row: DigitRow, last: Points, first: Points) -> NDArray[np.float64]:
    """Pitches from digits to next ones, of which either are N x 2; infinite where they do not stand in one row near."""
    along, below = (row.place(first) - row.place(last)).reshape(-1, 2).T
    near = (along >= EVEN[0]) & (along <= NEXT) & (np.abs(below) * row.pitch < LEVEL * row.height)
    return np.where(near, along, np.inf)


def _disturbed(row: DigitRow, others: Points) -> bool:
    """Tell whether one of other characters, N x 2, stands in a row to whose digits it does not belong."""
    (along, below), ends = row.place(others).T, row.place(row.points)[[0, -1], 0]
    first, last = row.end_pitches
    level = np.abs(below) * row.pitch < LEVEL * row.height
    return bool((level & (along > ends[0] - FREE * first) & (along < ends[1] + FREE * last)).any())
