"""Sentences in both languages of the project, side by side where they are said, and which of them a reader wants."""

import re
from collections.abc import Iterable
from functools import reduce
from typing import Literal

Language = Literal["en", "zh"]
_RANGE = re.compile(
    r"\s*(?P<tag>[A-Za-z]{1,8}|\*)(-[A-Za-z0-9]{1,8})*\s*(;\s*q=(?P<weight>0(\.[0-9]{0,3})?|1(\.0{0,3})?)\s*)?",
    re.ASCII,
)
"""One item of an Accept-Language header (RFC 9110, 12.5.4)."""
_MOST_RANGES = 50


class Bilingual:
    """A sentence, or a part of one, in English and in Chinese: two templates for the same named values.

    A value may be bilingual itself. A brace that is meant is written twice. As a plain text it is English.
    """

    __slots__ = ("_en", "_values", "_zh")

    def __init__(self, en: str, zh: str, **values: object) -> None:
        self._en, self._zh, self._values = en, zh, values

    def say(self, language: Language) -> str:
        """The sentence in a language."""
        said = {
            name: value.say(language) if isinstance(value, Bilingual) else value for name, value in self._values.items()
        }
        return (self._zh if language == "zh" else self._en).format_map(said)

    def __str__(self) -> str:  # noqa: D105  # said above
        return self.say("en")

    def __repr__(self) -> str:  # noqa: D105
        return f"Bilingual({str(self)!r})"


def joined(parts: Iterable[Bilingual], en: str, zh: str) -> Bilingual:
    """Parts in a row, one at least, with a mark between them."""
    return reduce(
        lambda head, tail: Bilingual(f"{{head}}{en}{{tail}}", f"{{head}}{zh}{{tail}}", head=head, tail=tail), parts
    )


def preferred(header: str, default: Language) -> Language:
    """The language that an Accept-Language header asks for: of equal weights the first; the default for none of ours.

    What is malformed counts as not there, and so does what stands behind the fiftieth item.
    """
    chosen, highest = default, 0.0
    for item in header.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        found = _RANGE.fullmatch(item)
        if found is None:
            continue
        weight = float(found["weight"] or 1)
        language = _language(found["tag"].lower(), default)
        if language is not None and weight > highest:
            chosen, highest = language, weight
    return chosen


def _language(tag: str, default: Language) -> Language | None:
    if tag == "zh":
        return "zh"
    if tag == "en":
        return "en"
    return default if tag == "*" else None
