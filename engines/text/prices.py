"""A price's ￥ is often smaller than its figures, and found alone: there it is read as what looks like it. It becomes
one line with them. Reads nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .joining import line_of
from .line import Reading
from .spacing import Mark, Marks, axes_of, mark_of

LOOKS = frozenset("￥¥夫羊半关Y")
"""As what a lone ￥ is read."""
PRICE = re.compile(r"\d[\d,.]*(元|起)?")
LOWEST, HIGHEST = 0.3, 1.05
"""How high the sign is, in heights of the figures."""
NEAREST, FARTHEST = -0.2, 0.5
"""Heights of the figures that lie between them and the sign."""


def with_signs(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with each lone ￥ put to the price that it stands before."""
    found = list(readings)
    signs = [reading for reading in readings if reading.text.strip() in LOOKS and not reading.vertical]
    for sign in signs:
        axes = axes_of(found, sign.turns)
        figures = [each for each in found if each.turns == sign.turns and PRICE.fullmatch(each.text.strip())]
        marks = Marks([mark_of(each, each.printed, axes, stacked=False) for each in figures])
        own = mark_of(sign, sign.printed, axes, stacked=False)
        index = _behind(own, marks)
        if index is not None:
            letters = tuple(replace(letter, text="¥") for letter in sign.glyphs)
            price = line_of([replace(sign, letters=letters), figures[index]], axes, stacked=False)
            found = [price if each is figures[index] else each for each in found if each is not sign]
    return found


def _behind(sign: Mark, figures: Marks) -> int | None:
    """The index of the figures right behind a sign."""
    heights = np.array([mark.height for mark in figures.marks])
    free = figures.x - figures.widths / 2 - sign.x - sign.width / 2
    level = np.abs(figures.y - sign.y) + sign.height / 2 <= HIGHEST * heights / 2 + 0.1 * heights
    fits = (sign.height >= LOWEST * heights) & (sign.height <= HIGHEST * heights) & level
    near = np.flatnonzero(fits & (free >= NEAREST * heights) & (free <= FARTHEST * heights))
    return int(near[0]) if near.size else None
