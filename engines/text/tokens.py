"""O and 0, I, l and 1 look alike; where the word's form leaves one of them only, that is what stands there.

A password's or a serial number's stay as they were read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .letters import Letter

_AS_DIGITS = str.maketrans("OoIl", "0011")
_AS_HOST = str.maketrans("OI", "0l")
"""Host names are written in lower case, where a letter as high as a capital is a 0 or an l."""
_AS_LETTERS = str.maketrans("01", "ol")
_HEX = "[0-9A-FOIl]{2}|[0-9a-foIl]{2}"
_WHOLE = re.compile(
    rf"(?:{_HEX})(?:([:-])(?:{_HEX})(?:\1(?:{_HEX})){{4}})"  # a MAC address
    r"|[0-9a-fOoIl]{8}(?:-[0-9a-fOoIl]{4}){3}-[0-9a-fOoIl]{12}"  # a UUID
    r"|[0-9A-FOIl]{8}(?:-[0-9A-FOIl]{4}){3}-[0-9A-FOIl]{12}"
    r"|[vV]?\d+(?:\.\d+)*\.[\dOoIl]+(?:\.\d+)+"  # a version number, an IP address
)
_PREFIXED = re.compile(r"(?:0[xX]|[Oo][xX](?=.{4}))(?=[0-9a-fA-FOoIl]*\d)(?:[0-9a-fOoIl]{2,}|[0-9A-FOoIl]{2,})")
_HOST = re.compile(r"(?:(?<=://)|(?<=@)|^(?=www\.))[a-z0-9OI-]+(?:\.[a-z0-9OI-]+)+")
_AMONG_DIGITS = re.compile(r"(?<=\d)[OoIl]+(?=\d)")
_FIGURES = re.compile(r"[-+¥￥$€£(]*\d[\dOoIl.,:/)%-]*")
"""A token of nothing but digits and their signs."""


def settled(letters: Sequence[Letter]) -> list[Letter]:
    """The letters of a line, with those that are certain from the word that they are in."""
    found = list(letters)
    for start, end in _words(letters):
        text = "".join(letter.text for letter in letters[start:end])
        for at, sign in enumerate(_settled(text), start):
            if sign != letters[at].text:
                found[at] = replace(letters[at], text=sign)
    return found


def _words(letters: Sequence[Letter]) -> Iterator[tuple[int, int]]:
    """Yield where each run of single ASCII signs begins and ends."""
    signs = "".join(letter.text if len(letter.text) == 1 else " " for letter in letters)
    return (match.span() for match in re.finditer(r"[!-~¥￥€£]+", signs))


def _settled(word: str) -> str:
    if _WHOLE.fullmatch(word):
        return word.translate(_AS_DIGITS)
    if _PREFIXED.fullmatch(word):
        return "0x" + word[2:].translate(_AS_DIGITS)
    if _FIGURES.fullmatch(word):
        return _AMONG_DIGITS.sub(lambda match: match[0].translate(_AS_DIGITS), word)
    return _HOST.sub(lambda match: _host(match[0]), word)


def _host(name: str) -> str:
    """A host's name, whose last part has letters only."""
    rest, _, last = name.translate(_AS_HOST).rpartition(".")
    return f"{rest}.{last if last.isdigit() else last.translate(_AS_LETTERS)}"
