"""Text of a two-dimensional symbol whose bytes name no charset: UTF-8, else the likeliest of four others."""

import re
from collections.abc import Callable, Iterator

LIKELY = 0.5
"""Score under which no charset is plausible, and the decoder's own text stands. Statistics give 0 to 1."""
PROOF, STRONGER_PROOF = 1.1, 1.5
"""Scores of bytes that hardly any other charset explains: above those of statistics."""


DECODERS_GUESSES = ("utf-8", "cp932", "shift_jis", "latin-1", "cp1252")
"""Charsets that zxing-cpp supposes where a symbol names none (its GuessTextEncoding knows neither GBK nor Big5)."""


def text_of(data: bytes, text: str) -> str:
    """Return the text of a symbol with the content `data` that the decoder read as `text`.

    A text in another charset than the decoder's own guesses was named by the symbol (ECI, Hanzi mode) and stands, as
    does ASCII. Kanji mode looks like a guess, and is guessed rightly again. The text of an unknown ECI is empty.
    """
    if text and (data.isascii() or all(text != _decoded(data, charset) for charset in DECODERS_GUESSES)):
        return text
    return guessed(data, text)


def guessed(data: bytes, fallback: str) -> str:
    """Return `data` in its likeliest charset, or `fallback` when none is plausible."""
    utf8 = _decoded(data, "utf-8")
    if utf8 is not None and not (_odd(utf8) and _gbk(data) == 1.0):
        return utf8
    best = max(SCORES, key=lambda charset: SCORES[charset](data))
    return data.decode(best) if SCORES[best](data) >= LIKELY else fallback


MONOTONE = 4
"""More than so many high bytes, all the same, are one accented letter repeated: no hanzi repeats like that."""
VOICED = re.compile("[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ")
ASTRAY = re.compile("(?<![ｳｶ-ﾄﾊ-ﾎ])[ﾞﾟ]")
FEWEST_VOICED = 2
"""Half-width katakana are bytes A6-DF, as are GBK's commonest hanzi. What tells them apart is that the voicing marks DE
and DF stand after voiceable letters only: two such marks and none astray are no accident (one byte in 47 is such)."""
ONE_SCRIPT = ((0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x5D0, 0x5EA), (0x600, 0x6FF))
"""Letters of two UTF-8 bytes that make whole texts: Latin, Greek, Cyrillic, Hebrew, Arabic."""


def _odd(text: str) -> bool:
    """Tell whether UTF-8 may be an accident: GBK's hanzi can read as letters of two bytes, rarely of one script.

    (In GBK, U+626B U+4E00 U+626B, "scan", is also the UTF-8 of two phonetic letters around a Bashkir one.)
    """
    high = [ord(letter) for letter in text if ord(letter) > 0x7F]
    if not high or max(high) > 0x7FF:
        return False
    return not any(all(low <= letter <= top for letter in high) for low, top in ONE_SCRIPT)


def _decoded(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield lead and trail of each double byte; the trail is 0 where the data end early."""
    place = 0
    while place < len(data):
        lead = data[place]
        place += 1
        if lead >= 0x80:
            yield lead, data[place] if place < len(data) else 0
            place += 1


def _gbk(data: bytes) -> float:
    """Score by the rows of GB 2312 (lead - A0): 16-55 level-1 hanzi, 56-87 level 2, 1 and 3 punctuation, full width."""
    if _decoded(data, "gb18030") is None:
        return 0.0
    scores = []
    for lead, trail in _pairs(data):
        if trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3)):
            scores.append(1.0)
        elif trail >= 0xA1 and 0xD8 <= lead <= 0xF7:
            scores.append(0.6)  # rare hanzi, most of them in names
        elif trail >= 0xA1 and (0xAA <= lead <= 0xAF or lead >= 0xF8):
            scores.append(0.0)  # private use
        else:
            scores.append(0.25)  # GBK's extension, and the four-byte codes of GB 18030
    return _mean(scores)


def _big5(data: bytes) -> float:
    """Score by the planes of Big5: A4-C6 the 5401 frequent hanzi, A1-A3 symbols, C9-F9 rare hanzi.

    Half of the trails of real Big5 text lie in 40-7E, where GB 2312 has none: without any, GBK is the likelier reading.
    """
    if _decoded(data, "big5") is None:
        return 0.0
    pairs = list(_pairs(data))
    scores = [1.0 if 0xA4 <= lead <= 0xC6 else 0.9 if lead == 0xA1 else 0.3 for lead, _ in pairs]
    low = any(0x40 <= trail <= 0x7E for _, trail in pairs)
    return _mean(scores) * (0.95 if low else 0.6)


def _shift_jis(data: bytes) -> float:
    """Score by blocks of Unicode: kana speak for Japanese, half-width katakana against it (they eat any byte)."""
    text = _decoded(data, "cp932")
    letters = [letter for letter in text or "" if ord(letter) > 0x7F]
    if not letters:
        return 0.0
    if len(VOICED.findall(text or "")) >= FEWEST_VOICED and not ASTRAY.search(text or ""):
        return PROOF
    worth = {"kana": 1.0, "kanji": 0.75, "half": 0.15, "other": 0.6, "private": 0.0}
    kinds = [_japanese_kind(ord(letter)) for letter in letters]
    bonus = 0.15 if "kana" in kinds and "half" not in kinds else 0.0
    return min(1.0, _mean([worth[kind] for kind in kinds]) + bonus)


def _japanese_kind(letter: int) -> str:
    if 0x3040 <= letter <= 0x30FF:
        return "kana"
    if 0xFF61 <= letter <= 0xFF9F:
        return "half"
    if 0xE000 <= letter <= 0xF8FF:
        return "private"
    return "kanji" if 0x4E00 <= letter <= 0x9FFF else "other"


def _latin(data: bytes) -> float:
    """Score the letters above 7F that stand alone, or in twos within a word, as accents do; C1 controls exclude it."""
    if any(0x80 <= byte < 0xA0 for byte in data):
        return 0.0
    high = [byte for byte in data if byte > 0x7F]
    if len(high) > MONOTONE and len(set(high)) == 1:
        return STRONGER_PROOF
    runs = _runs(data)
    good = sum(length for start, length in runs if length == 1 or (length == 2 and _in_word(data, start)))
    return 0.97 * good / max(1, sum(length for _, length in runs))


def _runs(data: bytes) -> list[tuple[int, int]]:
    """Return start and length of each run of bytes above 7F."""
    runs: list[tuple[int, int]] = []
    for place, byte in enumerate(data):
        if byte < 0x80:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _in_word(data: bytes, start: int) -> bool:
    """Tell whether two high letters from `start` on touch a small ASCII letter."""
    beside = data[max(0, start - 1) : start] + data[start + 2 : start + 3]
    return min(data[start : start + 2]) >= 0xC0 and any(0x61 <= byte <= 0x7A for byte in beside)


def _mean(scores: list[float]) -> float:
    return sum(scores) / len(scores) if scores else 0.0


SCORES: dict[str, Callable[[bytes], float]] = {
    "gb18030": _gbk,
    "cp932": _shift_jis,
    "big5": _big5,
    "latin-1": _latin,
}
"""Earlier entries win ties."""
