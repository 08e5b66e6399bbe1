"""The labels of a column: those that were found by their text, and short ones whose characters stand apart."""

from collections.abc import Iterator, Sequence

from .rows import Run, in_rows
from .sheet import Sheet
from .template import Label, Zone

HALF, LOOSE = 0.5, 0.3
"""Sizes of the print from a character's middle to its side, and by which it may be off."""


def heads(sheet: Sheet, labels: Sequence[Label], words: Sequence[str], there: Zone, size: float) -> tuple[Label, ...]:
    """The column's labels from the top down: those of the frame, and short ones whose characters stand apart.

    Characters that stand apart may have been read as lines that run down. `there` is the column, with LOOSE sizes of
    the print to its right.
    """
    missing = [word for word in words if word not in {label.text for label in labels}]
    signs = [laid._replace(height=size) for run in sheet.runs for laid in run if there.holds(laid.x, laid.y)]
    spread = [
        label
        for row in in_rows([(laid,) for laid in signs])
        for label in _spread(row, missing, there.right - (HALF + LOOSE) * size)
    ]
    once = [label for label in spread if [other.text for other in spread].count(label.text) == 1]
    return tuple(sorted((*labels, *once), key=lambda label: label.y))


def _spread(row: Run, words: Sequence[str], end: float) -> Iterator[Label]:
    """The label of which a row of the column has at least half the characters; specks are between them.

    Where its last one was not read, it ends where labels do.
    """
    known = [laid for laid in row if laid.text in "".join(words)]
    text = "".join(laid.text for laid in known)
    fitting = [word for word in words if _is_part(text, word) and 2 * len(text) >= len(word)]
    best = [word for word in fitting if len(word) == min(map(len, fitting))]
    if len(best) == 1:
        first, last = known[0], known[-1]
        right = last.x if last.text == best[0][-1] else end
        yield Label(best[0], (first.x, first.y), (right, last.y))


def _is_part(text: str, word: str) -> bool:
    """Tell whether a word has a text's characters in their order."""
    rest = iter(word)
    return all(character in rest for character in text)
