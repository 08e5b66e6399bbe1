"""Where number plates may be: around lines that look like a part of one, and where a plate's colour lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.text import Line

from ..pieces import Points, Rgb
from .colours import HUES
from .plate import SERIAL

FEWEST, MOST = 4, 10
"""Signs of a plate in a line that may be a part of one, and characters of such a line."""
SIZE = 960
"""Pixels to which a picture's longer side is shrunk when plates are looked for by their colours."""
DIMMEST, RICHER = 45, 15
"""Least value of a plate's colour, and how much more saturated it must be where nothing was read."""
CLOSED = 9
"""Pixels of the shrunk picture: ink that is no wider does not cut a plate."""
SMALLEST, FULLEST = (36.0, 10.0), 0.72
"""Least width and height of a plate in the shrunk picture, and the least share of its quadrangle that has its colour."""
ONE_ROW, TWO_ROWS = (1.9, 5.6), (1.2, 2.6)
"""Width to height of plates with one row and with two, from the front to aslant."""
MOST_PATCHES = 4


@dataclass(frozen=True)
class Place:
    """Where a number may stand: its one row or its two, and what of it is on the plate for certain.

    Each has its corners from left_top clockwise, in pixels.
    """

    rows: tuple[Points, ...]
    core: Points


def around_lines(lines: Sequence[Line]) -> Iterator[list[Place]]:
    """For each line that may be a part of a plate, where the whole number may stand, the likeliest first."""
    for line in lines:
        text = line.text.upper()
        if len(text) <= MOST and sum(sign in SERIAL for sign in text) >= FEWEST:
            box = np.asarray(line.corners, np.float64)
            wide = _width(box) / max(1.0, _height(box))
            side = 0.35 / max(wide, 0.1)
            sign = 0.95 / max(wide, 0.1)  # a sign and the gap before the next one
            core = _part(box, 0.02, 0.98, 0.1, 0.9)
            yield [
                Place((_part(box, -side, 1 + side, -0.1, 1.1),), core),
                Place((_part(box, -side - sign, 1 + side, -0.12, 1.12),), core),
                Place((_part(box, 0.14, 0.86, -0.76, -0.06), _part(box, -0.06, 1.06, -0.08, 1.08)), core),
            ]


def by_colour(rgb: Rgb) -> list[list[Place]]:
    """Where a plate's colour lies in the form of a plate, the largest first."""
    factor = min(1.0, SIZE / max(rgb.shape[:2]))
    size = (max(1, round(rgb.shape[1] * factor)), max(1, round(rgb.shape[0] * factor)))
    small = cv2.cvtColor(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2HSV)
    patches = [patch for hues in HUES.values() for patch in _patches(small, *hues)]
    scale = np.array((rgb.shape[1] / size[0], rgb.shape[0] / size[1]))
    ordered = sorted(patches, key=lambda quad: -_width(quad) * _height(quad))[:MOST_PATCHES]
    return [_rows_of((quad + 0.5) * scale - 0.5) for quad in ordered]


def _patches(hsv: NDArray[np.uint8], low: int, high: int, least: int) -> Iterator[Points]:
    """The quadrangles of a colour that may be plates."""
    mask = cv2.inRange(hsv, np.array((low, least + RICHER, DIMMEST)), np.array((high, 255, 255)))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if len(contour) < 4 or cv2.contourArea(contour) < SMALLEST[0] * SMALLEST[1]:
            continue
        quad = _quadrangle(cv2.convexHull(contour))
        width, height = _width(quad), _height(quad)
        full = cv2.contourArea(contour) / max(1.0, cv2.contourArea(quad.astype(np.float32)))
        if width >= SMALLEST[0] and height >= SMALLEST[1] and TWO_ROWS[0] <= width / height <= ONE_ROW[1] and full >= FULLEST:
            yield quad


def _quadrangle(hull: NDArray[np.int32]) -> Points:
    """The four corners of a hull, or of the rectangle around one that has more, from the upper left one clockwise."""
    outline = cv2.approxPolyDP(hull, 0.04 * cv2.arcLength(hull, True), True).reshape(-1, 2)
    corners = outline if len(outline) == 4 else cv2.boxPoints(cv2.minAreaRect(hull))
    corners = np.asarray(corners, np.float64)
    middle = corners - corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(middle[:, 1], middle[:, 0]))]
    edges = np.roll(around, -1, axis=0) - around
    return np.asarray(np.roll(around, -int(np.argmax(edges[:, 0])), axis=0), np.float64)


def _rows_of(quad: Points) -> list[Place]:
    """Where the rows of a plate lie that is seen as a quadrangle; the upper part of a green one is white."""
    wide = _width(quad) / max(1.0, _height(quad))
    places, core = [], _part(quad, 0.06, 0.94, 0.25, 0.8)
    if wide >= ONE_ROW[0]:
        places += [Place((_part(quad, 0.01, 0.99, 0.1, 0.9),), core), Place((_part(quad, -0.02, 1.02, -0.3, 0.95),), core)]
    if wide <= TWO_ROWS[1]:
        places.append(Place((_part(quad, 0.2, 0.8, 0.04, 0.39), _part(quad, 0.02, 0.98, 0.37, 0.95)), core))
    return places


def _part(box: Points, left: float, right: float, top: float, bottom: float) -> Points:
    """A part of a quadrangle, in shares of its sides."""
    def at(x: float, y: float) -> Points:
        upper, lower = box[0] + x * (box[1] - box[0]), box[3] + x * (box[2] - box[3])
        return np.asarray(upper + y * (lower - upper), np.float64)

    return np.array([at(left, top), at(right, top), at(right, bottom), at(left, bottom)])


def _width(box: Points) -> float:
    return float(np.hypot(*(box[1] - box[0])) + np.hypot(*(box[2] - box[3]))) / 2


def _height(box: Points) -> float:
    return float(np.hypot(*(box[3] - box[0])) + np.hypot(*(box[2] - box[1]))) / 2
