"""Lines that a dash parts, whose stroke the search does not take for text, become one. Reads nothing.

A blank does not join: the rule below the cells of a table is one too.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT, rectify
from .filling import Filling
from .gaps import STROKES, beside_ideograph, left_of, right_of
from .joining import line_of
from .letters import Letter
from .line import Quad, Reading, Rgb
from .spacing import axes_of

NARROWEST, WIDEST = -0.3, 3.0
"""Heights that are free between the regions of two pieces; they may reach into the sign."""
OFF, ALIKE = 0.25, 1.35
"""Share of the height by which the pieces are off one line, and times that one is higher than the other."""
ENDS = STROKES | frozenset("- ")
"""As what an end of the sign is read."""
PLAIN = 24
"""Grey levels by which a gap with nothing in it is uneven."""


def bridged(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings, the pieces of one line with the signs between them as one."""
    found = [reading for reading in readings if not reading.vertical and reading.text.strip()]
    if len(found) < 2:
        return list(readings)
    ends = _Ends(found)
    follows: dict[int, int] = {}
    pieces = list(found)
    for index, reading in enumerate(found):
        after = ends.after(index)
        if after is None or after in follows.values():
            continue
        signs = _signs(reading, found[after], image)
        if signs:
            follows[index] = after
            pieces[index] = replace(pieces[index], letters=(*_until_stroke(pieces[index].letters), *signs))
            pieces[after] = replace(found[after], letters=_from_stroke(pieces[after].letters))
    lines = {id(found[first]): _chained(pieces, first, follows) for first in set(follows) - set(follows.values())}
    inner = {id(found[index]) for index in follows.values()}
    return [lines.get(id(reading), reading) for reading in readings if id(reading) not in inner]


class _Ends:
    """Where readings begin and end, at half of their height."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        corners = np.array([reading.corners for reading in readings])
        self._starts, self._stops = (corners[:, 0] + corners[:, 3]) / 2, (corners[:, 1] + corners[:, 2]) / 2
        down = corners[:, 3] - corners[:, 0]
        self._heights = np.maximum(np.hypot(down[:, 0], down[:, 1]), 1.0)
        self._turns = np.array([reading.turns for reading in readings])

    def after(self, index: int) -> int | None:
        """The reading that follows one on its line within reach."""
        height, along = self._heights[index], self._stops[index] - self._starts[index]
        along = along / max(1e-9, float(np.hypot(*along)))
        away = (self._starts - self._stops[index]) / height
        ahead, beside = away @ along, np.abs(away @ (-along[1], along[0]))
        sizes = np.maximum(self._heights, height) <= ALIKE * np.minimum(self._heights, height)
        near = (ahead >= NARROWEST) & (ahead <= WIDEST) & (beside < OFF) & (self._turns == self._turns[index])
        near[index] = False
        if not near.any():
            return None
        nearest = int(np.where(near, ahead, np.inf).argmin())
        return nearest if sizes[nearest] else None


def _signs(before: Reading, after: Reading, image: Rgb) -> list[Letter]:
    """What fills the gap between two readings, with places on the flat line of the first."""
    gap = np.array((before.corners[1], after.corners[0], after.corners[3], before.corners[2]))
    if _plain(gap, image):
        return []
    em = (before.corners[1] - before.corners[0]) * HEIGHT / before.length
    strip = rectify(image, gap + np.array((-em, em, em, -em)))
    written, following = _until_stroke(before.letters), _from_stroke(after.letters)
    if not written or not following:
        return []
    left = HEIGHT - (before.length - right_of(written[-1]))
    right = strip.shape[1] - HEIGHT + left_of(following[0])
    sure = min(written[-1].probability, following[0].probability)
    start = before.length - HEIGHT
    signs = Filling(strip).signs(left, right, chinese=beside_ideograph(written[-1], following[0]))
    return [Letter(text, sure, start + place) for text, place in signs if text in ENDS]


def _plain(gap: Quad, image: Rgb) -> bool:
    low, high = np.maximum(gap.min(axis=0).astype(int), 0), np.ceil(gap.max(axis=0)).astype(int)
    part: NDArray[np.uint8] = image[low[1] : high[1], low[0] : high[0], 1]
    return part.size > 0 and int(part.max()) - int(part.min()) < PLAIN


def _until_stroke(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """The letters without the strokes at the end, which are a part of the sign."""
    last = max((index for index, letter in enumerate(letters) if letter.text not in ENDS), default=-1)
    return tuple(letters[: last + 1])


def _from_stroke(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """The letters without those at the beginning."""
    return _until_stroke(letters[::-1])[::-1]


def _chained(pieces: Sequence[Reading], first: int, follows: dict[int, int]) -> Reading:
    """The pieces from the first on as one line."""
    members = [first]
    while members[-1] in follows:
        members.append(follows[members[-1]])
    found = [pieces[index] for index in members]
    return line_of(found, axes_of(found, found[0].turns), stacked=False)
