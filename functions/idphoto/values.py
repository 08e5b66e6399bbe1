"""Single values of a request, in every type in which clients write them. What cannot be read is None."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from shared import forms

from .specs import BLUE, RED, WHITE

COLOURS: Mapping[str, int] = {"blue": BLUE, "white": WHITE, "red": RED}
"""The colours that need no number."""
_NAMES = {number: name for name, number in COLOURS.items()}
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")
_NUMBER = re.compile(r"[+-]?([0-9]{1,9}\.?[0-9]{0,20}|\.[0-9]{1,20})")
_HEX = re.compile(r"(?:#|0x)([0-9a-f]{6})")
_FLAGS = {"true": 1, "false": 0}


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that mean something: typed clients write "no wish" as null, an empty text or an empty list."""
    return {name: value for name, value in values.items() if not forms.absent(value) and value not in ([], {})}


def whole(value: object) -> int | None:
    """A whole number: 295, 295.0, "295" or "295.0"."""
    if isinstance(value, str):
        text = value.strip()
        return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: object) -> float | None:
    """A finite number, or its text."""
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    exact = whole(value)
    return None if exact is None or exact.bit_length() > 64 else float(exact)


def flag(value: object) -> int | None:
    """Yes or no, which may be a number: 1, "1", true and "true" are all 1."""
    if isinstance(value, bool):
        return int(value)
    known = _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None
    return whole(value) if known is None else known


def colour(value: object) -> int | None:
    """The number of a colour: 4427483, "4427483", "#438EDB", "0x438EDB", "blue".

    Six digits alone are decimal, as in the vendor's document.
    """
    text = value.strip().lower() if isinstance(value, str) else ""
    if text in COLOURS:
        return COLOURS[text]
    match = _HEX.fullmatch(text)
    found = int(match[1], 16) if match else whole(value)
    return found if found is not None and 0 <= found <= WHITE else None


def colour_name(number: int) -> str:
    """What a colour is called: a word for those that have one, else its six hexadecimal digits."""
    return _NAMES.get(number, f"{number:06x}")


def parsed(value: object) -> object:
    """A list or a dictionary that was sent as the text of its JSON; any other value as it is."""
    if not isinstance(value, str) or value.strip()[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
