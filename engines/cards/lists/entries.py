"""Which rows of a list belong to which label: beside it, at its height or around it, or below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..rows import Run, middle
from .layout import EM
from .page import LEVEL, UNDER, Mark, Page

APART = 1.08
"""How much further than from row to row of a value it must be to the next one, to say which rows are whose."""
LEADING, DOUBTED = 1.85, 2.4
"""Ems from one row of the last value to the next one, at most, and within which another row may still be one."""
ALIGNED = 0.7
"""Ems by which rows of a value begin, or end, apart."""
REACH = 1.8
"""Ems by which a row that another follows is shorter than the longest one, at most."""


@dataclass(frozen=True)
class Entry:
    """A label's value: its rows, or the one beside the label where it is not `sure` that these are all and no more.

    `left` is where the label ends, `bottom` where something else begins.
    """

    rows: tuple[Run, ...]
    sure: bool
    left: float
    bottom: float


def entries(page: Page) -> dict[str, Entry]:
    """The values beside labels, of which each has its label at the height of its first row, or of its middle."""
    levels = _levels(page)
    owned: dict[int, list[int]] = {mark: [row] for mark, row in levels.items()}
    doubted: set[int] = set()
    order = sorted(levels.items(), key=lambda pair: pair[1])
    for (mark, row), (other, after) in pairwise(order):
        _share(page, (mark, row), (other, after), owned, doubted)
    if order:
        _lead(page, order[0], doubted)
        _trail(page, order[-1], owned, doubted)
    shapes = {mark: _shape(page, mark, rows) for mark, rows in owned.items()}
    kinds = set(shapes.values()) & {"top", "middle"}
    found: dict[str, Entry] = {}
    for mark, rows in owned.items():
        sure = mark not in doubted and (len(rows) == 1 or (len(kinds) == 1 and shapes[mark] in kinds))
        text = page.marks[mark].text
        if text:
            kept = rows if sure else [levels[mark]] if mark in levels else []
            if text in found or not kept:
                found[text] = Entry((), False, 0.0, 0.0)
            else:
                found[text] = _entry(page, page.marks[mark], kept, sure)
    return found


def _levels(page: Page) -> dict[int, int]:
    """The row beside each label that has one."""
    found: dict[int, int] = {}
    for number, mark in enumerate(page.marks):
        near = [
            (abs(middle(row) - mark.y), place)
            for place, row in enumerate(page.rows)
            if abs(middle(row) - mark.y) < LEVEL * EM and row[0].x > mark.right - EM / 2
        ]
        if near and min(near)[1] not in found.values():
            found[number] = min(near)[1]
    return found


def _share(
    page: Page, one: tuple[int, int], other: tuple[int, int], owned: dict[int, list[int]], doubted: set[int]
) -> None:
    """Rows between those of two labels: the largest ways part them, one for each label that is between, and one."""
    (mark, row), (after, last) = one, other
    between = range(mark + 1, after)
    if last - row == 1:
        return
    if page.inline:
        end = page.marks[mark + 1].y - LEVEL * EM
        owned[mark] += [place for place in range(row + 1, last) if middle(page.rows[place]) < end]
        return
    ways = np.diff([middle(page.rows[place]) for place in range(row, last + 1)])
    parting = np.sort(np.argsort(-ways, kind="stable")[: len(between) + 1])
    rest = np.delete(ways, parting)
    if len(parting) <= len(between) or (len(rest) and ways[parting].min() < APART * rest.max()):
        doubted.update((mark, *between, after))
        return
    cuts = [0, *(parting + 1).tolist(), len(ways) + 1]
    for owner, start, end in zip((mark, *between, after), cuts, cuts[1:], strict=False):
        owned[owner] = sorted({*owned.get(owner, []), *range(row + start, row + end)})
        if owner in between and _shape(page, owner, owned[owner]) != "middle":
            doubted.update((mark, *between, after))


def _lead(page: Page, first: tuple[int, int], doubted: set[int]) -> None:
    """A row close above the first value may be its own."""
    mark, row = first
    if row and middle(page.rows[row]) - middle(page.rows[row - 1]) < LEADING * EM:
        doubted.add(mark)


def _trail(page: Page, last: tuple[int, int], owned: dict[int, list[int]], doubted: set[int]) -> None:
    """The last value goes on as long as rows are close; a label below it without a value of its own ends it."""
    mark, row = last
    ends = [other.y for other in page.marks[mark + 1 :]]
    for place in range(row + 1, len(page.rows)):
        down = middle(page.rows[place]) - middle(page.rows[place - 1])
        if down > DOUBTED * EM or any(middle(page.rows[place]) > end - LEVEL * EM for end in ends):
            return
        if down > LEADING * EM:
            doubted.add(mark)
            return
        owned[mark].append(place)


def _shape(page: Page, mark: int, rows: Sequence[int]) -> str:
    """Where a label stands beside a value of several rows: at its top or its middle; `none`: they are not one value."""
    if len(rows) == 1:
        return "" if abs(middle(page.rows[rows[0]]) - page.marks[mark].y) < LEVEL * EM else "none"
    value = [page.rows[row] for row in rows]
    if not is_block(value, page.inline, page.marks[mark].left):
        return "none"
    top, foot, y = middle(value[0]), middle(value[-1]), page.marks[mark].y
    if abs(top - y) < LEVEL * EM:
        return "top"
    return "middle" if abs((top + foot) / 2 - y) < LEVEL * EM else "none"


def is_block(rows: Sequence[Run], inline: bool = False, left: float = 0.0) -> bool:
    """Tell whether rows are evenly below each other, begin or end below each other, and are filled but for the last."""
    ways = np.diff([middle(row) for row in rows])
    if ways.max() > 1.25 * ways.min() or ways.max() > UNDER * EM:
        return False
    starts, ends = np.array([row[0].x for row in rows]), np.array([row[-1].x for row in rows])
    filled = bool((ends[:-1] > ends.max() - REACH * EM).all())
    begun = np.ptp(starts[1:] if inline else starts) < ALIGNED * EM
    if inline and begun:
        return filled and (abs(starts[1] - starts[0]) < ALIGNED * EM or abs(starts[1] - EM / 2 - left) < ALIGNED * EM)
    longest = bool((starts[:-1] < starts.min() + REACH * EM).all())
    return bool((begun and filled) or (np.ptp(ends) < ALIGNED * EM and longest and not inline))


def _entry(page: Page, mark: Mark, rows: Sequence[int], sure: bool) -> Entry:
    value = tuple(page.rows[row] for row in rows)
    foot = middle(value[-1])
    below = [y for y in (*(other.y for other in page.marks), *map(middle, page.rows)) if y > foot + LEVEL * EM]
    left = value[0][0].x if page.inline else mark.right
    return Entry(value, sure, left, min(below, default=foot + 4 * EM) - LEVEL * EM)


def below(page_marks: Sequence[Mark], rows: Sequence[Run]) -> Iterator[tuple[str, Entry]]:
    """The values below the labels of one column, whose rows are closer than what comes next."""
    ways = [
        (middle(between[0]) - mark.y, after.y - middle(between[0]))
        for mark, after in pairwise(page_marks)
        if len(between := [row for row in rows if mark.y < middle(row) < after.y]) == 1
    ]
    if not ways:
        return
    near, far = float(np.median([way for way, _ in ways])), float(np.median([way for _, way in ways]))
    for mark, after in zip(page_marks, [*page_marks[1:], None], strict=True):
        under = [row for row in rows if middle(row) > mark.y and (after is None or middle(row) < after.y)]
        if not under or middle(under[0]) - mark.y > APART * near or far < APART * near:
            continue
        value, sure = [under[0]], True
        for row in under[1:]:
            down = middle(row) - middle(value[-1])
            if down > far / APART:
                break
            sure = sure and down < min(far / APART**2, LEADING * EM)
            value.append(row)
        sure = sure and (len(value) == 1 or is_block(value))
        kept = value if sure else value[:1]
        limit = min((middle(row) for row in under if middle(row) > middle(kept[-1])), default=after.y if after else 0.0)
        yield mark.text, Entry(tuple(kept), sure, mark.left - EM, (limit or middle(kept[-1]) + 4 * EM) - LEVEL * EM)
