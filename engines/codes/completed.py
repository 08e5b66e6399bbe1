"""QR codes of which one finder pattern is torn off or covered: the two others say where it was, and it is drawn anew.

The symbol is turned upright by that, with clean finders, and left to the decoder, whose error correction has the last
word. Lengths are in modules where they are not in pixels: finder centres lie 10 + 4 x version apart.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import cv2
import numpy as np

from .code import Gray
from .enhance import resized
from .finders import FINDER, Finder, Vector, finders, turned
from .geometry import Affine
from .layout import APART, corners, known_of, ringed

SMALLEST, SEEN = 42, 80_000
"""Pixels of the shorter side, two for a module of the smallest symbol; and of the reduced copy that is looked at, at
most: reduced by a whole number, which is three times as fast."""
WINDOWS, LEAST_WINDOW, INKED, HALF = 4, 9, 12, 127
"""Windows along the shorter side over which a threshold is taken, at least 7 modules each; and its least pixels. Grey
levels by which ink is darker than that. Half of what is drawn for ink."""
CENTRE = FINDER / 2
ALIKE = 1.5
"""Module of one finder, as a multiple of the other's."""
ADJACENT, DIAGONAL = 0.27, 0.6
"""Ratio of the shorter to the longer leg of the way between the centres: 15 degrees askew, and 45 less 14."""
OFF, LEAST_OFF = 0.08, 2.8
"""Error of a distance in modules, as a share of it, and at least: that of half a version and a little more."""
NUDGES = tuple(product((-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5), repeat=2))
"""Modules by which the missing finder is moved, to fit what is left around it."""
UNLIKELY = 0.06
"""How much better (0..1) a place must fit for each module by which it is moved."""
HOPEFUL, FITTING, TRIED, PAIRS = 0.1, 0.3, 4, 3
"""How well what is known of a symbol must fit (-1..1) as it is and moved; places that are read; pairs looked at."""
DRAWN, QUIET = 5, 4
"""Pixels of a module, and modules of paper around the symbol, as it is drawn upright."""
NEIGHBOURHOOD, LEAST_DARKER = 5, 2
"""Modules over which a threshold is taken, in glare too; and grey levels by which ink is darker than that."""


@dataclass(frozen=True)
class _Place:
    """Centres in pixels of the upper left, upper right and lower left finder; which is missing; modules between."""

    centres: Vector
    missing: int
    apart: int

    def matrix(self, scale: int, quiet: int) -> Affine:
        """Return the matrix to the image from the upright symbol, at `scale` pixels a module."""
        sides = (self.centres[1:] - self.centres[0]).T / (self.apart * scale)
        first = self.centres[0] + sides @ np.full(2, 0.5 - (CENTRE + quiet) * scale)
        return np.column_stack((sides, first))

    def upright(self, gray: Gray, scale: int, quiet: int) -> Gray:
        """Return the symbol turned upright."""
        side = (self.apart + FINDER + 2 * quiet) * scale
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        seen = cv2.warpAffine(
            gray, self.matrix(scale, quiet), (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return seen.astype(np.uint8, copy=False)

    def enlarged(self, scale: Vector) -> "_Place":
        """Return it in an image `scale` times as wide and as high."""
        return _Place((self.centres + 0.5) * scale - 0.5, self.missing, self.apart)

    def nudged(self) -> "Iterator[tuple[_Place, float]]":
        """Yield it with the missing finder moved a little, and how much better that must fit."""
        sides = (self.centres[1:] - self.centres[0]) / self.apart
        for nudge in NUDGES:
            centres = self.centres.copy()
            centres[self.missing] += nudge @ sides
            yield _Place(centres, self.missing, self.apart), UNLIKELY * math.hypot(*nudge)


def completed(gray: Gray) -> Iterator[tuple[Gray, Affine]]:
    """Yield QR codes of the H x W image with the finder that they lack, and the matrix back to the image's pixels.

    Nothing, and almost no work, unless the image holds two finder patterns that may be of one symbol.
    """
    if min(gray.shape) < SMALLEST:
        return
    small = resized(gray, 1 / np.ceil(np.sqrt(gray.size / SEEN)))
    window = max(LEAST_WINDOW, min(small.shape) // WINDOWS | 1)
    inked = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, INKED)
    dark = inked.astype(np.uint8, copy=False)
    pairs = [pair for pair in combinations(finders(dark), 2) if _alike(*pair)]
    places = [place for pair in pairs[:PAIRS] for place in _places(*pair)]
    for place in _fitting(dark, places):
        full = place.enlarged(np.array(gray.shape[::-1]) / small.shape[::-1])
        yield _drawn(gray, full), full.matrix(DRAWN, QUIET)


def _alike(one: Finder, other: Finder) -> bool:
    return max(one.module(), other.module()) < ALIKE * min(one.module(), other.module())


def _places(one: Finder, other: Finder) -> Iterator[_Place]:
    """Yield where the third finder may be if the two are neighbours, or across from each other."""
    way = other.centre - one.centre
    first = one.toward(way)
    second = other.toward(first.across)
    across, down = (first.across + second.across) / 2, (first.down + second.down) / 2
    area = turned(across, down)
    if area <= 0:
        return
    legs = np.array((turned(way, down), turned(across, way))) / area
    least, most = sorted(np.abs(legs))
    if least > DIAGONAL * most:
        corner = one.centre + legs[0] * across
        for middle, apart in product((corner, one.centre + other.centre - corner), _near((least + most) / 2)):
            yield _place(middle, one.centre, other.centre, apart, lacks_first=True)
    elif least < ADJACENT * most:
        for apart in _near(most):
            yield from _beside(one.centre, other.centre, down * apart, apart)


def _beside(one: Vector, other: Vector, down: Vector, apart: int) -> Iterator[_Place]:
    """Yield the places beside two neighbours, at right angles or as the finders lie: on both sides of each."""
    way = other - one
    for aside in (np.array((-way[1], way[0])), np.array((way[1], -way[0])), down, -down):
        for first, second in ((one, other), (other, one)):
            yield _place(first, second, first + aside, apart, lacks_first=False)


def _place(first: Vector, second: Vector, third: Vector, apart: int, *, lacks_first: bool) -> _Place:
    """Return the place of three centres, the first in the corner; missing is that one, or the third."""
    if turned(second - first, third - first) > 0:
        return _Place(np.array((first, second, third)), 0 if lacks_first else 2, apart)
    return _Place(np.array((first, third, second)), 0 if lacks_first else 1, apart)


def _near(length: float) -> list[int]:
    """Return the distances that finders may have and that differ little from a measured one."""
    return [apart for apart in APART if abs(apart - length) < max(LEAST_OFF, OFF * length)]


def _fitting(dark: Gray, places: list[_Place]) -> list[_Place]:
    """Return the places where most of what is known of a symbol is there, moved to where it fits best."""
    fits = sorted(((_fit(dark, place), place) for place in places), key=lambda pair: -pair[0])
    moved = [
        max(((_fit(dark, nudged) - cost, nudged) for nudged, cost in place.nudged()), key=lambda pair: pair[0])
        for fit, place in fits[: 2 * TRIED]
        if fit > HOPEFUL
    ]
    return [place for fit, place in sorted(moved, key=lambda pair: -pair[0])[:TRIED] if fit > FITTING]


def _fit(dark: Gray, place: _Place) -> float:
    """Return how much of what must be there, but for the two finders, is there (-1..1)."""
    known = known_of(place.apart, place.missing)
    seen = np.where(place.upright(dark, 1, 1) > HALF, 1.0, -1.0)
    return float((seen * known).sum() / np.abs(known).sum())


def _drawn(gray: Gray, place: _Place) -> Gray:
    """Return the symbol upright in black on white, by thresholds of its own neighbourhoods, with clean finders."""
    upright = place.upright(gray, DRAWN, 0)
    around = NEIGHBOURHOOD * DRAWN | 1
    drawn = cv2.adaptiveThreshold(upright, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, around, LEAST_DARKER)
    paper = QUIET * DRAWN
    framed = cv2.copyMakeBorder(drawn, paper, paper, paper, paper, cv2.BORDER_CONSTANT, value=255)
    finder = np.where(np.pad(ringed(FINDER), 1, constant_values=-1) > 0, 0, 255)
    large = np.kron(finder, np.ones((DRAWN, DRAWN)))
    for rows, columns in corners(place.apart):
        top, left = ((part.start + QUIET - 1) * DRAWN for part in (rows, columns))
        framed[top : top + len(large), left : left + len(large)] = large
    return framed.astype(np.uint8, copy=False)
