"""Lines of text as the text engine answers them, written by hand: tests of what reads lines need no picture."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.text import Character, Line, Point

UNTURNED = np.eye(3)


class Print(NamedTuple):
    """A line that is printed: its text, its left edge, its middle's height, the size and the pitch of its characters.

    `doubt` has the probabilities of some places of the text; those of the others are 0.99.
    """

    text: str
    x: float
    y: float
    size: float = 20.0
    pitch: float = 0.0
    doubt: Mapping[int, float] = {}


def seen(prints: Sequence[Print], view: NDArray[np.float64] = UNTURNED) -> list[Line]:
    """The lines as a camera sees them, whose `view` is a 3 x 3 homography to pixels."""
    return [_line(one, view) for one in prints]


def _line(printed: Print, view: NDArray[np.float64]) -> Line:
    text, x, y, size, pitch, doubt = printed
    places, at = [], x
    for letter in text:
        width = size if letter >= "\u2e80" else 0.55 * size
        places.append((at + width / 2, y))
        at += pitch or width
    above, below = y - size / 2, y + size / 2
    pixels = _pixels([*places, (x, above), (at, above), (at, below), (x, below)], view)
    characters = tuple(
        Character(letter, doubt.get(place, 0.99), pixel)
        for place, (letter, pixel) in enumerate(zip(text, pixels, strict=False))
    )
    corners = pixels[-4], pixels[-3], pixels[-2], pixels[-1]
    return Line(text, corners, float(np.mean([one.probability for one in characters])), characters)


def _pixels(points: Sequence[tuple[float, float]], view: NDArray[np.float64]) -> list[Point]:
    lifted = np.c_[np.array(points), np.ones(len(points))] @ view.T
    return [Point(round(x), round(y)) for x, y in (lifted[:, :2] / lifted[:, 2:]).tolist()]
