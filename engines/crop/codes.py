"""QR codes, found by their looks: a crop shows them whole with their quiet zones, or not at all. Nothing is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from .lettering import Box, Grey, within

Points = NDArray[np.float64]
"""N x 2: x and y."""

LEAST_HOLE = 6
"""Pixels: the side of the paper in a QR code's eye, from which it can be seen."""
SURROUNDINGS = 41
"""Pixels of the square whose mean tone a code's ink is darker than, by so many levels:"""
DARKER = 10
ASLANT = 0.6
"""Of an eye's side: how much longer one side may be than the other: a code that is seen from 57 degrees aside."""
SHORTENED = 0.45
"""Of a code's longer side: how much shorter the other one may be."""
SKEW = 0.5
"""The cosine of a code's corner: 60 degrees, where it is seen from 57 aside."""
UNEVEN = 1.35
"""How much larger one eye may be than another."""
SIDE = (13, 180)
"""Modules from eye to eye: 14 to 170 in codes of versions 1 to 40."""
QUIET = 4.0
"""The empty zone around a QR code, in modules."""


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
        if box and not any(within(box, other) for other in found):
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


def _code(three: Sequence[_Finder]) -> Box | None:
    """The code whose eyes these are, if they stand at three corners of a square that is seen from somewhere.

    From far aside it may be any of them that the other two stand beside: then the box holds what follows from each.
    """
    modules = [eye.module for eye in three]
    if max(modules) > UNEVEN * min(modules):
        return None
    eyes, module = np.array([(eye.x, eye.y) for eye in three]), float(np.mean(modules))
    corners = [eye for number, eye in enumerate(eyes) if _is_corner(eye, np.delete(eyes, number, axis=0), module)]
    fourth = [eyes.sum(axis=0) - 2 * corner for corner in corners]
    if not fourth:
        return None
    places, reach = np.array([*eyes, *fourth]), (3.5 + QUIET) * module
    return Box(*(places.min(axis=0) - reach).tolist(), *(places.max(axis=0) + reach).tolist())


def _is_corner(eye: Points, others: Points, module: float) -> bool:
    """Whether an eye may be the one at the corner between the two others."""
    one, other = others - eye
    shorter, longer = sorted((float(np.hypot(*one)), float(np.hypot(*other))))
    if longer - shorter > SHORTENED * longer or not SIDE[0] < longer / module < SIDE[1]:
        return False
    return abs(float(one @ other)) <= SKEW * shorter * longer
