"""Free space in rows: between their lines, and within a line, where it is wider than a space. Reads nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from .boxes import Box, lettered
from .crops import rectify
from .filling import EM
from .gaps import left_of, right_of
from .ink import mask
from .line import Rgb

SPACE, LEAST = 0.3, 0.45
"""Ems of a space, and of more than one, with what letters have around them."""
SLACK = 0.3 * EM
"""Pixels of a flat line by which a letter is wider than is usual, or stands beside its place."""


@dataclass(frozen=True, eq=False)
class Gap:
    """Free space, in pixels of the page's own frame, and the words on both sides of it.

    `end` is where what stands behind ends. A gap within a line has that line's box, and its place in the flat line.
    """

    left: float
    right: float
    before: str
    after: str
    end: float
    box: Box | None = None
    at: tuple[float, float] = (0.0, 0.0)


def gaps_of(row: Sequence[Box], image: Rgb) -> list[Gap]:
    """The free spaces of a row from left to right."""
    found: list[Gap] = []
    for box, following in zip(row, [*row[1:], None], strict=True):
        found += _inner(box, image)
        if following is not None and following.left > box.right:
            before, after = box.text.split()[-1:], following.text.split()[:1]
            found.append(Gap(box.right, following.left, "".join(before), "".join(after), following.right))
    ends = [*(gap.left for gap in found[1:]), np.inf]
    return [replace(gap, end=min(gap.end, end)) for gap, end in zip(found, ends, strict=False)]


def _inner(box: Box, image: Rgb) -> Iterator[Gap]:
    """Yield the free spaces within a line."""
    reading = box.reading
    wide = [
        (one, other)
        for one, other in pairwise(reading.glyphs)
        if left_of(other) - right_of(one) > SPACE * EM - SLACK and not reading.vertical
    ]
    if not wide:
        return
    ink = np.flatnonzero(mask(rectify(image, reading.flat)).any(axis=0))
    cuts = []
    for one, other in wide:
        inside = ink[(ink >= one.place) & (ink <= other.place)]
        steps = np.diff(inside)
        if steps.size and steps.max() > SPACE * EM:
            cuts.append((float(inside[steps.argmax()]) + 1, float(inside[steps.argmax() + 1])))
    ends = [0.0, *(high for _, high in cuts), reading.length]
    words = [
        "".join(letter.text for letter in reading.letters if low <= letter.place < high).split() or [""]
        for low, high in pairwise(ends)
    ]
    for (low, high), before, after in zip(cuts, words, words[1:], strict=False):
        yield Gap(_in_page(box, low), _in_page(box, high), before[-1], after[0], box.right, box, (low, high))


def _in_page(box: Box, place: float) -> float:
    """Where a place of a box's flat line is in the page's own frame."""
    extent = lettered(box.reading).print
    share = (place / box.reading.length - extent.left) / max(1e-6, extent.right - extent.left)
    return box.left + share * box.width
