"""The size and place of the head in the photo: solved for, over a grid, from the bounds. Knows no images."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .bounds import Format, Miss, Ratios, find_misses
from .head import Head

HEADS = np.linspace(0.15, 0.95, 401)[:, None]
TOPS = np.linspace(0.0, 0.45, 226)[None]
"""Candidates: head by height, and top by height."""
BEYOND = 0.06
"""Heads that the body may be continued beyond the picture's edge without anyone seeing it."""
UNCOVERED, BROKEN = 4.0, 1.0
"""What comes first, and how it is weighed: a head (or a square head) of missing body, or a photo's height of missing
chin; and a ratio's distance from the caller's bound."""
CLEAR, UNUSUAL, ROOM = 0.5, 1.0, 0.1
"""What decides among equals: keeping clear of the caller's bounds, the distance from ours, and the room to all."""
ENOUGH = 0.25
"""Share of a caller's range that is clear enough of its ends."""
LOWEST_CHIN = 0.97
"""Of the photo's height, from above: lower, the chin touches the edge or is gone, whatever ratios are asked for."""
TOLERATED = 0.015
"""Missing body that nobody sees: a corner a sixth of a head long and wide."""
SLACK = 1.02
"""Candidates that are within 2 per cent of the best count as equal to it."""

Grid = NDArray[np.float64]


@dataclass(frozen=True)
class Place:
    """The crop that was found: its ratios, the pixels of the photo for one upright pixel, the caller's bounds that it
    misses, and how much body is missing (see `_uncovered`)."""

    ratios: Ratios
    scale: float
    misses: tuple[Miss, ...]
    uncovered: float


def place_head(head: Head, wanted: Format, middle: float) -> Place:
    """The crop for a photo with the head's `middle` (x, upright) in its middle.

    It keeps all bounds if a crop can that shows the chin and no missing body; else it is the nearest to them.
    """
    width, height = wanted.size
    bounds = wanted.bounds
    grid = _ratios(head, width / height)
    uncovered = _uncovered(head, width / height, middle)
    asked, usual = np.zeros_like(uncovered), np.zeros_like(uncovered)
    clear, room = np.full_like(uncovered, ENOUGH), np.full_like(uncovered, 0.5)
    for value, (least, most), (low, high) in zip(grid, bounds.asked, bounds.usual, strict=True):
        above = np.inf if least is None else value - least
        under = np.inf if most is None else most - value
        asked = np.maximum(asked, -np.minimum(above, under))
        usual = np.maximum(usual, np.maximum(low - value, value - high))
        span = max(high - low, 0.01)
        clear = np.minimum(clear, np.minimum(above, under) / span)
        room = np.minimum(room, np.minimum(value - low, high - value) / span)
    lacking = np.maximum(uncovered - TOLERATED, 0) + np.maximum(TOPS + HEADS - LOWEST_CHIN, 0)
    cost = UNCOVERED * lacking + BROKEN * asked
    score = CLEAR * clear - UNUSUAL * usual + ROOM * np.maximum(room, -1)
    score = np.where(cost <= SLACK * cost.min(), score, -np.inf)
    best = np.unravel_index(int(np.argmax(score)), score.shape)
    ratios = Ratios(*(float(value[best]) for value in grid))
    scale = ratios.head * height / head.height
    return Place(ratios, scale, find_misses(ratios, bounds), float(uncovered[best]))


def _ratios(head: Head, shape: float) -> tuple[Grid, Grid, Grid, Grid]:
    """Head, eye, top and face for all candidates; `shape` is the photo's width by its height."""
    tops, heads = np.broadcast_to(TOPS, (len(HEADS), TOPS.size)), np.broadcast_to(HEADS, (len(HEADS), TOPS.size))
    eyes = 1 - tops - heads * (-head.crown / head.height)
    faces = heads * head.width / head.height / shape
    return heads, eyes, tops, faces


def _uncovered(head: Head, shape: float, middle: float) -> Grid:
    """How much body the photo lacks, for all candidates: heads at the bottom, square heads at the sides."""
    below = np.maximum((1 - TOPS) / HEADS - (head.below - head.crown) / head.height - BEYOND, 0)
    half = shape / HEADS / 2 * head.height
    beside = np.maximum(half - (head.right_ends - middle) - BEYOND * head.height, 0)
    beside += np.maximum(half + (head.left_ends - middle) - BEYOND * head.height, 0)
    area = np.cumsum(beside, axis=1) / head.height**2
    lowest = (head.crown + (1 - TOPS) / HEADS * head.height - head.chin).astype(int)
    row = np.clip(lowest, 0, area.shape[1] - 1)
    return np.asarray(below + np.take_along_axis(area, row, axis=1), np.float64)
