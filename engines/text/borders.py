"""A line that crosses the border of a table's cell becomes two: close cells are found as one line. Reads nothing."""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from .crops import rectify
from .filling import EM
from .gaps import left_of, part_of, right_of
from .line import Reading, Rgb

SLACK = 0.1 * EM
"""By how much a letter may end beside its usual width: places are known to an eighth of the line's height."""
BEYOND = 0.12
"""Heights of a line above and below it through which a border goes on: 门 and 日 may fill a line, and end there."""
THROUGH = 0.93
"""Share of all this that it covers: a table may end there too."""
THINNEST = 4
"""Pixels from the middle of a border to where it is no more: a thin one is up to 4 wide there."""
CONTRAST = 10
"""Grey levels by which a border is off the line's ground."""
NEAR = 9
"""Grey levels that are counted as one where the ground's, the most frequent, is sought."""
PLAIN = 0.35
"""Share of a strip that is its ground: in cells 0.41 and more; a mast behind letters in a photograph has less."""
THROUGH_LETTER, FEWEST_THROUGH = 0.15 * EM, 2
"""Pixels from a letter's middle within which a rule goes through it, and how many such tell squared paper."""
FEWEST_RULES, UNEVEN = 3, 0.2
"""Rules of squared paper in a line, and the share of their distance by which they are off it: some are not found."""
LETTERS = 0.65
"""Share of the line's height that letters beside a border cover at most."""


def cells(reading: Reading, image: Rgb) -> Iterator[Reading]:
    """Yield the parts of a line between the borders that it crosses; an upright column is one part."""
    if reading.vertical or len(reading.glyphs) < 2:
        yield reading
        return
    down = BEYOND * (reading.corners[3] - reading.corners[0])
    more = rectify(image, reading.corners + np.array((-down, -down, down, down)))
    borders = _borders(more) * reading.length / more.shape[1]
    if _is_squared(borders, reading):
        yield reading
        return
    cuts = []
    for one, other in pairwise(reading.glyphs):
        between = borders[(right_of(one) - SLACK <= borders) & (borders <= left_of(other) + SLACK)]
        if between.size:
            cuts.append(float(between.mean()))
    for low, high in pairwise([0.0, *cuts, reading.length]):
        yield part_of(reading, low, high) if cuts else reading


def _is_squared(borders: NDArray[np.float64], reading: Reading) -> bool:
    """Tell whether rules go through letters at even distances: those of squared paper do, and no border of a table."""
    places = np.array([letter.place for letter in reading.glyphs])
    through = np.abs(borders[:, None] - places).min(axis=1, initial=np.inf) < THROUGH_LETTER
    rules = borders[np.diff(borders, prepend=-np.inf) > THINNEST]
    if int(through.sum()) < FEWEST_THROUGH or len(rules) < FEWEST_RULES:
        return False
    steps = np.diff(rules) / np.diff(rules).min()
    return bool(np.abs(steps - np.rint(steps)).max() <= UNEVEN)


def _borders(line: Rgb) -> NDArray[np.intp]:
    """The columns of a strip that are a thin stroke from its top to its bottom."""
    gray = np.asarray(cv2.cvtColor(line, cv2.COLOR_RGB2GRAY), np.uint8)
    levels = np.convolve(np.bincount(gray.ravel(), minlength=256), np.ones(NEAR), "same")
    ground = levels.argmax()
    if levels[ground] < PLAIN * gray.size:
        return np.empty(0, np.intp)
    covered = (cv2.absdiff(gray, np.full_like(gray, ground)) > CONTRAST).mean(axis=0)
    around = np.pad(covered, THINNEST, mode="edge")
    thin = np.maximum(around[: -2 * THINNEST], around[2 * THINNEST :]) <= LETTERS
    return np.flatnonzero((covered >= THROUGH) & thin)
