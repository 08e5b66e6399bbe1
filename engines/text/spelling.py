"""How recognised text is written: half-width letters and digits, punctuation that fits the script."""

import re

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LETTERS = {full: half for full, half in _HALF.items() if chr(half).isalnum() or half == 0x20}
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """`text` with letters, digits and spaces in half width; full-width punctuation stays beside Chinese only."""
    text = text.translate(_LETTERS if _CHINESE.search(text) else _HALF)
    return _SPACES.sub(" ", text).strip()
