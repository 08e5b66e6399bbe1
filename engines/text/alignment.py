"""Close columns without rules, as menus and screens have them, are found as one line, and parted again here.

A gap of half an em may be a space. What tells is that it goes on from row to row, and that a row's cells begin or end
where those of the other rows do. Reads nothing.
"""

import re
from collections.abc import Iterator, Sequence

from engines.runtime.statistics import median

from .boxes import boxes
from .cells import Row
from .filling import EM
from .gaps import part_of
from .gutters import LEAST, SPACE, Gap, gaps_of
from .letters import IDEOGRAPHS
from .line import Reading, Rgb
from .order import rows_of
from .prose import FARTHEST

FEWEST = 3
"""Rows of a column."""
ROWS = 10
"""Rows to either side that are looked at: more tell no more, and a page's time would grow with their square."""
MOSTLY = 0.7
"""Share of the rows that are so."""
ALIGNED = 0.2
"""Ems by which a cell is off the others of its column at most."""
MARGIN = 0.15 * EM
NUMBERING = re.compile(r"第?[一二三四五六七八九十百\d]{1,3}[章节条款讲课回部篇编]?|[A-Za-z]")
"""What stands before a heading, or before an entry of a list, and belongs to it."""
FIGURE = re.compile(r"[-+]?[¥￥$€£]?[-+]?\d")
"""With what a figure begins."""
TIME = re.compile(r"\d{1,2}[:：]\d\d")
"""What may follow a date in one cell."""
KANA = ("\u3041", "\u30ff")
"""From the first to the last: the small ones among them leave half of their places free."""
WORD = 2
"""Ideographs of a cell beside others: of a word that is spread over the width of its column each one stands alone."""
CLOSING = "%‰℃°)）】"
"""Signs with which a cell ends."""


def in_columns(readings: Sequence[Reading], image: Rgb) -> list[Reading]:
    """The readings, parted where there are columns of several rows."""
    lying = [reading for reading in readings if not reading.vertical and reading.glyphs]
    if len(lying) < FEWEST or len({reading.turns for reading in lying}) > 1:
        return list(readings)
    rows = rows_of(boxes(lying))
    gaps = [gaps_of(row, image) for row in rows]
    cuts: dict[int, dict[tuple[float, float], None]] = {}
    for number, row in enumerate(gaps):
        for gap in row:
            fresh = gap.box is not None and gap.at not in cuts.get(id(gap.box.reading), {})
            if fresh and _parts_cells(gap, grouped=False):
                for member in _column(gap, number, rows, gaps):
                    if member.box is not None:
                        cuts.setdefault(id(member.box.reading), {})[member.at] = None
    return [part for reading in readings for part in _parts(reading, sorted(cuts.get(id(reading), ())))]


def _parts(reading: Reading, cuts: Sequence[tuple[float, float]]) -> Iterator[Reading]:
    if not cuts:
        yield reading
        return
    starts = [0.0, *(right - MARGIN for _, right in cuts)]
    ends = [*(left + MARGIN for left, _ in cuts), reading.length]
    for low, high in zip(starts, ends, strict=True):
        yield part_of(reading, low, high)


def _column(gap: Gap, number: int, rows: Sequence[Row], gaps: Sequence[Sequence[Gap]]) -> list[Gap]:
    """The gaps that make a gutter with one, in the rows around; none if there is none."""
    em, found, free = median([box.height for box in rows[number]]), [gap], (gap.left, gap.right)
    for others in (range(number - 1, -1, -1)[:ROWS], range(number + 1, len(rows))[:ROWS]):
        last = rows[number]
        for other in others:
            if abs(_middle(rows[other]) - _middle(last)) > FARTHEST * em:
                break
            last = rows[other]
            if last[0].left >= free[0] or last[-1].right <= free[1]:  # a cell of one side, or a heading
                continue
            met = [each for each in gaps[other] if each.left < free[1] and each.right > free[0]]
            shared = [(max(free[0], each.left), min(free[1], each.right), each) for each in met]
            left, right, beside = max(shared, key=lambda each: each[1] - each[0], default=(0.0, 0.0, gap))
            if right - left < SPACE * em:
                break
            free = (left, right)
            found.append(beside)
    return _parting(found, em)


def _middle(row: Row) -> float:
    return median([box.middle for box in row])


def _parting(gaps: Sequence[Gap], em: float) -> list[Gap]:
    """Those of the gaps of several rows that part cells, and not words; none if their edges are not in line."""
    grouped = all(len({len(text) for text in side}) == 1 for side in zip(*map(_words, gaps), strict=True))
    found = [gap for gap in gaps if _parts_cells(gap, grouped=grouped)]
    wide = sum(gap.right - gap.left >= LEAST * em for gap in found)
    edges = ([gap.left for gap in gaps], [gap.right for gap in gaps], [gap.end for gap in gaps])
    aligned = (sum(abs(at - median(places)) <= ALIGNED * em for at in places) for places in edges)
    enough = wide >= FEWEST and min(len(found), max(aligned)) >= MOSTLY * len(gaps)
    return found if enough else []


def _words(gap: Gap) -> tuple[str, str]:
    return gap.before, gap.after


def _parts_cells(gap: Gap, *, grouped: bool) -> bool:
    """Tell whether the words on both sides of a gap could not be words of one text, nor groups of one number."""
    before, after = _words(gap)
    if any(KANA[0] <= sign <= KANA[1] for sign in (before[-1:], after[:1])):
        return False
    if not (before[-1:].isalnum() or before[-1:] in CLOSING) or not (after[:1].isalnum() or FIGURE.match(after)):
        return False
    if max(before[-1:], after[:1]) >= IDEOGRAPHS:
        spread = min(before[-1:], after[:1]) >= IDEOGRAPHS and min(len(before), len(after)) < WORD
        return not spread and not NUMBERING.fullmatch(before)
    groups = grouped and before.isdigit() and after.isdigit()
    return FIGURE.match(after) is not None and not TIME.match(after) and not groups
