"""The chevrons at the end of an app's rows, which say that a tap leads on: they are read as > beside a row's value, or
alone, and are no text. Reads nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from .filling import EM
from .gaps import MARGIN, part_of, right_of
from .line import Quad, Reading

CHEVRONS = frozenset(">›〉＞")
"""As what they are read."""
OPENING = frozenset("<‹〈＜")
"""What > closes, where it is no chevron."""
FEWEST = 3
"""Chevrons in a column: of a comparison or a prompt there are fewer, or something follows it."""
ALIGNED = 0.5
"""Heights of a row by which one may be off the column."""


def without_chevrons(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, without the chevrons that stand one below the other with nothing to their right."""
    ends = [reading for reading in readings if _ends(reading) and not _followed(reading, readings)]
    columns = [[other for other in ends if _aligned(reading, other)] for reading in ends]
    gone = {id(reading) for reading, column in zip(ends, columns, strict=True) if len(column) >= FEWEST}
    return [
        _shortened(reading) if id(reading) in gone else reading
        for reading in readings
        if id(reading) not in gone or len(reading.glyphs) > 1
    ]


def _ends(reading: Reading) -> bool:
    """Tell whether an upright line ends with a chevron, farther from its text than a sign of it."""
    glyphs = reading.glyphs
    if not glyphs or glyphs[-1].text not in CHEVRONS or reading.vertical or reading.turns:
        return False
    apart = all(after.place - before.place >= EM for before, after in pairwise(glyphs[-2:]))
    return apart and OPENING.isdisjoint(reading.text)


def _place(reading: Reading) -> Quad:
    """Where its last sign stands in the image."""
    upper, lower = reading.corners[:2], reading.corners[[3, 2]]
    left, right = (upper + lower) / 2
    place: Quad = left + reading.glyphs[-1].place / reading.length * (right - left)
    return place


def _aligned(reading: Reading, other: Reading) -> bool:
    most = ALIGNED * min(reading.region.height, other.region.height)
    return bool(abs(_place(reading)[0] - _place(other)[0]) <= most)


def _followed(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Tell whether something stands to the right of a line, in its row."""
    x, y = _place(reading)
    return any(
        other is not reading
        and other.region.quad[:, 0].mean() > x
        and other.region.quad[:, 1].min() < y < other.region.quad[:, 1].max()
        for other in readings
    )


def _shortened(reading: Reading) -> Reading:
    """A line without its last sign."""
    return part_of(reading, 0.0, right_of(reading.glyphs[-2]) + MARGIN)
