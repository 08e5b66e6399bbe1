"""Other hands than ours that lay out the same cards: nobody who draws or prints a card measures it as another does."""

from collections.abc import Callable, Sequence
from math import sin
from typing import NamedTuple

import numpy as np

from .drawing import Drawing
from .fonts import Faces
from .sheet import Label, Slot


class Hand(NamedTuple):
    """How a layout differs from ours, lengths in mm. What stands in one row stays in it.

    `gap` and `rise`: how much later and lower values stand. `spread`: of the rows, from the card's `middle` on;
    `sway`: of single ones. `print` and `type`: sizes of labels and values. `wrap`: characters more in a row of several;
    `leading`: from one of these to the next. `number`: how much later the number stands, `pitch` of its digits.
    """

    gap: float = 0.0
    rise: float = 0.0
    spread: float = 1.0
    middle: float = 27.0
    sway: float = 0.0
    phase: float = 0.0
    print: float = 1.0
    type: float = 1.0
    wrap: int = 0
    leading: float = 1.0
    number: float = 0.0
    pitch: float = 1.0

    def row(self, y: float) -> float:
        """Where a row stands that is at `y` by ours."""
        return self.middle + self.spread * (y - self.middle) + self.sway * sin(self.phase + 0.9 * y)

    def labels(self, labels: Sequence[Label]) -> list[Label]:
        """Labels where this hand puts them; 年 and its like go with the values that they follow."""
        return [
            one._replace(
                x=one.x + (self.sway * sin(self.phase + one.x) if len(one.text) > 1 else self.gap),
                y=self.row(one.y),
                size=one.size * self.print,
            )
            for one in labels
        ]

    def slots(self, slots: Sequence[Slot]) -> list[Slot]:
        """Values where this hand puts them."""
        return [
            one._replace(
                x=one.x + self.gap,
                y=self.row(one.y) + self.rise,
                size=one.size * self.type,
                per_line=one.per_line + self.wrap,
                line=one.line * self.leading,
            )
            for one in slots
        ]

    def digits(self, slot: Slot) -> Slot:
        """The number's row, which has no label beside it on some cards."""
        return slot._replace(x=slot.x + self.number, y=self.row(slot.y) + self.rise, pitch=slot.pitch * self.pitch)


OURS = Hand()
Draw = Callable[[Faces, np.random.Generator, bool], Drawing]


def another(random: np.random.Generator, middle: float) -> Hand:
    """A hand that is not ours: values up to 3 mm later or 1 mm earlier, other rows, larger or smaller print."""
    return Hand(
        gap=random.uniform(-1.0, 3.0),
        rise=random.uniform(-0.6, 0.6),
        spread=random.uniform(0.94, 1.05),
        middle=middle,
        sway=random.uniform(0.0, 0.5),
        phase=random.uniform(0.0, 6.3),
        print=random.uniform(0.9, 1.12),
        type=random.uniform(0.9, 1.1),
        wrap=int(random.integers(-1, 2)),
        leading=random.uniform(0.85, 1.05),
        number=random.uniform(-2.0, 3.0),
        pitch=random.uniform(0.94, 1.05),
    )


def by_another(draw: Callable[[Faces, np.random.Generator, bool, Hand], Drawing], middle: float) -> Draw:
    """What draws the same holder's card by another hand, another one for each seed."""

    def drawn(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
        (own,) = random.spawn(1)
        return draw(faces, random, blank, another(own, middle))

    return drawn
