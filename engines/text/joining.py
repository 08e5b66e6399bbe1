"""Characters that stand wide apart, and were found one by one, become the line or the column that they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT
from .line import Extent, Quad, Reading, Region
from .spacing import Mark, Marks, Run, axes_of, characters, mark_of, place_of

FEWEST, MOST = 3, 4
"""Characters in a row that are no chance, and those at most of a part that was found as one line."""
NEAREST, FARTHEST = 1.1, 3.5
"""Distance from one character's middle to the next one's in its size: a sign with 2 em of space has 3."""
EVEN = 1.4
"""Times that one distance is greater than another in evenly spaced print; its letters are of unequal width."""
EQUAL = 1.5
"""Times that one character is larger than another of the same print."""
OFF = 0.3
"""Share of the size by which the characters' middles lie beside their common line."""


def joined(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with letter-spaced words as one line each and stacked characters as one column each."""
    found = list(readings)
    for stacked in (False, True):
        spaced = [reading for reading in found if _spaced(reading, stacked)]
        if sum(len(reading.glyphs) for reading in spaced) < FEWEST or len(spaced) < 2:
            continue
        for turns in sorted({reading.turns for reading in spaced}):
            axes = axes_of(found, turns)
            marks = Marks([mark_of(reading, reading.printed, axes, stacked) for reading in found])
            single = [
                mark for reading in spaced if reading.turns == turns for mark in characters(reading, axes, stacked)
            ]
            lines = [members for run in _runs(single) if (members := _members(run)) and not _cells(run, marks)]
            gone = {id(reading) for members in lines for reading in members}
            found = [reading for reading in found if id(reading) not in gone]
            found += [line_of(members, axes, stacked=stacked) for members in lines]
    return found


def _members(run: Run) -> list[Reading]:
    """The readings that a run is made of: at least two, and all of each; else none."""
    members = list({id(mark.reading): mark.reading for mark in run}.values())
    whole = sum(len(reading.glyphs) for reading in members) == len(run)
    return members if whole and len(members) > 1 else []


def _spaced(reading: Reading, stacked: bool) -> bool:
    """Tell whether a reading is letters that stand alone, as words have them: digits and marks are cells of tables."""
    letters = reading.glyphs
    if not 0 < len(letters) <= MOST or not all(letter.text.isalpha() for letter in letters):
        return False
    if reading.vertical:
        return stacked
    return all(after.place - before.place > NEAREST * HEIGHT for before, after in pairwise(letters))


def _runs(marks: Sequence[Mark]) -> Iterator[Run]:
    """Yield evenly spaced characters of one size on one line."""
    ordered = Marks(sorted(marks, key=lambda mark: mark.x))
    free = np.ones(len(ordered.marks), bool)
    for index, mark in enumerate(ordered.marks):
        if not free[index]:
            continue
        free[index], run = False, [mark]
        while (following := _following(run, ordered, free)) is not None:
            run.append(ordered.marks[following])
            free[following] = False
        if len(run) >= FEWEST:
            yield run


def _following(run: Run, marks: Marks, free: NDArray[np.bool_]) -> int | None:
    """The index of the next character of a run, among those that are free."""
    last, size = run[-1], max(mark.size for mark in run)
    step = marks.x - last.x
    alike = np.maximum(size, marks.sizes) <= EQUAL * np.minimum(run[0].size, marks.sizes)
    near = (step > NEAREST * size) & (step <= FARTHEST * size) & (np.abs(marks.y - last.y) < OFF * size)
    found = np.flatnonzero(free & alike & near)
    return int(found[0]) if len(found) and _even([*run, marks.marks[found[0]]]) else None


def _even(run: Run) -> bool:
    """Tell whether the characters' middles, or the gaps between them, are equally far apart."""
    middles = [after.x - before.x for before, after in pairwise(run)]
    gaps = [after.x - before.x - (before.width + after.width) / 2 for before, after in pairwise(run)]
    return max(middles) <= EVEN * min(middles) or max(gaps) <= EVEN * min(gaps)


def _cells(run: Run, marks: Marks) -> bool:
    """Tell whether most characters have something straight beside them: they are a row or a column of a table."""
    members = {id(mark.reading) for mark in run}
    others = np.array([id(mark.reading) not in members for mark in marks.marks])
    beside = [
        bool((others & (np.abs(marks.x - mark.x) < OFF * mark.size) & (marks.widths < FARTHEST * mark.size)).any())
        for mark in run
    ]
    return 2 * sum(beside) > len(run)


def line_of(members: Sequence[Reading], axes: Quad, *, stacked: bool) -> Reading:
    """One reading of several, whose region encloses all of theirs."""
    order = np.argsort([(reading.printed.mean(axis=0) @ axes.T)[int(stacked)] for reading in members])
    readings = [members[index] for index in order]
    outer = np.vstack([reading.region.quad for reading in readings]) @ axes.T
    (left, top), (right, bottom) = outer.min(axis=0), outer.max(axis=0)
    turns = readings[0].turns
    own = np.array(((left, top), (right, top), (right, bottom), (left, bottom))) @ axes
    empty = Reading(Region(np.roll(own, turns, axis=0)), (), 1.0, turns=turns)
    if stacked:
        empty = replace(empty, region=Region(own), turns=0, vertical=True)
    across, down = (float(np.hypot(*(empty.flat[end] - empty.flat[0]))) for end in (1, 3))
    length = across * HEIGHT / down
    inner = np.vstack([reading.printed for reading in readings])
    x, y = _shares(empty.flat, inner).T
    letters = tuple(
        replace(letter, place=length * float(_shares(empty.flat, place_of(reading, letter))[0]))
        for reading in readings
        for letter in reading.glyphs
    )
    extent = Extent(float(x.min()), float(x.max()), float(y.min()), float(y.max()))
    return replace(empty, letters=letters, length=length, print=extent)


def _shares(rectangle: Quad, points: Quad) -> Quad:
    """Where points lie in a rectangle, as shares of its width and height."""
    across, down = rectangle[1] - rectangle[0], rectangle[3] - rectangle[0]
    away = points - rectangle[0]
    return np.stack((away @ across / (across @ across), away @ down / (down @ down)), axis=-1)
