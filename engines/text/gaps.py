"""A line with a wide gap becomes two: a label and its value, the cells of a table row. Reads nothing.

A gap is free: with a dash, a blank to be filled in, leader dots, or signs that the network cannot read, it is none.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np

from .crops import rectify
from .filling import EM, Filling
from .letters import IDEOGRAPHS, Letter
from .line import Quad, Reading, Region, Rgb

WIDTHS = (0.55 * EM, EM)
"""Usual width of a letter, and of an ideograph."""
WIDEST = 1.3 * EM
"""Free space inside a line. Two spaces of a fixed-pitch font are 1.1 em; tabs are wider."""
MARGIN = 0.15 * EM
ONE = "一"
STROKES = frozenset("—–―" + ONE)
"""As what the pieces of a long dash are read; one 一 alone is the number."""


def split(reading: Reading, image: Rgb) -> Iterator[Reading]:
    """Yield the parts of a line between its wide gaps; an upright column is one part."""
    strokes = [letter for run in _dashes(reading) for letter in run]
    letters = [letter for letter in reading.glyphs if letter not in strokes]
    wide = (
        []
        if reading.vertical
        else [
            index for index in range(1, len(letters)) if left_of(letters[index]) - right_of(letters[index - 1]) > WIDEST
        ]
    )
    if not wide:
        yield reading
        return
    filling, starts = Filling(rectify(image, reading.corners)), [0]
    found = list(reading.letters)
    for index in wide:
        before, after = letters[index - 1], letters[index]
        read = [letter for letter in strokes if before.place < letter.place < after.place]
        if not read and filling.free(right_of(before), left_of(after)) > WIDEST:
            starts.append(index)
        elif signs := filling.signs(right_of(before), left_of(after), chinese=beside_ideograph(before, after)):
            sure = min(before.probability, after.probability)
            found = [letter for letter in found if letter not in read]
            found += [Letter(text, sure, place) for text, place in signs]
    reading = replace(reading, letters=tuple(sorted(found, key=lambda letter: letter.place)))
    for start, end in zip(starts, [*starts[1:], len(letters)], strict=True):
        low = 0.0 if start == 0 else left_of(letters[start]) - MARGIN
        high = reading.length if end == len(letters) else right_of(letters[end - 1]) + MARGIN
        yield reading if len(starts) == 1 else part_of(reading, low, high)


def _dashes(reading: Reading) -> Iterator[list[Letter]]:
    """Yield the runs of letters that a dash of two ems is read as: —, ———, 一一; between numbers it is one em."""
    runs = [list(run) for _, run in groupby(reading.letters, key=lambda letter: letter.text in STROKES)]
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        numbers = before[-1].text.isdigit() and after[0].text.isdigit()
        if run[0].text in STROKES and not numbers and (len(run) > 1 or run[0].text != ONE):
            yield run


def _width(letter: Letter) -> float:
    return WIDTHS[letter.text >= IDEOGRAPHS]


def beside_ideograph(before: Letter, after: Letter) -> bool:
    """Tell whether what is between two letters has an ideograph on one side at least."""
    return max(before.text, after.text) >= IDEOGRAPHS


def left_of(letter: Letter) -> float:
    """Where a letter begins on the flat line, by its usual width."""
    return letter.place - _width(letter) / 2


def right_of(letter: Letter) -> float:
    """Where it ends."""
    return letter.place + _width(letter) / 2


def part_of(reading: Reading, low: float, high: float) -> Reading:
    """What lies between two places of the flat line."""
    letters = tuple(
        replace(letter, place=letter.place - low) for letter in reading.letters if low <= letter.place < high
    )
    region = Region(
        np.roll(between(reading.corners, low / reading.length, high / reading.length), reading.turns, axis=0)
    )
    left = max(0.0, (reading.print.left * reading.length - low) / (high - low))
    right = min(1.0, (reading.print.right * reading.length - low) / (high - low))
    extent = reading.print._replace(left=left, right=right)
    return replace(reading, region=region, letters=letters, length=high - low, print=extent)


def between(corners: Quad, low: float, high: float) -> Quad:
    """What lies between two shares of a line's length."""
    left_top, right_top, right_bottom, left_bottom = corners
    top, bottom = right_top - left_top, right_bottom - left_bottom
    return np.array(
        (left_top + low * top, left_top + high * top, left_bottom + high * bottom, left_bottom + low * bottom)
    )
