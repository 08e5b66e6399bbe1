"""Lines of text and QR codes, found by their looks: what a crop shows whole or not at all. Nothing is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import Self

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from engines.runtime.statistics import median

Grey = NDArray[np.uint8]

SIZES = (1, 2)
"""Headlines are looked for in smaller pictures: one way of looking finds strokes of one thickness."""
STROKE = 40
"""Difference of neighbouring pixels, in levels, from which an edge may be a letter's."""
GAP = 9
"""Pixels between letters that a line bridges."""
HEIGHTS = (7, 48)
"""Pixels from the least to the greatest height of a line."""
HEADLINE = 14
"""The same in a smaller picture: lower lines were seen in a larger one."""
MOST = 60
"""Blobs that are looked at for each size, the largest first."""
LEAST_LONG = 1.9
"""Of a line, in heights: two characters."""
CONTRAST = 45
"""Levels between ink and paper."""
TWO_TONES = (0.78, 0.83)
"""Of the variance of a line's pixels, what ink and paper explain (Otsu's measure), in small print and in larger."""
EVEN = 0.15
"""Of the contrast: how far a pixel of the paper may be from its usual tone."""
PAPER = 0.7
"""The least share of such pixels around a line."""
CHANGES = (1.6, 7)
"""Least and most changes from ink to paper or back for each height of width: tufts of grass have fewer, fences more."""
LEAST_HOLE = 6
"""Pixels: the side of the paper in a QR code's eye, from which it can be seen."""
SURROUNDINGS = 41
"""Pixels of the square whose mean tone a code's ink is darker than, by so many levels:"""
DARKER = 10
ASLANT = 0.45
"""Of an eye's side: how much longer one side may be than the other, as the code is seen from aside."""
QUIET = 4.0
"""The empty zone around a QR code, in modules."""


@dataclass(frozen=True)
class Box:
    """Something upright in an image, in pixels; right and bottom outside."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, scale: float) -> Self:
        """The box in an image that is `scale` times as large."""
        sides = {name: getattr(self, name) * scale for name in ("left", "top", "right", "bottom")}
        return replace(self, **sides)


def lines(grey: Grey) -> list[Box]:
    """The lines of text that stand on paper of one colour and run across, in pixels of the image; larger ones first."""
    found: list[Box] = []
    for size in reversed(SIZES):
        height, width = (side // size for side in grey.shape)
        if min(height, width) < HEIGHTS[0]:
            continue
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA) if size > 1 else grey
        for box in _lines(np.asarray(small, np.uint8), HEIGHTS[0] if size == 1 else HEADLINE):
            scaled = box.moved(size)
            if not any(_within(scaled, other) for other in found):
                found.append(scaled)
    return found


def _lines(grey: Grey, least: int) -> Iterator[Box]:
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    _, edges = cv2.threshold(steep, STROKE, 1, cv2.THRESH_BINARY)
    blobs = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(blobs, connectivity=4)
    stats = stats[1:]
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    likely = (high >= least) & (high <= HEIGHTS[1]) & (wide >= LEAST_LONG * high) & (area >= 0.4 * wide * high)
    for left, top, width, height, _ in sorted(stats[likely].tolist(), key=lambda blob: -blob[4])[:MOST]:
        if _is_text(grey, left, top, left + width, top + height):
            yield Box(left, top, left + width, top + height)


def _is_text(grey: Grey, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether ink of one tone lies on paper of another, which is all around, and changes with it as letters do."""
    line = np.ascontiguousarray(grey[top:bottom, left:right])
    _, ink = cv2.threshold(line, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    share = float(ink.mean())
    if not 0.05 < share < 0.95:
        return False
    two_tones = TWO_TONES[bottom - top >= HEADLINE]
    high, low = float(line[ink > 0].mean()), float(line[ink == 0].mean())
    if high - low < CONTRAST or share * (1 - share) * (high - low) ** 2 < two_tones * float(line.var()):
        return False
    above, below = grey[max(top - 2, 0) : top, left:right], grey[bottom : bottom + 2, left:right]
    before, behind = grey[top:bottom, max(left - 2, 0) : left], grey[top:bottom, right : right + 2]
    around = np.concatenate([strip.ravel() for strip in (above, below, before, behind)])
    if not around.size or np.mean(np.abs(around - median(around)) < EVEN * (high - low)) < PAPER:
        return False
    changes = np.count_nonzero(ink[:, 1:] != ink[:, :-1]) / len(ink)
    return bool(CHANGES[0] <= changes * (bottom - top) / (right - left) <= CHANGES[1])


def _within(inner: Box, outer: Box) -> bool:
    across = min(inner.right, outer.right) - max(inner.left, outer.left)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    return across > 0 and down > 0.5 * (inner.bottom - inner.top)


@dataclass(frozen=True)
class _Finder:
    """One of a QR code's three eyes: its middle and the side of a module, in pixels."""

    x: float
    y: float
    module: float


def codes(grey: Grey) -> list[Box]:
    """The QR codes with their quiet zones, in pixels of the image; what reaches beyond it is cut off."""
    found: list[Box] = []
    eyes = _finders(grey)
    for three in combinations(eyes[:12], 3):
        box = _code(three)
        if box and not any(_within(box, other) for other in found):
            found.append(box)
    height, width = grey.shape
    return [
        replace(
            box,
            left=max(box.left, 0.0),
            top=max(box.top, 0.0),
            right=min(box.right, float(width)),
            bottom=min(box.bottom, float(height)),
        )
        for box in found
    ]


def _finders(grey: Grey) -> list[_Finder]:
    """Squares of ink, 3 modules wide, in squares of paper, 5 modules wide, in ink, turned in any way."""
    found: list[_Finder] = []
    for ink in _inks(grey):
        contours, tree = cv2.findContours(ink, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
        for hole in np.flatnonzero((tree[0, :, 3] >= 0) & (tree[0, :, 2] >= 0)).tolist() if tree is not None else ():
            eye = _finder(contours[hole], contours[tree[0, hole, 2]])
            if eye and all(np.hypot(eye.x - other.x, eye.y - other.y) > eye.module for other in found):
                found.append(eye)
    return sorted(found, key=lambda finder: -finder.module)


def _inks(grey: Grey) -> Iterator[Grey]:
    """What is dark in the picture, and what is darker than its surroundings."""
    yield np.asarray(cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1], np.uint8)
    local = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, SURROUNDINGS, DARKER)
    yield np.asarray(local, np.uint8)


def _finder(hole: MatLike, core: MatLike) -> _Finder | None:
    """An eye of these outlines, which run through pixels of ink, if they are squares around one middle."""
    (x, y), (wide, high), _ = cv2.minAreaRect(hole)
    (left, top), (across, down), _ = cv2.minAreaRect(core)
    side, inner = (wide + high) / 2 - 1, (across + down) / 2 + 1
    if side < LEAST_HOLE or max(abs(wide - high), abs(across - down)) > ASLANT * side:
        return None
    if np.hypot(x - left, y - top) > 0.1 * side or not 0.45 < inner / side < 0.75:
        return None
    full = cv2.contourArea(core) > 0.6 * across * down
    return _Finder(x, y, (side + inner) / 8) if full else None


def _code(three: tuple[_Finder, _Finder, _Finder]) -> Box | None:
    """The code whose eyes these are, if they stand at three corners of a square."""
    modules = [eye.module for eye in three]
    if max(modules) > 1.35 * min(modules):
        return None
    for corner, one, other in permutations(three):
        a, b = np.array([one.x - corner.x, one.y - corner.y]), np.array([other.x - corner.x, other.y - corner.y])
        longer = float(max(np.hypot(*a), np.hypot(*b)))
        if abs(float(a @ b)) < 0.12 * longer**2 and abs(np.hypot(*a) - np.hypot(*b)) < 0.2 * longer:
            if not 13 < longer / np.mean(modules) < 180:
                return None
            places = np.array([corner.x, corner.y]) + np.array([a * 0, a, b, a + b])
            reach = (3.5 + QUIET) * float(np.mean(modules))
            return Box(*(places.min(axis=0) - reach).tolist(), *(places.max(axis=0) + reach).tolist())
    return None
