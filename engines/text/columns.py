"""A vertical line of upright characters, laid out as a horizontal one. Reads nothing."""

from itertools import pairwise

import cv2
import numpy as np

from .crops import HEIGHT
from .line import Rgb

LEAST_CELL, MOST_CELL = 0.6, 1.6
"""Height of one character as a share of the column's width."""
SHAPE = 20.0
"""Grey levels of ink that a cell may cost for being a whole character too high or too low."""


def laid_out(column: Rgb) -> Rgb:
    """The characters of a vertical strip side by side, HEIGHT pixels high."""
    height, width = column.shape[:2]
    scale = HEIGHT / width
    resized = cv2.resize(column, (HEIGHT, max(HEIGHT, round(height * scale))), interpolation=cv2.INTER_AREA)
    strip = np.asarray(resized, np.uint8)
    cuts = _cuts(strip)
    cells = [strip[top:bottom] for top, bottom in pairwise(cuts)]
    return np.ascontiguousarray(np.hstack([_square(cell) for cell in cells]))


def _square(cell: Rgb) -> Rgb:
    """Centre a cell on HEIGHT x HEIGHT pixels, its ground repeated."""
    if cell.shape[0] >= HEIGHT:
        return np.asarray(cv2.resize(cell, (HEIGHT, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
    above = (HEIGHT - cell.shape[0]) // 2
    below = HEIGHT - cell.shape[0] - above
    return np.asarray(cv2.copyMakeBorder(cell, above, below, 0, 0, cv2.BORDER_REPLICATE), np.uint8)


def _cuts(strip: Rgb) -> list[int]:
    """Choose rows between characters: the cheapest path over rows of little ink, in steps of about one character."""
    ink = strip.astype(np.float32).std(axis=(1, 2))
    rows = len(ink)
    least, most = round(LEAST_CELL * HEIGHT), round(MOST_CELL * HEIGHT)
    cost, previous = np.full(rows + 1, np.inf), np.zeros(rows + 1, int)
    cost[0] = 0
    for end in range(least, rows + 1):
        starts = np.arange(max(0, end - most), end - least + 1)
        shape = np.abs((end - starts) / HEIGHT - 1.08) * SHAPE
        total = cost[starts] + shape
        best = int(total.argmin())
        cost[end] = total[best] + (ink[end] if end < rows else 0.0)
        previous[end] = starts[best]
    if not np.isfinite(cost[rows]):
        return [0, rows]
    cuts = [rows]
    while cuts[-1]:
        cuts.append(int(previous[cuts[-1]]))
    return cuts[::-1]
