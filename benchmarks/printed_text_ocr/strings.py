"""Texts as they are compared, and how far two of them are apart.

NFKC, without white space; quotes, dashes and Chinese punctuation count as ASCII ones.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np

_PAIRS = """“" ”" „" ‘' ’' `' —- –- ―- −- ~- 〜- ·. •. …. 。. 、, 《< 》> 〈< 〉> 「[ 」] 【[ 】] ￥¥ ×x"""
TWINS = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
BEYOND_BIG5 = "凈爲衆啓峯牀竈麪羣僞"
"""Traditional characters that Big5 does not have, or has in another form."""
NEAR = 0.5
"""Share of an unsure text that may be read in another way."""


def cased(text: str) -> str:
    """What is compared of a text where capitals count."""
    text = unicodedata.normalize("NFKC", text.translate(TWINS)).translate(TWINS)
    text = re.sub(r"\s+", "", text)
    return re.sub(r"-{2,}", "--", re.sub(r"\.{2,}", "..", text))


def plain(text: str) -> str:
    """What is compared of a text where capitals do not count."""
    return cased(text).casefold()


def distance(first: str, second: str) -> int:
    """Levenshtein's distance."""
    return int(_rows(first, second)[-1][-1])


def replacements(first: str, second: str) -> list[tuple[str, str]]:
    """The pairs of characters (of the first, of the second) that stand for each other in a cheapest alignment."""
    rows, i, j = _rows(first, second), len(first), len(second)
    pairs = []
    while i and j:
        same = first[i - 1] == second[j - 1]
        if rows[i][j] == rows[i - 1][j - 1] + (not same):
            i, j = i - 1, j - 1
            if not same:
                pairs.append((first[i], second[j]))
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def crossings(first: str, second: str) -> tuple[int, int]:
    """How many characters became traditional, and how many simplified.

    Traditional is what Big5 has and GB 2312 has not, simplified the reverse; a character of both is neither.
    """
    pairs = replacements(first, second)
    traditional = sum(_is_gb(true) and _is_big5(read) and not _is_gb(read) for true, read in pairs)
    simplified = sum(_is_big5(true) and _is_gb(read) and not _is_big5(read) for true, read in pairs)
    return traditional, simplified


def match_texts(truth: Sequence[str], read: Sequence[str]) -> tuple[int, int]:
    """How many lines are equal, each once, and the character errors of the others, paired nearest first.

    A line that has no character in common with any left over counts whole, on either side.
    """
    left, over = Counter(truth), Counter(read)
    equal = left & over
    missed, invented = list((left - equal).elements()), list((over - equal).elements())
    pairs = sorted(
        (distance(one, other) / max(len(one), len(other)), i, j)
        for i, one in enumerate(missed)
        for j, other in enumerate(invented)
    )
    mine, theirs, errors = set(range(len(missed))), set(range(len(invented))), 0
    for share, i, j in pairs:
        if share < 1 and i in mine and j in theirs:
            errors += distance(missed[i], invented[j])
            mine.discard(i)
            theirs.discard(j)
    errors += sum(len(missed[i]) for i in mine) + sum(len(invented[j]) for j in theirs)
    return equal.total(), errors


def counted(read: Sequence[str], truth: Sequence[str], unsure: Sequence[str]) -> list[int]:
    """The places of the texts that were read of what is sure: not those like an unsure one."""
    sure, doubtful = [cased(text) for text in truth], [cased(text) for text in unsure]
    return [
        place
        for place, text in enumerate(map(cased, read))
        if text in sure or not any(_near(text, other) for other in doubtful)
    ]


def _near(text: str, other: str) -> bool:
    """Tell whether a text is another one or a part of it, as well as that can be read."""
    return (len(text) > 1 and text in other) or distance(text, other) <= NEAR * max(len(text), len(other))


def _rows(first: str, second: str) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    codes = np.array([ord(letter) for letter in second], np.int64)
    steps = np.arange(len(second) + 1)
    rows = [np.arange(len(second) + 1)]
    for index, letter in enumerate(first, 1):
        row = rows[-1]
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        rows.append(np.minimum.accumulate(np.concatenate(([index], best)) - steps) + steps)
    return rows


def _is_gb(letter: str) -> bool:
    return letter > "\u4dff" and _has("gb2312", letter)


def _is_big5(letter: str) -> bool:
    return letter > "\u4dff" and (letter in BEYOND_BIG5 or _has("big5", letter))


def _has(charset: str, letter: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
