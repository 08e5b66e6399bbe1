"""What a symbol says: its bytes in the charsets that it declares (ECI), or in those that the bytes are likely in."""

import re
from collections.abc import Callable, Iterable, Sequence

from .charset import decoded, guessed, is_utf8
from .segments import Segment

CHARSETS = {
    **dict.fromkeys((0, 2), "cp437"),
    **{number: f"iso8859-{number - 2}" for number in range(4, 19) if number != 14},
    **dict.fromkeys((1, 3), "latin-1"),
    20: "cp932",
    **{number: f"cp125{number - 21}" for number in (21, 22, 23)},
    24: "cp1256",
    25: "utf-16-be",
    26: "utf-8",
    27: "ascii",
    28: "cp950",
    29: "gb18030",
    30: "cp949",
    32: "gb18030",
    33: "utf-16-le",
    34: "utf-32-be",
    35: "utf-32-le",
    170: "ascii",
}
"""Number of an ECI -> Python's codec. For a set that a vendor has extended, the extended one: nobody declares that."""

IDENTIFIER = 3
"""Bytes of the symbology's identifier, which stands first: "]Q1"."""
DECLARED = re.compile(rb"\\(\d{6})((?:[^\\]|\\\\)*)", re.DOTALL)


def text_of(data: bytes, told: bytes, segments: Callable[[], Sequence[Segment]] = tuple) -> str:
    """Return the text of a symbol's bytes, given the same bytes with the symbol's declarations among them.

    `told` starts with the symbology's identifier. If the symbol declares a charset, the bytes after a declaration
    (backslash and six digits) have each backslash twice; else they are `data`. `segments` are these by their modes.
    """
    content = told[IDENTIFIER:]
    if content == data:
        return guessed(data) if is_utf8(data) else _by_modes(data, segments())
    parts = [(int(number), part.replace(b"\\\\", b"\\")) for number, part in DECLARED.findall(content)]
    return "".join(_read(part, number) for number, part in parts)


def _by_modes(data: bytes, segments: Sequence[Segment]) -> str:
    """Return the text of bytes of which some may be in a mode that says their charset.

    The others are in the same one, if they can be and are not UTF-8: kana of half width stand among kanji.
    """
    said = {segment.charset for segment in segments if segment.charset}
    if not said:
        return guessed(data)
    return "".join(_spoken(segment, said) for segment in segments)


def _spoken(segment: Segment, said: Iterable[str]) -> str:
    data = segment.data
    if segment.charset:
        return data.decode(segment.charset, "replace")
    texts = [] if is_utf8(data) else [decoded(data, charset) for charset in said]
    return next(filter(None, texts), None) or guessed(data)


def _read(part: bytes, number: int) -> str:
    """Return the text of a part; a declaration that the bytes belie, or that is of no charset, does not count."""
    charset = CHARSETS.get(number)
    text = decoded(part, charset) if charset else None
    return guessed(part) if text is None else text
