"""How likely a text is in a language: its cost in bits, from how often each character is (training/charsets)."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

STORED = Path(__file__).with_name("frequencies.npz")
"""For each language and each character of the BMP its cost in eighths of a bit, 255 for what is next to never used."""
STEPS = 8

ASCII = 6.5
"""Bits of a printable character of ASCII: no language here is known by it."""
CONTROL = 20.0
STAY, SWITCH = 0.2, 3.0
"""Bits for going on in ASCII, or above it, and for changing over."""

NAME = re.compile("(?<![㐀-鿿])[㐀-鿿]{2,3}(?![㐀-鿿])")
NAMED = 2.0
"""Bits for being a name."""

CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
SEAM = re.compile("[A-Za-z][Ѐ-џ]|[Ѐ-џ][A-Za-z]")
BILINGUAL = 6.0
"""Bits for a word in letters of two scripts."""
WESTERN = "éäöüáíóñçßèêàãâôúåøæîïëûùõìòœžšýðþÿ"
MARKS = "°’€“”–„…£‘•—§©±×®™«»·µ¿¡²³ºª½¼¾´÷¥¢¹¶¬¨"
"""By frequency, roughly."""
CAPITAL = 4.0
SHOUTED = 6.0
"""Bits that a capital costs more than the small letter, and a text that is all capitals."""
LATIN = "\u017f"
UNSEEN = 8.0
"""The last of the Latin letters that any of these languages has, and the bits of one without a rank."""
WORD = re.compile(r"[^\W_µªº]+")
ASTRIDE = re.compile(r"(?<=\w)[“”„•](?=\w)")
MISPLACED, ALONE = 12.0, 4.0
"""Bits that an accented letter costs more in a word with digits, capitals within or no plain letter, and alone; and a
quotation mark or a dot within a word costs."""
SCRIPTS = (("\u0386", "\u03ce"), ("\u0400", "\u052f"), ("\u0531", "\u058f"), ("\u05d0", "\u05ea"), ("\u0600", "\u06ff"))
"""Greek, Cyrillic, Armenian, Hebrew, Arabic."""
EXTENSION = ("\u0460", "\u052f")
"""Letters that Cyrillic has in few languages."""
SCRIPT, EXTENDED, STRANGE = 6.0, 20.0, 34.0
"""Bits of a letter in a text of one script, of a seldom one there, and of one in a jumble or alone."""
UNITS = "ΩµμπΔαβγλσφ"
"""Letters that do stand alone."""

HALF_WIDTH = "ﾝｰｽﾙﾄﾗｲﾘｸｼｱｯｺﾀﾄﾞﾚﾛﾌｶﾏﾃﾒｻｷﾅﾊﾑﾁﾆｾｵｿﾀﾞｳﾐﾔﾂｴﾜﾋﾈｹﾓﾎｭﾖﾇｬｮﾕﾍｧｪｨｫﾉｦｩ"
"""By frequency, roughly."""
VOICEABLE = "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ"
AFTER = {
    "ﾞ": VOICEABLE,
    "ﾟ": "ﾊﾋﾌﾍﾎ",
    "ｰ": HALF_WIDTH.translate({ord(letter): None for letter in "ｰﾝｯ"}),
    **dict.fromkeys("ｬｭｮ", "ｷｼﾁﾆﾋﾐﾘﾃﾌﾞﾟ"),
    **dict.fromkeys("ｧｨｩｪｫ", "ﾌｳﾃﾄﾞｼﾁｸｲﾂﾟ"),
}
"""What voicing marks and small letters stand after; the long vowel stands after any letter."""
VOICING, FOLLOWING = 0.5, 2.5
ASTRAY = 14.0
"""Bits of a mark and of a letter in their place, and astray."""
OTHER = 13.0
"""Bits of a half-width punctuation mark."""


def simplified(text: str) -> float:
    """Return the cost in bits of a text in simplified Chinese, with traditional and rare hanzi among it."""
    return _chinese(text, "simplified")


def traditional(text: str) -> float:
    """Return the cost in bits of a text in traditional Chinese."""
    return _chinese(text, "traditional")


def chinese(text: str) -> float:
    """Return the cost in bits of a text in Chinese of either script."""
    return min(simplified(text), traditional(text))


def japanese(text: str) -> float:
    """Return the cost in bits of a text in kana and kanji."""
    return _mixed(text, _listed("japanese"))


def korean(text: str) -> float:
    """Return the cost in bits of a text in hangul."""
    return _mixed(text, _listed("korean"))


def russian(text: str) -> float:
    """Return the cost in bits of a text in Cyrillic letters."""
    letters = _cased(CYRILLIC)
    seams = BILINGUAL * len(SEAM.findall(text))
    return seams + (_mixed(text, letters) if not text.isupper() else SHOUTED + _mixed(text.lower(), letters))


def half_width(text: str) -> float:
    """Return the cost in bits of a text in half-width katakana, whose voicing marks are characters of their own."""
    astray = sum(
        ASTRAY for before, letter in zip(" " + text, text, strict=False) if before not in AFTER.get(letter, before)
    )
    return astray + _mixed(text, _kana)


def european(text: str) -> float:
    """Return the cost in bits of a text in Latin letters, or in those of one script of Europe or the Near East."""
    high = [letter for letter in text if letter > "\x7f"]
    one = len(high) > 1 and any(all(low <= letter <= top for letter in high) for low, top in SCRIPTS)

    def letters(letter: str) -> float:
        if one:
            return EXTENDED if EXTENSION[0] <= letter <= EXTENSION[1] else SCRIPT
        return SCRIPT if high == [letter] and letter in UNITS else STRANGE

    return min(western(text), _mixed(text, letters))


def western(text: str) -> float:
    """Return the cost in bits of a text in Latin letters, few of them accented, in words as they are written."""
    letters = _cased(WESTERN)
    plain = sum(_ascii(letter) + STAY for letter in text if letter <= "\x7f")
    accented = sum(letters(letter) + SWITCH for letter in text if letter > "\x7f")
    return plain + accented + sum(map(_unwritten, WORD.findall(text))) + MISPLACED * len(ASTRIDE.findall(text))


def _unwritten(word: str) -> float:
    """Return the bits that a word with accented letters costs more where nobody would write it so."""
    plain = sum(letter <= "\x7f" for letter in word)
    if plain == len(word):
        return 0.0
    if len(word) == 1:
        return ALONE
    written = plain and word.isalpha() and (word.islower() or word.isupper() or word.istitle())
    return 0.0 if written else MISPLACED * (len(word) - plain)


def _chinese(text: str, language: str) -> float:
    """Return the cost of a text, where two or three hanzi may be somebody's name."""
    letters, surnames, given = _listed(language), _listed("surnames"), _listed("given")
    saved = 0.0
    for name in NAME.findall(text):
        plain = sum(map(letters, name))
        saved += max(0.0, plain - NAMED - surnames(name[0]) - sum(map(given, name[1:])))
    return _mixed(text, letters) - saved


def _mixed(text: str, letters: Callable[[str], float]) -> float:
    """Return the cost of a text that goes to and fro between ASCII and what `letters` knows the cost of."""
    cost, above = 0.0, text[:1] > "\x7f"
    for letter in text:
        cost += STAY if (letter > "\x7f") == above else SWITCH
        above = letter > "\x7f"
        cost += letters(letter) if above else _ascii(letter)
    return cost


def _ascii(letter: str) -> float:
    return ASCII if letter >= " " or letter in "\r\n\t\x1d" else CONTROL


def _kana(letter: str) -> float:
    if letter in AFTER:
        return VOICING if letter in "ﾞﾟ" else FOLLOWING
    if "｡" <= letter <= "ﾟ":
        return _ranked(HALF_WIDTH).get(letter, OTHER)
    return 3.0 + _listed("japanese")(letter)


@cache
def _listed(language: str) -> Callable[[str], float]:
    with np.load(STORED) as stored:
        costs = stored[language]
    return lambda letter: float(costs[ord(letter)]) / STEPS if letter <= "\uffff" else 2 * 255 / STEPS


@cache
def _cased(letters: str) -> Callable[[str], float]:
    """Return costs that rise with the rank; the letters take nine tenths, the marks the rest."""
    small = {letter: 0.15 + cost for letter, cost in _ranked(letters).items()}
    capitals = {letter.upper(): CAPITAL + cost for letter, cost in small.items()}
    marks = {mark: 3.3 + cost for mark, cost in _ranked(MARKS).items()}
    costs = {**capitals, **marks, **small}
    return lambda letter: costs.get(letter, UNSEEN if letter.isalpha() and letter <= LATIN else STRANGE)


@cache
def _ranked(letters: str) -> dict[str, float]:
    """Return costs of letters that get rarer with the rank, as frequencies do."""
    ranked = dict.fromkeys(letters)
    total = sum(1 / (rank + 5) for rank in range(len(ranked)))
    return {letter: float(np.log2(total * (rank + 5))) for rank, letter in enumerate(ranked)}
