"""The labels of a laid list and what else stands there, row by row; whether values are beside labels or below them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..rows import Run, in_rows, is_english, middle, text_of
from ..sheet import Sheet
from ..standing import columns
from ..template import Label
from .heads import COLON
from .layout import ALIGNED, EM

LEVEL = 0.5
"""Ems by which a value's row is higher or lower than the label beside it, at most."""
UNDER = 2.6
"""Ems from a label's row to the one below it, at most."""
SLANTED, LONG = 0.12, 3
"""Slope from which a run of so many characters is none of the list's: a watermark lies over it."""
MOST = 0.6
"""Share of the labels that have a value where all have theirs."""
BUTTONS = re.compile("(?:复制|查看|查看更多|查看详情|修改|编辑|详情|显示|隐藏|展开|收起|已认证|更多)?[>›》〉→]*")
"""What apps put at the end of a row: no value ends so."""
NAMED = re.compile("(?!一般项目|许可项目|其中|一般经营项目|许可经营项目|前置许可)[^\\d:,;、。]{1,12}:")
"""A label with its colon that is not one of ours; within scopes some words have one, too."""


class Mark(NamedTuple):
    """A label on the list, `text` empty if it is not one of ours: where it begins and ends, and its height."""

    text: str
    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Page:
    """Labels from the top down, and the rows of everything else. `inline`: colons part labels from values."""

    marks: tuple[Mark, ...]
    rows: tuple[Run, ...]
    inline: bool


def marks_of(labels: Iterable[Label]) -> list[Mark]:
    """The known labels, from the top down."""
    marks = [Mark(one.text, one.first[0] - EM / 2, one.last[0] + EM / 2, one.y) for one in labels]
    return sorted(marks, key=lambda mark: mark.y)


def runs_beside(sheet: Sheet) -> list[Run]:
    """What stands there and is no known label, without the colons behind those and the buttons behind values."""
    runs = [run[1:] if run and run[0].text == COLON else run for run in sheet.runs]
    return [run for run in map(_without_button, runs) if run and not _is_slanted(run)]


def _is_slanted(run: Run) -> bool:
    return len(run) >= LONG and abs(run[-1].y - run[0].y) > SLANTED * (run[-1].x - run[0].x)


def _without_button(run: Run) -> Run:
    text = text_of(run)
    end = next(place for place in range(len(text) + 1) if BUTTONS.fullmatch(text[place:]))
    return run[:end]


def beside(sheet: Sheet, left: float) -> Page:
    """The list whose labels begin at `left`, with what begins there, too, as labels of which nothing is known."""
    marks, runs = marks_of(sheet.labels), runs_beside(sheet)
    colons = sum(1 for run in sheet.runs if run and run[0].text == COLON)
    inline = colons > len(marks) / 2
    first = [run for run in runs if abs(run[0].x - EM / 2 - left) < ALIGNED * EM]
    others = [run for run in first if not inline or NAMED.match(text_of(run))]
    away = {id(run) for run in others}
    right = [run for run in runs if id(run) not in away and run[0].x > left - EM]
    strange = [Mark("", run[0].x, run[-1].x, middle(run)) for run in others]
    every = sorted((*marks, *strange), key=lambda mark: mark.y)
    return Page(tuple(every), tuple(in_rows(right)), inline)


def lefts(marks: Sequence[Mark]) -> list[float]:
    """Where the columns of labels begin."""
    starts = np.array([(mark.left, mark.y) for mark in marks])
    return [float(np.median(starts[group, 0])) for group in columns(starts, ALIGNED * EM)]


def is_below(sheet: Sheet) -> bool | None:
    """Tell whether values stand below labels, and not beside them; None where most labels have neither."""
    marks, runs = marks_of(sheet.labels), [run for run in runs_beside(sheet) if not is_english(run)]
    starts = [(run[0].x - EM / 2, middle(run)) for run in runs]
    aside = sum(any(x > mark.right - EM / 2 and abs(y - mark.y) < LEVEL * EM for x, y in starts) for mark in marks)
    under = sum(
        any(abs(x - mark.left) < ALIGNED * EM and LEVEL * EM < y - mark.y < UNDER * EM for x, y in starts)
        for mark in marks
    )
    if max(aside, under) < MOST * len(marks):
        return None
    return under > aside
