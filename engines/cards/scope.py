"""The business scope of a licence: small print, of which the marks are hard to tell apart."""

import re

from .certainty import certain
from .columns import Cell
from .distance import distance
from .rows import Laid, Run
from .value import formed

_PRINTED = (
    "(依法须经批准的项目，经相关部门批准后方可开展经营活动)",
    "(依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准)",
    "(除依法须经批准的项目外，凭营业执照依法自主开展经营活动)",
)
CLOSINGS = {"".join(filter(str.isalnum, sentence)): sentence for sentence in _PRINTED}
"""The words of sentences that the law puts at the end of most scopes, the last ones since 2021, and their print."""
MISREAD = 2
"""Words of them that may be misread or lost: there are no other sentences like them."""
COLON, DOT, COMMA = 0.2, 0.8, 0.9
"""Least probability of marks. A semicolon, which parts the entries of a list, looks like each of the others."""
_WIDE = str.maketrans(";,:", "；，：")
_LIST_COLON = re.compile("(?<!项目)(?<!其中)(?<!营):")
"""What heads a list ends in these words; between its entries stands a semicolon."""


def scope(cell: Cell) -> str | None:
    """The text of a cell, separators in full width, brackets in half.

    None where a word or a mark is uncertain, or one was lost.
    """
    laid = cell.characters
    end, closing = _closing(laid)
    closed = end < len(laid)
    if closed and end and laid[end - 1].text in "([":
        end -= 1
    rows = _until(cell.rows, end)
    text = "".join(one.text for row in rows for one in row)
    if not rows or cell.hidden or not cell.is_whole(rows) or not _is_sure(rows) or text.count("(") != text.count(")"):
        return None
    if not all(cell.free[: len(rows) - closed]):
        return None
    if closed and not text.endswith("。"):
        return None  # something ends the list before that sentence, and was not read
    return _LIST_COLON.sub(";", text).translate(_WIDE) + closing


def _closing(laid: list[Laid]) -> tuple[int, str]:
    """Where a closing sentence begins and how it is printed; or the end of the text without one, and nothing."""
    words = [place for place, one in enumerate(laid) if one.text.isalnum()]
    text = "".join(laid[place].text for place in words)
    errors, _, length, printed = min(
        (distance(text[-length:], closing), abs(length - len(closing)), length, printed)
        for closing, printed in CLOSINGS.items()
        for length in range(len(closing) - MISREAD, len(closing) + MISREAD + 1)
    )
    return (words[-length], printed) if errors <= MISREAD and length <= len(words) else (len(laid), "")


def _until(rows: tuple[Run, ...], end: int) -> list[Run]:
    """The first characters of rows."""
    kept = []
    for row in rows:
        if end > 0:
            kept.append(row[:end])
        end -= len(row)
    return kept


def _is_sure(rows: list[Run]) -> bool:
    """Tell whether words are certain, and each mark is surely the one it looks like."""
    laid = [one for row in rows for one in row]
    least = {"、": DOT, ",": COMMA}
    words = tuple(one for one in laid if one.text.isalnum())
    return certain(formed([words], ".+")) is not None and all(
        one.probability >= least.get(one.text, COLON) for one in laid if not one.text.isalnum()
    )
