"""What a line of text is, on its way through the engine and at the end of it. Knows no network."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .letters import Letter
from .spelling import normalise

Rgb = NDArray[np.uint8]
"""H x W x 3, red first."""
Quad = NDArray[np.float64]
"""Four rows of x, y in pixels, clockwise."""


class Point(NamedTuple):
    """A pixel of the image: x to the right, y down, from the upper left pixel's (0, 0)."""

    x: int
    y: int


class Character(NamedTuple):
    """One character of a line as it is written there: its probability, and the pixel at its middle.

    Some are spaces. No character's width is known; the line's is that of its corners.
    """

    text: str
    probability: float
    place: Point


@dataclass(frozen=True)
class Line:
    """One line of text.

    `corners` are left_top, right_top, right_bottom, left_bottom as one reads the text, so that a line upside down has
    its left_top at the lower right; each lies in the image. `score` is the mean certainty of its characters, 0 to 1.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    score: float
    characters: tuple[Character, ...]
    """Those of `text`, in its order."""


class Extent(NamedTuple):
    """Where print begins and ends in a flat line, as shares of its width and height."""

    left: float
    right: float
    top: float
    bottom: float


WHOLE = Extent(0.0, 1.0, 0.0, 1.0)


@dataclass(frozen=True)
class Region:
    """A place that holds a line: its corners clockwise from the one that is uppermost and leftmost in the image."""

    quad: Quad

    @cached_property
    def width(self) -> float:
        """Length of the upper edge in pixels."""
        return float(np.hypot(*(self.quad[1] - self.quad[0])))

    @cached_property
    def height(self) -> float:
        """Length of the left edge in pixels."""
        return float(np.hypot(*(self.quad[3] - self.quad[0])))

    @cached_property
    def size(self) -> float:
        """The shorter of both: how high a line is, upright or turned."""
        return min(self.width, self.height)

    @cached_property
    def length(self) -> float:
        """The longer of both."""
        return max(self.width, self.height)


@dataclass(frozen=True)
class Reading:
    """A region that was read: its characters, and how they stand in it.

    `length` is that of the flat line in which the letters have their places, `print` where in
    it the print is. `turns` counts the quarter turns clockwise by which the text is turned. `vertical`: upright
    characters, one below the other, which a flat line shows lying on their left sides.
    """

    region: Region
    letters: tuple[Letter, ...]
    length: float
    print: Extent = WHOLE
    turns: int = 0
    vertical: bool = False

    @cached_property
    def text(self) -> str:
        """The characters in a row."""
        return "".join(letter.text for letter in self.letters)

    @cached_property
    def glyphs(self) -> tuple[Letter, ...]:
        """The characters but for blanks."""
        return tuple(letter for letter in self.letters if letter.text.strip())

    @cached_property
    def score(self) -> float:
        """The characters' mean probability; 0 without any."""
        return sum(letter.probability for letter in self.letters) / max(1, len(self.letters))

    @cached_property
    def corners(self) -> Quad:
        """The region's corners from the text's own left_top on."""
        return np.roll(self.region.quad, -self.turns, axis=0)

    @cached_property
    def flat(self) -> Quad:
        """The corners of the flat line in the image, clockwise from the upper left one of the flat line."""
        return np.roll(self.region.quad, -1, axis=0) if self.vertical else self.corners

    @cached_property
    def printed(self) -> Quad:
        """The corners of the print, from the text's own left_top on."""
        left, right, top, bottom = self.print
        shares = ((left, top), (right, top), (right, bottom), (left, bottom))
        found = np.array([_within(self.flat, x, y) for x, y in shares])
        return np.roll(found, 1, axis=0) if self.vertical else found


def _within(corners: Quad, x: float, y: float) -> Quad:
    """The point at shares x and y of a quadrangle's sides."""
    upper, lower = corners[0] + x * (corners[1] - corners[0]), corners[3] + x * (corners[2] - corners[3])
    point: Quad = upper + y * (lower - upper)
    return point


def finished(reading: Reading, size: tuple[int, int], origin: Point) -> Line:
    """Round the corners of the print to pixels and clamp them into the part of `size` (w, h) that is at `origin`."""

    def pixel(point: Quad) -> Point:
        x, y = np.clip(np.rint(point), 0, (size[0] - 1, size[1] - 1)).astype(int) + origin
        return Point(int(x), int(y))

    left_top, right_top, right_bottom, left_bottom = map(pixel, reading.printed)
    middle = (reading.print.top + reading.print.bottom) / 2
    characters = tuple(
        Character(letter.text, letter.probability, pixel(_within(reading.flat, letter.place / reading.length, middle)))
        for letter in normalise(reading.letters)
    )
    text = "".join(character.text for character in characters)
    return Line(text, (left_top, right_top, right_bottom, left_bottom), reading.score, characters)
