"""Dots that lead the eye from a dish to its price, or from a heading to its page, are no text: taken off the ends of
both, which they make one line or stick to. An ellipsis is two ems long, and nothing follows it beyond a blank.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import cv2
import numpy as np

from .crops import HEIGHT, rectify
from .filling import EM
from .gaps import left_of, part_of, right_of
from .ink import extent, mask
from .line import Quad, Reading, Rgb

DOTS = frozenset(".·…‥•．・⋯∙")
"""As what the dots are read."""
SHORTEST = 2.6 * EM
"""Pixels of a flat line: an ellipsis is shorter."""
FREE, EVEN = 1.4 * EM, 2.5
"""Pixels between two dots at most, and times the usual distance: behind an ellipsis a blank follows."""
BESIDE = 0.3 * EM
"""Pixels at either end that are a letter's, whose width is not known."""
HIGHEST, FEWEST = 0.3 * HEIGHT, 4
"""Pixels that a dot is high at most, and how many dots there are at least."""
MOSTLY = 0.7
"""Share of a reading that is dots, from which it is nothing else."""
OFF, LOW = 0.35, 0.6
"""Shares of a line's height by which the end of a leader is off it, and the dots alone: they lie low."""
MARGIN = 0.15 * EM


def without_leaders(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings without leader dots; what these made one line is two."""
    parts = [part for reading in readings for part in _parted(reading, image)]
    dotted = {index for index, reading in enumerate(parts) if _is_dotted(reading)}
    worded = [index for index, one in enumerate(parts) if index not in dotted and not one.vertical and one.glyphs]
    if not dotted and not any(_head(parts[index]) or _tail(parts[index]) for index in worded):
        return parts
    rows = _Rows(parts)
    found = dict(enumerate(parts))
    for index in worded:
        after = rows.next(index, worded, OFF)
        if after is None or parts[after].turns != parts[index].turns:
            continue
        tail, head = _tail(parts[index]), _head(parts[after])
        between = [dots for dots in dotted if rows.next(index, [dots, after], LOW) == dots]
        if (between or tail or head) and _is_leader(_gap(parts[index], parts[after]), image):
            found[index] = _trimmed(found[index], 0, tail, image)
            found[after] = _trimmed(found[after], head, 0, image)
            found = {number: reading for number, reading in found.items() if number not in between}
    return list(found.values())


class _Rows:
    """Where readings have their middles."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        corners = np.array([reading.corners for reading in readings])
        across, down = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
        self._middles, self._heights = corners.mean(axis=1), np.maximum(1.0, np.hypot(*down.T))
        self._along = across / np.maximum(1.0, np.hypot(*across.T))[:, None]

    def next(self, index: int, among: Sequence[int], most: float) -> int | None:
        """The nearest of some readings that stands behind one, at most so many heights off its line."""
        away = (self._middles[list(among)] - self._middles[index]) / self._heights[index]
        ahead, off = away @ self._along[index], np.abs(away @ (self._along[index] * (1, -1))[::-1])
        near = (ahead > 0.5) & (off < most)
        return among[int(np.where(near, ahead, np.inf).argmin())] if near.any() else None


def _parted(reading: Reading, image: Rgb) -> Iterator[Reading]:
    """Yield the parts of a line between leaders within it, the dots left to what stands before them."""
    letters = reading.glyphs
    runs = [(dots, list(run)) for dots, run in groupby(letters, key=lambda letter: letter.text in DOTS)]
    cuts = [0.0]
    for (_, before), (dots, _), (_, after) in zip(runs, runs[1:], runs[2:], strict=False):
        left, right = right_of(before[-1]), left_of(after[0])
        wide = dots and not reading.vertical and right - left > SHORTEST
        if wide and _is_leader(_stretch(reading, reading, left, right), image):
            cuts.append(right - MARGIN)
    for low, high in zip(cuts, [*cuts[1:], reading.length], strict=True):
        yield part_of(reading, low, high) if len(cuts) > 1 else reading


def _is_dotted(reading: Reading) -> bool:
    letters = reading.glyphs
    return len(letters) > 1 and sum(letter.text in DOTS for letter in letters) >= MOSTLY * len(letters)


def _head(reading: Reading) -> int:
    """How many dots a reading begins with."""
    return next((index for index, letter in enumerate(reading.glyphs) if letter.text not in DOTS), 0)


def _tail(reading: Reading) -> int:
    """How many it ends with."""
    return next((index for index, letter in enumerate(reading.glyphs[::-1]) if letter.text not in DOTS), 0)


def _gap(before: Reading, after: Reading) -> Quad:
    """The corners of what lies between two readings' words."""
    last, first = before.glyphs[-1 - _tail(before)], after.glyphs[_head(after)]
    return _stretch(before, after, right_of(last), left_of(first))


def _stretch(before: Reading, after: Reading, left: float, right: float) -> Quad:
    """The corners from a place of one reading's flat line to a place of another's."""
    start, end = before.corners, after.corners
    top, bottom = (start[at] + (start[to] - start[at]) * left / before.length for at, to in ((0, 1), (3, 2)))
    far, low = (end[at] + (end[to] - end[at]) * right / after.length for at, to in ((0, 1), (3, 2)))
    return np.array((top, far, low, bottom))


def _is_leader(corners: Quad, image: Rgb) -> bool:
    """Tell whether nothing but dots fills a gap from end to end."""
    line = rectify(image, corners)
    width = line.shape[1]
    if width < SHORTEST:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask(line)[:, int(BESIDE) : int(width - BESIDE)])
    dots = stats[1:][stats[1:, cv2.CC_STAT_AREA] > 1]
    if len(dots) < FEWEST or dots[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max() > HIGHEST:
        return False
    lefts = np.sort(dots[:, cv2.CC_STAT_LEFT])
    steps = np.diff(lefts)
    ends = max(lefts[0] + BESIDE, width - BESIDE - lefts[-1])
    return bool(max(ends, steps.max()) <= FREE and steps.max() <= EVEN * np.median(steps))


def _trimmed(reading: Reading, head: int, tail: int, image: Rgb) -> Reading:
    """A reading without so many of its first and last letters."""
    letters = reading.glyphs
    if not head + tail:
        return reading
    low = left_of(letters[head]) - MARGIN if head else 0.0
    high = right_of(letters[len(letters) - tail - 1]) + MARGIN if tail else reading.length
    part = part_of(reading, max(0.0, low), min(reading.length, high))
    return replace(part, print=extent(rectify(image, part.corners)))
