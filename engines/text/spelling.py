"""How recognised text is written: half-width letters and digits, punctuation that fits the script."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .letters import Letter
from .tokens import settled

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LETTERS = {full: half for full, half in _HALF.items() if chr(half).isalnum() or half == 0x20}
_BRACKETS = {"(": "（", ")": "）"}
_KANA = re.compile("[\u3041-\u30ff]")
_LOOKS = str.maketrans("ロニハカタエトチミオー", "口二八力夕工卜千三才一")
"""Kana that look like an ideograph, which is what stands there if none is beside it in a line of Chinese."""
_OPENING, _CLOSING = frozenset("（【《「『"), frozenset("）】》」』")
"""Signs in full width, whose blank half is taken for a space."""
_TAKEN_APART = re.compile(r"°℃|(?<=\d)%[0oO]{1,2}(?![A-Za-z\d%])")
"""Signs of which a part is read twice, or each part by itself."""
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def normalise(letters: Sequence[Letter]) -> list[Letter]:
    """The letters of a line, also digits and spaces, in half width; full-width punctuation stays beside Chinese only.

    Of several spaces one stays, and none at the ends or between an ideograph and the blank half of a bracket. A single
    kana that looks like an ideograph is one beside Chinese.
    """
    table = _LETTERS if any(_CHINESE.search(letter.text) for letter in letters) else _HALF
    found: list[Letter] = []
    for letter in _without_lone_kana(letters):
        if not letter.text.isspace():
            found.append(replace(letter, text=letter.text.translate(table)))
        elif found and not found[-1].text.isspace():
            found.append(replace(letter, text=" "))
    ended = found[:-1] if found and found[-1].text.isspace() else found
    return settled(_without_halves(_paired(_put_together(ended))))


def _without_lone_kana(letters: Sequence[Letter]) -> Sequence[Letter]:
    kana = [False, *(_KANA.search(letter.text) is not None for letter in letters), False]
    if not any(_CHINESE.search(letter.text) and not its for letter, its in zip(letters, kana[1:], strict=False)):
        return letters
    return [
        letter if before or after else replace(letter, text=letter.text.translate(_LOOKS))
        for letter, before, after in zip(letters, kana, kana[2:], strict=False)
    ]


def _put_together(letters: list[Letter]) -> list[Letter]:
    """The letters with ℃ and ‰ as one sign."""
    found = list(letters)
    for match in reversed(list(_TAKEN_APART.finditer("".join(letter.text[:1] or " " for letter in letters)))):
        sign = "℃" if match[0].endswith("℃") else "‰"
        found[match.start() : match.end()] = [replace(letters[match.start()], text=sign)]
    return found


def _paired(letters: list[Letter]) -> list[Letter]:
    """The letters with both brackets of a pair in full width where one of them is."""
    found, opened = list(letters), list[int]()
    for at, letter in enumerate(letters):
        if letter.text in "(（":
            opened.append(at)
        elif letter.text in ")）" and opened:
            pair = (opened.pop(), at)
            if len({letters[end].text in _BRACKETS for end in pair}) > 1:
                for end in pair:
                    found[end] = replace(letters[end], text=_BRACKETS.get(letters[end].text, letters[end].text))
    return found


def _without_halves(letters: list[Letter]) -> list[Letter]:
    """The letters without spaces that are the blank half of a bracket beside an ideograph."""
    texts = ["", *(letter.text for letter in letters), ""]
    return [
        letter
        for before, letter, after in zip(texts, letters, texts[2:], strict=False)
        if not (letter.text.isspace() and _is_half(before, after))
    ]


def _is_half(before: str, after: str) -> bool:
    if before in _CLOSING:
        return _CHINESE.match(after) is not None
    return after in _OPENING and _CHINESE.match(before) is not None
