"""The backgrounds of a request: `background_color`, in the forms in which clients write it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engines.portrait import Background
from shared import errors

from . import values
from .specs import Spec

MOST_COLOURS = 6
START, END, NAME = "start_color", "enc_color", "color_name"
_NAME = re.compile(r"[\w-]{1,32}")


def entries(asked: object) -> Sequence[object]:
    """The colours one by one: a list, its JSON text, or a single colour that stands for a list."""
    listed = values.parsed(asked)
    return listed if isinstance(listed, list) else [listed]


def backgrounds(asked: object, spec: Spec) -> dict[str, Background]:
    """The background of each photo by its colour's name; None asks for the format's own. Raises InvalidParameter."""
    if asked is None:
        number, name = spec.colour
        return {name: background(number, number)}
    listed = entries(asked)
    if not 1 <= len(listed) <= MOST_COLOURS:
        raise errors.InvalidParameter(f"background_color must be a list of 1 to {MOST_COLOURS} colours")
    named = dict(_background(one) for one in listed)
    if len(named) < len(listed):
        raise errors.InvalidParameter("background_color: each colour needs a color_name of its own")
    return named


def background(start: int, end: int) -> Background:
    """The background for the vendor's two numbers, the colour above and the one below: 4427483 is 0x438EDB."""
    top, bottom = ((number >> 16, number >> 8 & 0xFF, number & 0xFF) for number in (start, end))
    return Background(top, bottom)


def _background(asked: object) -> tuple[str, Background]:
    entry = values.given(asked) if isinstance(asked, dict) else _plain(asked)
    if START not in entry:
        raise errors.InvalidParameter(f"{START} is missing in background_color")
    start = _colour(entry, START)
    return _name(entry.get(NAME), start), background(start, _colour(entry, END) if END in entry else start)


def _plain(asked: object) -> Mapping[str, Any]:
    """A colour that was sent without its dictionary."""
    if values.colour(asked) is None:
        raise errors.InvalidParameter(
            'background_color: each is like {"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}'
        )
    return {START: asked}


def _colour(entry: Mapping[str, Any], field: str) -> int:
    number = values.colour(entry[field])
    if number is None:
        raise errors.InvalidParameter(f"{field} must be a whole number from 0 to {0xFFFFFF}, or a text like #438edb")
    return number


def _name(asked: object, start: int) -> str:
    """The name that a photo's name ends with; the colour's own where the caller gives none."""
    if asked is None:
        return values.colour_name(start)
    name = str(asked) if type(asked) is int else asked
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise errors.InvalidParameter(
            f"{NAME} must have 1 to 32 letters, digits, _ or -: it becomes part of file names"
        )
    return name
