"""Where number plates may be: around lines that look like a part of one, and where a plate's colour lies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.text import Line

from ..numbers import PROVINCES
from ..pieces import Points, Rgb
from . import quads
from .colours import HUES
from .plate import SERIAL, Colour

FEWEST, MOST = 4, 10
"""Signs of a plate in a line that may be a part of one, and characters of such a line."""
LOWER_ROW = 5
"""Signs in the lower of two rows."""
MOST_LINES = 8
"""Lines that are looked at, the highest first."""
SIDE, SIGN = 0.22, 0.95
"""Heights of a line that are read to either side of it; and those of a sign with the gap before the next one."""
SIZE = 960
"""Pixels to which a picture's longer side is shrunk when plates are looked for by their colours."""
DIMMEST, RICHER = 45, 15
"""Least value of a plate's colour, and how much more saturated it must be where nothing was read."""
CLOSED = 9
"""Pixels of the shrunk picture: ink that is no wider does not cut a plate."""
SMALLEST, FULLEST = (36.0, 10.0), 0.72
"""Least width and height of a plate in the shrunk picture, and least share of its corners' area that is coloured."""
PALE_PARTS = (-0.25, -0.7)
"""How far above its green part the row of a green plate may begin, in shares of that part's height."""
ONE_ROW, TWO_ROWS = (1.5, 7.0), (1.2, 2.6)
"""Width to height of plates with one row and with two, from the front to aslant."""
LINE, LIGHT, ALIKE = 24, 0.4, 30.0
"""Pixels in height to which a line is shrunk when the ground around it is looked for; how much lightness counts there,
and how far from the line's own ground a pixel's colour may be (CIELAB)."""
SIDES = 0.08
"""Share of a plate's width at its ends where its upper and lower edge are round."""
MOST_PATCHES = 4
_UNENDED = re.compile(f"[{PROVINCES}][A-Z]\\W*[{SERIAL}]{{4}}$")
"""A number of which only the last sign was not read: 警 and 领 are red, and found less often than others."""


@dataclass(frozen=True)
class Place:
    """Where a number may stand: its one row or its two, and what of it is on the plate for certain.

    Each has its corners from left_top clockwise, in pixels.
    """

    rows: tuple[Points, ...]
    core: Points


def parts(lines: Sequence[Line]) -> list[Line]:
    """The lines that may be a plate's number or a part of one, the highest first."""
    found = [line for line in lines if len(line.text) <= MOST and _signs(line.text) >= FEWEST]
    return sorted(found, key=lambda line: -quads.height(np.asarray(line.corners, np.float64)))[:MOST_LINES]


def _signs(text: str) -> int:
    return sum(sign in SERIAL for sign in text.upper())


def around(rgb: Rgb, box: Points, text: str) -> list[Place]:
    """Where the whole number may stand of which a line is a part, the likeliest first."""
    wide = quads.width(box) / max(1.0, quads.height(box))
    side, sign = SIDE / max(wide, 0.1), SIGN / max(wide, 0.1)
    core = quads.section(box, 0.02, 0.98, 0.1, 0.9)
    ground = _ground(rgb, box)
    one_row = [
        Place((quads.section(box, -side, 1 + side, -0.02, 1.02),), core),
        Place((quads.section(box, -1.5 * side, 1 + 1.5 * side, 0.05, 0.95),), core),
        *([] if ground is None else [Place((quads.section(ground, 0.01, 0.99, 0.13, 0.88),), core)]),
        Place((quads.section(box, -side - sign, 1 + side, -0.05, 1.05),), core),
        *([Place((quads.section(box, -side, 1 + side + sign, -0.02, 1.02),), core)] if _UNENDED.match(text) else []),
    ]
    rows = (quads.section(box, 0.14, 0.86, -0.76, -0.06), quads.section(box, -0.06, 1.06, -0.04, 1.04))
    two_rows = [Place(rows, core)]
    if ground is not None and _wide(ground) <= TWO_ROWS[1]:  # a line's height tells less of where its plate ends
        two_rows.insert(0, Place(_two_rows(ground), core))
    lower = _signs(text[:-1]) == LOWER_ROW - 1 and len(text) == LOWER_ROW
    return two_rows + one_row if lower else one_row + two_rows


def _wide(quad: Points) -> float:
    return quads.width(quad) / max(1.0, quads.height(quad))


def _two_rows(quad: Points) -> tuple[Points, Points]:
    """The rows of a plate that has two."""
    return quads.section(quad, 0.2, 0.8, 0.04, 0.39), quads.section(quad, 0.02, 0.98, 0.37, 0.95)


def _ground(rgb: Rgb, box: Points) -> Points | None:
    """The corners of the even ground on which a line stands, if it has the form of a plate."""
    reach = (1.2 * np.ptp(box[:, 0]), 0.5 * np.ptp(box[:, 1]) + quads.height(box))
    low = np.maximum(box.mean(axis=0) - reach, 0).astype(int)
    high = (box.mean(axis=0) + reach).astype(int)
    part = rgb[low[1] : high[1], low[0] : high[0]]
    factor = min(1.0, LINE / max(1.0, quads.height(box)))
    small = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    inside = cv2.fillPoly(np.zeros(small.shape[:2], np.uint8), [np.rint((box - low) * factor).astype(np.int32)], 1) > 0
    if inside.sum() < LINE:
        return None
    shade = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32) * (LIGHT, 1.0, 1.0)
    level, _ = cv2.threshold(small[..., 1][inside], 0, 1, cv2.THRESH_OTSU)
    light = inside & (small[..., 1] > level)
    ground = light if 2 * light.sum() > inside.sum() else inside & ~light
    alike = np.abs(shade - np.median(shade[ground], axis=0)).sum(axis=2) < ALIKE
    closed = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((LINE // 4, LINE // 4), np.uint8))
    _, numbers = cv2.connectedComponents(closed)
    largest = np.bincount(numbers[inside & (closed > 0)], minlength=1)
    quad = _plate_like((numbers == largest.argmax()).astype(np.uint8)) if largest.any() else None
    return None if quad is None else (quad + 0.5) / factor - 0.5 + low


def by_colour(rgb: Rgb) -> list[list[Place]]:
    """Where a plate's colour lies in the form of a plate, the largest first."""
    factor = min(1.0, SIZE / max(rgb.shape[:2]))
    size = (max(1, round(rgb.shape[1] * factor)), max(1, round(rgb.shape[0] * factor)))
    shrunk = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    small = np.asarray(cv2.cvtColor(shrunk, cv2.COLOR_RGB2HSV), np.uint8)
    scale = np.array((rgb.shape[1] / size[0], rgb.shape[0] / size[1]))
    found = [
        (quads.width(quad) * quads.height(quad), places)
        for name, hues in HUES.items()
        for quad in _patches(small, *hues)
        if (places := _places((quad + 0.5) * scale - 0.5, name))
    ]
    return [places for _, places in sorted(found, key=lambda patch: -patch[0])[:MOST_PATCHES]]


def _patches(hsv: NDArray[np.uint8], low: int, high: int, least: int) -> Iterator[Points]:
    """The quadrangles of a colour that may be plates."""
    mask = cv2.inRange(hsv, np.array((low, least + RICHER, DIMMEST)), np.array((high, 255, 255)))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if cv2.contourArea(contour) >= SMALLEST[0] * SMALLEST[1]:
            patch = np.zeros(mask.shape[:2], np.uint8)
            cv2.drawContours(patch, [contour], -1, 1, cv2.FILLED)
            if (quad := _plate_like(patch)) is not None and quads.height(quad) >= SMALLEST[1]:
                yield quad


def _plate_like(patch: NDArray[np.uint8]) -> Points | None:
    """The corners of a patch of an even colour, if it has the form of a plate."""
    left, top, width, height = cv2.boundingRect(patch)
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return None
    part = patch[top : top + height, left : left + width]
    quad = _quadrangle(part)
    wide, area = _wide(quad), cv2.contourArea(quad.astype(np.float32))
    fits = TWO_ROWS[0] <= wide <= ONE_ROW[1] and part.sum() >= FULLEST * area
    return quad + np.array((left, top)) if fits else None


def _quadrangle(part: NDArray[np.uint8]) -> Points:
    """The corners of a plate that fills a part of the picture: its sides are upright there, however it is seen."""
    width, height = part.shape[1], part.shape[0]
    columns = np.arange(round(SIDES * width), round((1 - SIDES) * width))
    edges = (part[:, columns].argmax(axis=0), height - 1 - part[::-1, columns].argmax(axis=0))
    upper, lower = (_line(columns, edge.astype(np.float64)) for edge in edges)
    return np.array([(x, np.polyval(line, x)) for line, x in ((upper, 0), (upper, width), (lower, width), (lower, 0))])


def _line(x: NDArray[np.int_], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The straight line through most points: those far off, where something hides the edge, do not count."""
    line = np.polyfit(x, y, 1)
    for _ in range(2):
        off = np.abs(y - np.polyval(line, x))
        near = off <= 1 + 1.5 * np.median(off)
        line = np.polyfit(x[near], y[near], 1)
    return np.asarray(line, np.float64)


def _places(quad: Points, colour: Colour) -> list[Place]:
    """Where the rows of a plate lie that is seen as a quadrangle; of a green one, the upper part is nearly white."""
    wide = _wide(quad)
    places, core = [], quads.section(quad, 0.06, 0.94, 0.25, 0.8)
    if wide >= ONE_ROW[0]:
        tops = (0.13, *PALE_PARTS) if colour == "green" else (0.13, 0.08)
        places += [Place((quads.section(quad, 0.01, 0.99, top, 0.9),), core) for top in tops]
    if wide <= TWO_ROWS[1] and colour == "yellow":
        places.append(Place(_two_rows(quad), core))
    return places
