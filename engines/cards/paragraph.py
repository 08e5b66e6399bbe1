"""Rows of one text that goes on from row to row, and rows of another script below it, as minorities' cards have them.

No network here knows such a script: what it reads there is nonsense, small and not certain.
"""

from collections.abc import Sequence

import numpy as np

from .rows import IDEOGRAPHS, Run, middle, pitch, width

SURE = 0.9
"""Mean probability of a row's characters under which it may be of another script."""
CERTAIN = 0.95
"""Probability of each character of a row from which it is of no other script, if these are digits and signs."""
SMALLER = 0.88
"""Share of the first row's pitch under which a row is of another print; on drawn cards the other script has 0.8."""
INDENT = 1.5
"""Ems by which a row that goes on begins at most beside the first one."""
FULL = 0.3
"""Ems by which a character must have fitted into a row that does not go on."""
LEADINGS = (1.36, 1.66)
"""Ems from one row to the next, as documents have them."""
LOWER = 0.9
"""Ems below the place where a text begins from which a row may be its second one, which is 1.36 or more below."""
FAR = 2.2
"""Ems from one row to the next, at most: what stands further below is something else."""


def continued(rows: Sequence[Run], length: float) -> tuple[list[Run], bool]:
    """The rows of the text that the first one begins, and whether a doubtful row may belong to it or not.

    A row holds at least `length` ideographs before the text goes on in another one.
    """
    text = list(rows[:1])
    for row in rows[1:]:
        if _letters_only(row) or _is_far(row, text):
            break
        if _strange(row, text[0]):
            return text, _holds_no_more(text, width(row[0].text), length)
        text.append(row)
    return text, False


def unread(text: Sequence[Run], rows: Sequence[Run], length: float) -> list[float]:
    """How many millimetres below a text's last row another one of it may stand that was not found at all, if it may.

    `rows` are those that were found, the text's own first.
    """
    if (
        not text
        or not _holds_no_more(text, 1.0, length)
        or any(not _is_far(row, text) for row in rows[len(text) : len(text) + 1])
    ):
        return []
    if len(text) > 1:
        return [middle(text[-1]) - middle(text[-2])]
    return [leading * pitch(text[0]) for leading in LEADINGS]


def is_lower(rows: Sequence[Run], level: float) -> bool:
    """Tell whether the first row is so far below where a text begins that it may be the second one."""
    return bool(rows) and middle(rows[0]) - level > LOWER * pitch(rows[0])


def _is_far(row: Run, text: Sequence[Run]) -> bool:
    """Tell whether a row is too far below a text to belong to it."""
    return middle(row) - middle(text[-1]) > FAR * pitch(text[0])


def _letters_only(row: Run) -> bool:
    """Tell whether a row has letters alone, and no ideograph and no digit."""
    return not any(laid.text >= IDEOGRAPHS or laid.text.isdecimal() for laid in row)


def _strange(row: Run, first: Run) -> bool:
    """Tell whether a row may be of another script than the first one."""
    em = pitch(first)
    mean = float(np.mean([laid.probability for laid in row]))
    if all(laid.text < IDEOGRAPHS and laid.probability >= CERTAIN for laid in row):
        return abs(row[0].x - first[0].x) > INDENT * em  # digits and dashes: how wide they are depends on the face
    return mean < SURE or abs(row[0].x - first[0].x) > INDENT * em or pitch(row, em) < SMALLER * em


def _holds_no_more(text: Sequence[Run], after: float, length: float) -> bool:
    """Tell whether a text has no room, its rows being shorter than `length` perhaps, as it goes on before that."""
    return _full(text, after, length) or (len(text) > 1 and _full(text, after, 1.0))


def _full(text: Sequence[Run], after: float, length: float) -> bool:
    """Tell whether a character of so many ems had no room behind the text."""
    em, last = pitch(text[0]), text[-1][-1]
    right = max(text[0][0].x + (length - 1) * em, *(run[-1].x for run in text))
    return last.x + (width(last.text) + after) / 2 * em > right - FULL * em
