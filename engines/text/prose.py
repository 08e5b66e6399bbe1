"""Whether what stands side by side is columns of running text, or the cells of rows. Puts nothing in order.

The weights are a logistic regression's over 2000 seeded drawings of tables, forms, lists, receipts and newspapers.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

import numpy as np

from engines.runtime.statistics import median

from .boxes import Box
from .letters import IDEOGRAPHS

Pair = tuple[Box, Box]
"""A line and the next one below it in its column."""
FEWEST = 3
"""Lines of a column of running text."""
FLOWING, MOST_FLOWING, LEAST_LENGTH = 1.7, 4, 7.0
"""Weight of each line that goes on in the next, counted up to so many; shorter ones, in heights, are not counted."""
GOING_ON = 0.66
"""Weight of how many lines go on, less those that stop short, as a share of all: -1 to 1."""
LEVEL = -0.25
"""Weight of the share of lines that have one at equal height on the other side: nearly all in a table."""
PITCH, WIDEST_PITCH = -0.4, 2.5
"""Weight of the distance from line to line in heights: 1.3 to 1.7 in running text, 1.6 to 3 in a table."""
APART, MOST_APART = 0.9, 8
"""Weight of each line of two sides whose lines seldom stand at equal heights, as two lists of their own do."""
LEAST_LEVEL, APART_PITCH = 0.6, 2.2
"""Share at equal heights and distance in heights from which that is the chance of a table with cells of many lines."""
DOUBT = -1.6
FARTHEST = 2.6
"""Heights from a line's middle to the next one's in a column."""
SLACK = 0.6
"""Heights by which a full line ends before its column does, beside the room for the next word: marks hang over."""
INDENT = 0.8
"""Heights by which the first line of a paragraph is indented."""
ENDS = "。！？；：.!?;:…”’』」）)"
"""With what a paragraph ends."""
WORDS = 3
"""Spaces in a line that begins or goes on with a sentence: a cell has fewer words."""
LABEL = re.compile(r"[:：]$|^[^\s:：]{1,8}[:：]")
DIGITS = 0.4
"""Share of digits from which a line is a date, a number or an amount."""
SAME_HEIGHT = 0.3
"""Share of its height by which a cell's middle differs from another's in its row at most: pages are tilted a little."""
LATIN = 0.52
"""Usual width of a letter, in that of an ideograph."""


class Link(IntEnum):
    """How a line is followed by the one below it: by another cell, a paragraph, its own sentence."""

    STOPS = -1
    ENDS = 0
    GOES_ON = 1


def columns(left: Sequence[Box], right: Sequence[Box]) -> bool:
    """Tell whether two sides of a gutter are read one after the other, and not row by row."""
    return min(len(left), len(right)) >= FEWEST and _evidence(left, right) > 0


def _evidence(left: Sequence[Box], right: Sequence[Box]) -> float:
    pairs = [below(side) for side in (left, right)]
    links = [[_links(column) for column in _chained(side)] for side in pairs]
    level, pitch = _level(left, right), max(_pitch(side) for side in pairs)
    apart = level < LEAST_LEVEL and pitch < APART_PITCH
    return (
        FLOWING * min(MOST_FLOWING, *(_longest(side) for side in links))
        + GOING_ON * min(_going_on(side) for side in links)
        + LEVEL * level
        + PITCH * min(pitch, WIDEST_PITCH)
        + APART * apart * min(len(left), len(right), MOST_APART)
        + DOUBT
    )


def below(side: Sequence[Box]) -> list[Pair]:
    """Each line with the next one below it in its column."""
    ordered = sorted(side, key=lambda box: box.middle)
    return [pair for index in range(len(ordered)) for pair in _next(ordered, index)]


def _next(ordered: Sequence[Box], index: int) -> Iterator[Pair]:
    upper = ordered[index]
    for lower in ordered[index + 1 :]:
        down = lower.middle - upper.middle
        if down > FARTHEST * max(upper.height, lower.height):
            return
        if down > upper.height / 2 and upper.shares(lower) > 0.5:
            yield upper, lower
            return


def _chained(pairs: Sequence[Pair]) -> list[list[Box]]:
    """Pairs put together to columns of two lines and more."""
    follows = dict(pairs)
    tops = set(follows) - {lower for _, lower in pairs}
    found = []
    for upper, _ in pairs:
        if upper in tops:
            column = [upper]
            while column[-1] in follows:
                column.append(follows[column[-1]])
            found.append(column)
    return found


def _links(column: Sequence[Box]) -> list[tuple[Box, Link]]:
    """Each line but the last, and how it is followed."""
    left, right = min(box.left for box in column), max(box.right for box in column)
    found = []
    for upper, lower in pairwise(column):
        full = right - upper.right < _first_word(lower) + SLACK * upper.height or _in_sentence(upper.text, lower.text)
        ends = upper.text[-1:] in ENDS or lower.left > left + INDENT * lower.height
        link = Link.STOPS if _cells(upper.text, lower.text) else Link.GOES_ON if full else Link(ends - 1)
        found.append((upper, link))
    return found


def _cells(text: str, below: str) -> bool:
    """Tell whether two lines are cells by what they say: figures, labels, names, two of a kind (... 公司)."""
    figures = max(_digits(text), _digits(below)) >= DIGITS
    labels = bool(LABEL.search(text) and LABEL.search(below))
    named = below[:1].isascii() and below[:1].isupper() and text[-1:] not in ENDS
    return figures or labels or named or (text[-1:].isalnum() and text[-1:] == below[-1:])


def _in_sentence(text: str, below: str) -> bool:
    """Tell whether a line of words is followed by one that begins in lower case."""
    return text.count(" ") >= WORDS and below[:1].islower() and text[-1:] not in ENDS


def _digits(text: str) -> float:
    letters = text.replace(" ", "")
    return sum(letter.isdigit() for letter in letters) / max(1, len(letters))


def _first_word(box: Box) -> float:
    """The width in pixels of the word that would have to fit into the line above; of an ideograph."""
    word = re.match(r"[!-~]+ ?|.", box.text)
    return box.width * _ems(word[0]) / _ems(box.text) if word else 0.0


def _ems(text: str) -> float:
    return sum(1.0 if letter >= IDEOGRAPHS else LATIN for letter in text)


def _longest(side: Sequence[Sequence[tuple[Box, Link]]]) -> int:
    """The most lines that go on one after the other, with ends of paragraphs between them, in one column."""
    best = 0
    for column in side:
        run = 0
        for box, link in column:
            long = box.width >= LEAST_LENGTH * box.height
            run = 0 if link is Link.STOPS else run + (link is Link.GOES_ON and long)
            best = max(best, run)
    return best


def _going_on(side: Sequence[Sequence[tuple[Box, Link]]]) -> float:
    links = [link for column in side for _, link in column]
    return sum(links) / max(1, len(links))


def _level(left: Sequence[Box], right: Sequence[Box]) -> float:
    """The share of the shorter side's lines that have one at equal height on the other side."""
    few, many = sorted((left, right), key=len)
    middles = np.array([box.middle for box in many])
    return float(np.mean([np.abs(middles - box.middle).min() < SAME_HEIGHT * box.height for box in few]))


def _pitch(pairs: Sequence[Pair]) -> float:
    """The usual distance from line to line, in heights."""
    found = [(lower.middle - upper.middle) / max(upper.height, lower.height) for upper, lower in pairs]
    return median(found) if found else FARTHEST
