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


def digit_rows(pieces: Sequence[Piece]) -> list[DigitRow]:
    """The rows of digits in what was read, those with the most digits first."""
    runs = [run for piece in pieces for run in _runs(piece)]
    digits = [run for run in runs if run.text.isdecimal()]
    rows: list[DigitRow] = []
    taken: set[int] = set()
    for number, seed in sorted(enumerate(digits), key=lambda pair: -len(pair[1].glyphs)):
        if number in taken or len(seed.glyphs) < FEWEST:
            continue
        row, used = _joined(number, digits, taken)
        taken |= used
        rest = [run for run in runs if all(run is not digits[one] for one in used)]
        rows.append(DigitRow(row.glyphs, row.height, not any(_disturbs(run, row) for run in rest)))
    return sorted(rows, key=lambda row: -len(row.glyphs))


def _runs(piece: Piece) -> Iterator[Piece]:
    """The parts of a line that are digits, and those that are none; letters that look like digits in a number are."""
    text = plain(piece.text)
    numeric = sum(sign.isdecimal() for sign in text) > len(text) / 2
    glyphs = [glyph._replace(text=sign) if numeric else glyph for glyph, sign in zip(piece.glyphs, text, strict=True)]
    for _, run in groupby(glyphs, key=lambda glyph: glyph.text.isdecimal() and glyph.text.isascii()):
        yield Piece(tuple(run), piece.height)


def _joined(seed: int, digits: Sequence[Piece], taken: set[int]) -> tuple[DigitRow, set[int]]:
    """The row that a line is a part of: the next part is looked for behind it, and before it, as long as there is."""
    row, used = DigitRow(digits[seed].glyphs, digits[seed].height), {seed}
    while True:
        found = None
        for number, piece in enumerate(digits):
            if number in taken or number in used or not 1 / ALIKE < piece.height / row.height < ALIKE:
                continue
            behind = _step(row, row.glyphs[-1], piece.glyphs[0])
            before = _step(row, piece.glyphs[-1], row.glyphs[0])
            step = min((way for way in (behind, before) if way is not None), default=None)
            if step is not None and (found is None or step < found[0]):
                found = (step, number, behind is not None)
        if found is None:
            return row, used
        _, number, after = found
        glyphs = row.glyphs + digits[number].glyphs if after else digits[number].glyphs + row.glyphs
        row = DigitRow(glyphs, (row.height + digits[number].height) / 2)
        used.add(number)


def _step(row: DigitRow, last: Glyph, first: Glyph) -> float | None:
    """Pitches from one digit to the next one's, if they stand in one row and near."""
    along, below = row.place(np.array(((first.x, first.y),)))[0] - row.place(np.array(((last.x, last.y),)))[0]
    near = EVEN[0] <= along <= NEXT and abs(below) * row.pitch < LEVEL * row.height
    return float(along) if near else None


def _disturbs(run: Piece, row: DigitRow) -> bool:
    """Tell whether something stands in a row that does not belong to its digits."""
    places, ends = row.place(run.points), row.place(row.points)[[0, -1], 0]
    first, last = row.end_pitches
    level = np.abs(places[:, 1]) * row.pitch < LEVEL * row.height
    return bool((level & (places[:, 0] > ends[0] - FREE * first) & (places[:, 0] < ends[1] + FREE * last)).any())
