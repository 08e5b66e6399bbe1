"""Lines of a page that was photographed askew: their corners follow it. Reads nothing.

A region is a rectangle. On a page seen askew, lines run to one vanishing point and upright strokes to another. The long
lines tell where those are, and the corners of every line follow.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT
from .ink import extent, mask
from .line import WHOLE, Extent, Quad, Reading, Region, Rgb
from .slant import Slant, slant
from .vanishing import Points, vanishing

FEWEST, SHORTEST = 3, 2.0
"""Characters, and heights, of a line that tells how the page lies ..."""
ENOUGH = 6.0
"""... and the heights that all such lines have together, without which nothing is told."""
MOST = 8
"""The longest lines are measured: more tell little more, and each costs a millisecond."""
MOST_RISE, MOST_LEAN = 0.3, 0.6
"""By how much corners move at most: as a share of the height up or down, and sideways for each pixel down."""
LEAST = 0.03
"""Share of the height by which a corner must move; less is not worth the look."""
LOOSE = 1.03
"""How much higher than in the rectangle the print may be: if it is, the line does not lie as the page does."""


def followed(image: Rgb, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each with the corners that its print has on the page as it lies; their region is then the print.

    Lines that do not lie as most do keep their rectangle, and so does a page of too little text.
    """
    telling = sorted(filter(_telling, readings), key=lambda reading: -reading.length * _height(reading))[:MOST]
    if sum(reading.length for reading in telling) < ENOUGH * HEIGHT:
        return list(readings)
    measured = [(_frame(reading), reading.length, _measured(image, reading)) for reading in telling]
    points = vanishing(measured, (image.shape[1], image.shape[0]))
    return [_moved(image, reading, points) for reading in readings]


def _height(reading: Reading) -> float:
    return float(np.hypot(*(reading.flat[3] - reading.flat[0])))


def _telling(reading: Reading) -> bool:
    written = len(reading.glyphs)
    return written >= FEWEST and reading.length >= SHORTEST * HEIGHT


def _frame(reading: Reading) -> NDArray[np.float64]:
    """The 3 x 3 matrix that takes pixels of the flat line to those of the image."""
    left_top, right_top, _, left_bottom = reading.flat
    across, down = (right_top - left_top) / reading.length, (left_bottom - left_top) / HEIGHT
    return np.vstack((np.column_stack((across, down, left_top)), (0.0, 0.0, 1.0)))


def _measured(image: Rgb, reading: Reading) -> Slant:
    top, bottom = int(reading.print.top * HEIGHT), int(np.ceil(reading.print.bottom * HEIGHT))
    return slant(mask(_cut(image, reading.flat)).astype(np.float32), top, bottom)


def _cut(image: Rgb, corners: Quad) -> Rgb:
    """What lies between corners, HEIGHT pixels high; sampled only, as it is measured and not read."""
    sides = np.hypot(*(corners - np.roll(corners, -1, axis=0)).T)
    width = max(1, round((sides[0] + sides[2]) * HEIGHT / max(sides[1] + sides[3], 2.0)))
    target = np.array(((0, 0), (width, 0), (width, HEIGHT), (0, HEIGHT)), np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    cut = cv2.warpPerspective(image, matrix, (width, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _moved(image: Rgb, reading: Reading, points: Points) -> Reading:
    """The reading with its print's corners as its region, where those are not the rectangle's."""
    frame = _frame(reading)
    askew = _askew(reading.length, *(np.linalg.inv(frame) @ point for point in points))
    if askew is None:
        return reading
    found = extent(_cut(image, _placed(askew, frame)))
    if found == WHOLE or found.bottom - found.top > LOOSE * (reading.print.bottom - reading.print.top):
        return reading
    inside = _inside(askew, found)
    start, end = inside[[0, 3], 0].mean(), inside[[1, 2], 0].mean()
    letters = tuple(replace(letter, place=letter.place - float(start)) for letter in reading.letters)
    quad = np.roll(_placed(inside, frame), 1 if reading.vertical else reading.turns, axis=0)
    return replace(reading, region=Region(quad), letters=letters, length=float(end - start), print=WHOLE)


def _inside(corners: Quad, found: Extent) -> Quad:
    """The corners of what was found between others, in their coordinates."""
    left, right, top, bottom = found
    shares = np.array((((left, top), (right, top), (right, bottom), (left, bottom)),), np.float32)
    whole = np.array(((0, 0), (1, 0), (1, 1), (0, 1)), np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    return np.asarray(cv2.perspectiveTransform(shares, matrix)[0], np.float64)


def _askew(width: float, along: NDArray[np.float64], down: NDArray[np.float64]) -> Quad | None:
    """The flat line's corners when its sides run to two vanishing points, in its own pixels; None: leave them."""
    x, y = width / 2, HEIGHT / 2
    ahead, below = along[0] - along[2] * x, down[1] - down[2] * y
    rises, leans = (along[1] - along[2] * np.array((0, HEIGHT))) * x, (down[0] - down[2] * np.array((0, width))) * y
    if np.abs(rises).max() >= MOST_RISE * HEIGHT * abs(ahead) or np.abs(leans).max() >= MOST_LEAN * y * abs(below):
        return None
    (upper, lower), (left, right) = rises / ahead, leans / below
    if max(map(abs, (upper, lower, left, right))) < LEAST * HEIGHT:
        return None
    return np.array(((-left, -upper), (width - right, upper), (width + right, HEIGHT + lower), (left, HEIGHT - lower)))


def _placed(points: Quad, frame: NDArray[np.float64]) -> Quad:
    """Points of a flat line in the image."""
    return np.asarray(points @ frame[:2, :2].T + frame[:2, 2], np.float64)
