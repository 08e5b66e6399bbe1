"""Groups of digits below each other, as numbers stand on some bank cards that are upright."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engines.text import Engine
from shared.clock import Budget

from .certainty import LEAST, MEAN
from .digitrows import ALIKE, EVEN, DigitRow
from .glare import blown_out, laid_flat
from .numbers import is_bank_number
from .pieces import Points, Rgb

GROUP, LAST, GROUPS = 4, 3, 4
"""Digits of a group, those of the last one of a number of 19, and groups of four."""
BESIDE = 0.6
"""Pitches by which groups may begin apart, and that are read beside one."""
STEPS, ALIKE_STEPS = (1.1, 5.0), 0.2
"""Heights of the print from one group to the next one, and the share by which these ways may differ."""
STRIP = 1.3
"""Height of what is looked at, in heights of the print."""


@dataclass(frozen=True)
class DigitStack:
    """Four groups of four digits, and the three that may follow."""

    rows: tuple[DigitRow, ...]

    @property
    def number(self) -> str:
        """Its digits."""
        return "".join(row.number for row in self.rows)

    @property
    def ends(self) -> Points:
        """The middles of its first and last digit in pixels."""
        return np.vstack((self.rows[0].points[:1], self.rows[-1].points[-1:]))

    def stands(self, rgb: Rgb, engine: Engine, budget: Budget) -> bool:
        """Tell whether this is a bank card's number, whole and certain: no light or edge hides a part, none goes on."""
        mean = float(np.mean([glyph.probability for row in self.rows for glyph in row.glyphs]))
        if mean < MEAN or min(row.least for row in self.rows) < LEAST or not is_bank_number(self.number):
            return False
        strips = [row.strip(-0.5, len(row.glyphs) - 0.5, row.height * STRIP) for row in self.rows]
        limits = np.array((rgb.shape[1] - 1, rgb.shape[0] - 1))
        below = self._next()
        if budget.spent() or any(blown_out(laid_flat(rgb, np.clip(strip, 0, limits))) for strip in strips):
            return False
        if not ((below >= 0) & (below <= limits)).all():
            return len(self.rows) > GROUPS
        read = engine.read_line(rgb, below).characters
        return sum(sign.text.isdecimal() for sign in read) < LAST

    def _next(self) -> Points:
        """The corners of where another group would stand."""
        last = self.rows[-1]
        step = float(np.mean([_way(one, other) for one, other in pairwise(self.rows)])) / last.pitch
        half, left, right = last.height * STRIP / last.pitch / 2, -BESIDE, GROUP - 1 + BESIDE
        ends = ((left, step - half), (right, step - half), (right, step + half), (left, step + half))
        return last.pixels(np.array(ends))


def digit_stacks(rows: Sequence[DigitRow]) -> list[DigitStack]:
    """The stacks that rows make: evenly below each other, with nothing beside them and no group before the first."""
    groups = [row for row in rows if len(row.glyphs) in (GROUP, LAST) and row.whole and row.breaks == set()]
    stacks = [_below(first, groups) for first in groups if not any(_is_next(other, first) for other in groups)]
    shapes = [GROUP] * GROUPS, [*[GROUP] * GROUPS, LAST]
    return [DigitStack(stack) for stack in stacks if [len(row.glyphs) for row in stack] in shapes]


def _below(first: DigitRow, groups: Sequence[DigitRow]) -> tuple[DigitRow, ...]:
    """A group and those that follow it at even ways; what is below at another way belongs to none."""
    stack = [first]
    # Of groups that stand on their heads each is below the other.
    while len(stack) <= GROUPS + 1 and (near := [other for other in groups if _is_next(stack[-1], other)]):
        stack.append(min(near, key=lambda other: _way(stack[-1], other)))
    ways = [_way(one, other) for one, other in pairwise(stack)]
    return tuple(stack) if ways and max(ways) - min(ways) < ALIKE_STEPS * min(ways) else ()


def _is_next(one: DigitRow, other: DigitRow) -> bool:
    return STEPS[0] * one.height < _way(one, other) < STEPS[1] * one.height


def _way(one: DigitRow, other: DigitRow) -> float:
    """Pixels from a group down to another one that begins below it in print of its size; negative for all others."""
    along, down = one.place(other.points[:1])[0].tolist()
    alike = 1 / ALIKE < one.height / other.height < ALIKE and EVEN[0] < one.pitch / other.pitch < EVEN[1]
    return down * one.pitch if alike and abs(along) < BESIDE else -1.0
