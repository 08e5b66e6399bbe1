"""Dishes and prices on a menu: what name stands to the left of a price, row by row, in one to three columns."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engines.text import Line

from .digitrows import digit_rows
from .documents import TEMPLATES
from .level import Placed, levelled
from .pieces import pieces
from .prices import Name, Price, parts
from .search import search

FEWEST = 2
"""Dishes that make a menu."""
SAME_ROW = 0.6
"""Share of the print's height by which a price may stand above or below its name."""
BESIDE = 3.5
"""Heights of the print between two prices of one dish, at most: those of a large and a small one."""
WIDEST = 1.35
"""Share of the usual way from a name's start to its price's end: where it is more, something between is unread."""
NARROWEST, EVEN = 0.7, 0.15
"""The least such share where columns are aligned, and by which the shares differ there."""
USUAL = 0.6
"""Share of the prices that have something, from which one without it is none: a price whose ¥ was read as 1."""
LEAST, MEAN, DIGITS = 0.5, 0.85, 0.45
"""Least and mean probability of a name's characters, and least one of a price's digits."""


class Dish(NamedTuple):
    """A name as it is printed, and its price in the menu's currency. One with two prices is two dishes."""

    name: str
    price: float


_OTHER = re.compile(
    "合计|总计|找零|实收|应收|实付|收银|小票|发票|"  # what sums prices up, and no menu does
    "身份证|身份号码|驾驶证|行驶证|准驾|机动车|发证机关|签发机关|号牌|整备质量|执照|信用代码|登记[表证日]|VALID|THRU"
)
"""What stands on receipts, and on documents of which the labels in their places were not seen."""
_NUMBER = re.compile(r"(?:\d ?){15}")
"""A number of a card or of a document: a telephone's has 11 digits, and a country's code before it."""
LONGEST = 13
"""Digits of a telephone's number: a longer one in groups is a card's."""
SHARE = 0.15
"""Dishes in a menu's Chinese names, at least: others are headings, notes, and what the dishes are made of."""
MANY, AMONG, MARGIN = 5, 0.3, 2.0
"""Dishes from which it is enough that they are such a share of the names within so many heights of the print around
them: print may surround a menu. Fewer pairs may be chance, and on a page of prose many names are between them."""
Pair = tuple[Placed, Placed]
"""A name and its price."""


def read_menu(lines: Sequence[Line]) -> list[Dish]:
    """The dishes of a menu in the order of the lines; none on another document, or where fewer than two have prices."""
    placed = levelled(lines, [list(parts(line.characters)) for line in lines])
    names = [one for one in placed if isinstance(one.part, Name)]
    pairs = _without_gaps(_as_usual(_pairs(names, [one for one in placed if isinstance(one.part, Price)])))
    found = [
        (pair, Dish(pair[0].part.text, pair[1].part.amount))
        for pair in pairs
        if isinstance(pair[0].part, Name) and isinstance(pair[1].part, Price) and _certain(pair[0].part, pair[1].part)
    ]
    dishes = [dish for _, dish in found]
    chinese = [name for name in names if isinstance(name.part, Name) and name.part.chinese]
    count = len({dish.name for dish in dishes})
    told = _are_enough(count, [pair for pair, _ in found], chinese)
    return dishes if told and not _is_another(lines) else []


def _are_enough(count: int, pairs: Sequence[Pair], chinese: Sequence[Placed]) -> bool:
    """Tell whether so many dishes make a menu among the Chinese names of a picture, or among those where they stand."""
    if count >= max(FEWEST, SHARE * len(chinese)):
        return True
    if count < MANY:
        return False
    ends = [(one.y, side) for pair in pairs for one in pair for side in (one.left, one.right)]
    (top, left), (bottom, right) = np.min(ends, axis=0), np.max(ends, axis=0)
    near = MARGIN * float(np.median([name.height for name, _ in pairs]))
    among = sum(
        top - near < name.y < bottom + near and left - near < name.left and name.right < right + near
        for name in chinese
    )
    return bool(count >= AMONG * among)


def _is_another(lines: Sequence[Line]) -> bool:
    """Tell whether words, numbers or labels in their places say that lines are those of something else."""
    if any(_OTHER.search(line.text.upper()) or _NUMBER.search(line.text) for line in lines):
        return True
    read = pieces(lines)
    return any(len(row.glyphs) > LONGEST for row in digit_rows(read)) or bool(search(read, TEMPLATES))


def _certain(name: Name, price: Price) -> bool:
    letters = [character.probability for character in name.characters if not character.text.isspace()]
    return (
        min(letters) >= LEAST
        and float(np.mean(letters)) >= MEAN
        and min(character.probability for character in price.characters) >= DIGITS
    )


def _as_usual(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs whose prices bear whatever sign most of them do."""
    styles = [price.part.style for _, price in pairs if isinstance(price.part, Price)]
    counts = Counter(sign for style in styles for sign in style)
    usual = {sign for sign, count in counts.items() if count > USUAL * len(pairs)}
    return [pair for pair, style in zip(pairs, styles, strict=True) if usual <= style]


def _pairs(names: Sequence[Placed], prices: Sequence[Placed]) -> list[Pair]:
    """Each price with the name that is next to the left of it in its row, if no other price stands between them."""
    found = []
    for price in prices:
        row = [one for one in (*names, *prices) if one.right < price.left and _same_row(one, price)]
        row.sort(key=lambda one: -one.right)
        beside = price
        for one in row:
            if isinstance(one.part, Name):
                found.append((one, price))
                break
            if beside.left - one.right > BESIDE * price.height:
                break
            beside = one
    return found


def _same_row(one: Placed, other: Placed) -> bool:
    return abs(one.y - other.y) < SAME_ROW * min(one.height, other.height)


def _without_gaps(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are about as wide as most.

    Between the ends of a wider one, a name or a price was not read; where columns are aligned, a narrower one is none.
    """
    widths = np.array([price.right - name.left for name, price in pairs])
    share = widths / np.median(widths) if pairs else widths
    aligned = float(np.mean(np.abs(share - 1) < EVEN)) > USUAL if pairs else False
    kept = (share <= WIDEST) & (share >= NARROWEST * aligned)
    return [pair for pair, fits in zip(pairs, kept, strict=True) if fits]
