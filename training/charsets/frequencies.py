"""python -m training.charsets.frequencies JIEBA OPENCC OUT: write how often each character is in four languages.

JIEBA is the folder of the package jieba (its dict.txt), OPENCC that of opencc-python-reimplemented (its dictionary/).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from training.charsets import lists

Shares = dict[str, float]
"""Character -> its share of a language's characters above 7F."""

STEPS = 8
"""Shares are stored as -STEPS * log2(share), rounded to a byte: 2^-31 and less, and what was never seen, is 255."""
FLAT = 0.6
"""Exponent that raises what newspapers seldom write: labels are about screws and beer."""
NAMELY = (
    *((0x5973, 0x5B4E), (0x5C71, 0x5DD7), (0x65E5, 0x66EF), (0x6728, 0x6B1F), (0x6C34, 0x7077), (0x706B, 0x7229)),
    *((0x7389, 0x74D2), (0x793A, 0x79B7), (0x7ACB, 0x7AF8), (0x7FBD, 0x7FFF), (0x8278, 0x864C), (0x91D1, 0x947F)),
)
"""Hanzi under the radicals that parents look for names under: woman, hill, sun, tree, water, fire, jade, altar,
feather, herb, metal."""


def main() -> None:
    """Count, mix and store."""
    jieba, opencc, out = (Path(argument) for argument in sys.argv[1:4])
    words = _words(jieba / "dict.txt")
    phrases = _mapping(opencc / "dictionary" / "STPhrases.txt")
    characters = _mapping(opencc / "dictionary" / "STCharacters.txt")
    older = [(_traditional(word, phrases, characters), count, tag) for word, count, tag in words]
    new = _mapping(opencc / "dictionary" / "JPVariants.txt")
    simplified, traditional = _chinese(words), _chinese(older)
    tables = {
        "simplified": _simplified(simplified, traditional),
        "traditional": _in_big5(traditional, characters),
        "japanese": _japanese(_mixed((1, simplified), (1, traditional)), new),
        "korean": _korean(traditional),
        "surnames": _both(_surnames(), characters),
        "given": _both(_given(words), characters),
    }
    stored: dict[str, Any] = {name: _stored(table) for name, table in tables.items()}
    np.savez_compressed(out, **stored)


def _words(path: Path) -> list[tuple[str, int, str]]:
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return [(row[0], int(row[1]), row[2]) for row in rows if not row[0].isascii()]


def _mapping(path: Path) -> dict[str, str]:
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _traditional(word: str, phrases: dict[str, str], characters: dict[str, str]) -> str:
    return phrases.get(word) or "".join(characters.get(letter, letter) for letter in word)


def _chinese(words: list[tuple[str, int, str]]) -> Shares:
    """Return shares of hanzi in running text, and, a quarter of it, in the names of people."""
    text: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for word, count, tag in words:
        for letter in filter(_is_hanzi, word):
            text[letter] += count
            names[letter] += tag == "nr" and len(word) in (2, 3)
    shares = _shares(text)
    flat = _shares({letter: share**FLAT for letter, share in shares.items()})
    return _mixed((0.4, shares), (0.4, flat), (0.2, _shares(names)))


def _simplified(simplified: Shares, traditional: Shares) -> Shares:
    """Return shares of what stands in GBK: simplified text, names, some traditional text, a little of every row."""
    return _mixed(
        (0.62, simplified),
        (0.10, _names()),
        (0.06, traditional),
        (0.12, _shares(lists.PUNCTUATION)),
        (0.12, _even(_rows("gb2312", range(0xB0, 0xD8)))),
        (0.03, _even(_rows("gb2312", range(0xD8, 0xF8)))),
        (0.006, _even(filter(_is_hanzi, _rows("gbk", range(0x81, 0xFF))))),
        (0.012, _even(filter(_is_namely, _rows("gbk", range(0x81, 0xFF))))),
        (0.003, _even([chr(letter) for letter in range(0xFF01, 0xFF5F)])),
        (0.001, _even(_rows("gb2312", range(0xA1, 0xA4)))),
        (0.0001, _even(_rows("gb2312", range(0xA4, 0xAA)))),
    )


def _in_big5(traditional: Shares, characters: dict[str, str]) -> Shares:
    names = {characters.get(letter, letter): share for letter, share in _names().items()}
    return _mixed(
        (0.72, traditional),
        (0.10, names),
        (0.12, _shares(lists.PUNCTUATION)),
        (0.08, _even(_rows("big5", range(0xA4, 0xC7)))),
        (0.006, _even(_rows("big5", range(0xC9, 0xFA)))),
        (0.003, _even([chr(letter) for letter in range(0xFF01, 0xFF5F)])),
        (0.001, _even(_rows("big5", range(0xA1, 0xA4)))),
    )


def _names() -> Shares:
    return _mixed((0.5, _surnames()), (0.5, _mixed((0.7, _ranked(lists.GIVEN)), (0.3, _even(lists.RARE_GIVEN)))))


def _surnames() -> Shares:
    return _mixed((0.9, _ranked(lists.SURNAMES)), (0.1, _even(lists.RARE_SURNAMES)))


def _given(words: list[tuple[str, int, str]]) -> Shares:
    """Return shares of the characters after the first in the names of people, and of rare ones under fit radicals."""
    counted = Counter("".join(word[1:] for word, _, tag in words if tag == "nr" and len(word) in (2, 3)))
    return _mixed(
        (0.5, _ranked(lists.GIVEN)),
        (0.2, _even(lists.RARE_GIVEN)),
        (0.2, _shares(counted)),
        (0.05, _even(filter(_is_namely, _rows("gb2312", range(0xD8, 0xF8))))),
        (0.01, _even(filter(_is_namely, _rows("gbk", range(0x81, 0xFF))))),
    )


def _both(shares: Shares, characters: dict[str, str]) -> Shares:
    """Return the shares of each character's simplified and traditional form, as if each stood alone."""
    older = {characters.get(letter, letter): share for letter, share in shares.items()}
    return {letter: max(shares.get(letter, 0.0), older.get(letter, 0.0)) for letter in {**shares, **older}}


def _japanese(chinese: Shares, new: dict[str, str]) -> Shares:
    """Return shares of kana by rank, and of kanji by how common the hanzi is in Chinese, evened out by a root."""
    common = set(_rows("shift_jis", range(0x88, 0x99))[: 2965 + 1])
    kanji: defaultdict[str, float] = defaultdict(float)
    for letter, share in chinese.items():
        kanji[new.get(letter, letter)] += share
    known = {letter: kanji[letter] ** 0.6 for letter in common if letter in kanji}
    return _mixed(
        (0.32, _ranked(lists.HIRAGANA)),
        (0.20, _ranked(lists.KATAKANA)),
        (0.16, _shares(known)),
        (0.12, _shares(Counter(filter(_is_hanzi, lists.JAPANESE)))),
        (0.02, _even(sorted(common))),
        (0.004, _even(_rows("shift_jis", range(0x98, 0xEB)))),
        (0.09, _shares(lists.JAPANESE_MARKS)),
        (0.003, _even([chr(letter) for letter in range(0xFF01, 0xFF5F)])),
        (0.001, _even(_rows("shift_jis", range(0x81, 0x83)))),
        (0.0001, _even(_rows("cp932", range(0x83, 0xFD)))),
    )


def _korean(traditional: Shares) -> Shares:
    hanja = set(_rows("euc_kr", range(0xCA, 0xFE)))
    return _mixed(
        (0.80, _shares(Counter(lists.HANGUL))),
        (0.015, _even(_rows("euc_kr", range(0xB0, 0xC9)))),
        (0.0005, _even([chr(letter) for letter in range(0xAC00, 0xD7A4)])),
        (0.002, {letter: share for letter, share in traditional.items() if letter in hanja}),
        (0.02, _shares(lists.PUNCTUATION)),
        (0.001, _even(_rows("euc_kr", range(0xA1, 0xA4)))),
    )


def _is_hanzi(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _is_namely(letter: str) -> bool:
    return any(low <= ord(letter) <= top for low, top in NAMELY)


def _rows(charset: str, leads: Iterable[int]) -> list[str]:
    """Return the characters of two bytes in some rows of a charset."""
    every = (bytes((lead, trail)).decode(charset, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return [letter for letter in every if len(letter) == 1 and not "\ue000" <= letter <= "\uf8ff"]


def _ranked(letters: str) -> Shares:
    """Return shares that fall with the rank, as frequencies do."""
    ranked = dict.fromkeys(letters)
    return _shares({letter: 1 / (rank + 12) for rank, letter in enumerate(ranked)})


def _even(letters: Iterable[str]) -> Shares:
    return _shares(dict.fromkeys(letters, 1))


def _shares(weights: dict[str, float] | dict[str, int] | Counter[str]) -> Shares:
    total = sum(weights.values())
    return {letter: weight / total for letter, weight in weights.items() if weight}


def _mixed(*parts: tuple[float, Shares]) -> Shares:
    mixed: defaultdict[str, float] = defaultdict(float)
    for part, shares in parts:
        for letter, share in shares.items():
            mixed[letter] += part * share
    return _shares(mixed)


def _stored(shares: Shares) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Return the cost of each character of the BMP in eighths of a bit."""
    costs = np.full(1 << 16, 255, np.uint8)
    for letter, share in shares.items():
        if ord(letter) < 1 << 16:
            costs[ord(letter)] = min(255, max(0, round(-STEPS * float(np.log2(share)))))
    return costs


if __name__ == "__main__":
    main()
