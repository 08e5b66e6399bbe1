"""The backgrounds of a request: `background_color`, in the forms in which clients write it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engines.portrait import Background
from shared import errors
from shared.bilingual import Bilingual

from . import values
from .specs import Spec

MOST_COLOURS = 6
ORIGINAL = "original"
"""In the place of a colour: the picture's own ground, ours and not the vendor's."""
START, END, NAME = "start_color", "enc_color", "color_name"
_NAME = re.compile(r"[\w-]{1,32}")


def entries(asked: object) -> Sequence[object]:
    """The colours one by one: a list, its JSON text, or a single colour that stands for a list."""
    listed = values.parsed(asked)
    return listed if isinstance(listed, list) else [listed]


def backgrounds(asked: object, spec: Spec) -> dict[str, Background | None]:
    """The background of each photo by its colour's name, None for the picture's own ground.

    Where `asked` is None it is the format's. Raises InvalidParameter.
    """
    if asked is None:
        number, name = spec.colour
        return {name: background(number, number)}
    listed = entries(asked)
    if not 1 <= len(listed) <= MOST_COLOURS:
        raise errors.InvalidParameter(
            Bilingual(
                "background_color must be a list of 1 to {most} colours",
                "background_color 必须是含 1 到 {most} 种颜色的列表",
                most=MOST_COLOURS,
            )
        )
    named = dict(_background(one) for one in listed)
    if len(named) < len(listed):
        raise errors.InvalidParameter(
            Bilingual(
                "background_color: each colour needs a color_name of its own",
                "background_color：每种颜色的 color_name 不能重复",
            )
        )
    return named


def background(start: int, end: int) -> Background:
    """The background for the vendor's two numbers, the colour above and the one below: 4427483 is 0x438EDB."""
    top, bottom = ((number >> 16, number >> 8 & 0xFF, number & 0xFF) for number in (start, end))
    return Background(top, bottom)


def _background(asked: object) -> tuple[str, Background | None]:
    entry = values.given(asked) if isinstance(asked, dict) else _plain(asked)
    if START not in entry:
        raise errors.InvalidParameter(
            Bilingual("{start} is missing in background_color", "background_color 中缺少 {start}", start=START)
        )
    if is_original(entry[START]):
        return _name(entry.get(NAME), ORIGINAL), None
    start = _colour(entry, START)
    name = _name(entry.get(NAME), values.colour_name(start))
    return name, background(start, _colour(entry, END) if END in entry else start)


def is_original(asked: object) -> bool:
    """Whether the picture's own ground is meant, and no colour."""
    return isinstance(asked, str) and asked.strip().lower() == ORIGINAL


def _plain(asked: object) -> Mapping[str, Any]:
    """A colour that was sent without its dictionary."""
    if values.colour(asked) is None and not is_original(asked):
        raise errors.InvalidParameter(
            Bilingual(
                'background_color: each is like {{"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}}',
                'background_color：每一项形如 {{"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}}',
            )
        )
    return {START: asked}


def _colour(entry: Mapping[str, Any], field: str) -> int:
    number = values.colour(entry[field])
    if number is None:
        raise errors.InvalidParameter(
            Bilingual(
                "{field} must be a whole number from 0 to {highest}, or a text like #438edb",
                "{field} 必须是 0 到 {highest} 的整数，或形如 #438edb 的文本",
                field=field,
                highest=16777215,
            )
        )
    return number


def _name(asked: object, usual: str) -> str:
    """The name that a photo's name ends with."""
    if asked is None:
        return usual
    name = str(asked) if type(asked) is int else asked
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise errors.InvalidParameter(
            Bilingual(
                "{name} must have 1 to 32 letters, digits, _ or -: it becomes part of file names",
                "{name} 必须是 1 到 32 个字母、数字、_ 或 -：它会成为文件名的一部分",
                name=NAME,
            )
        )
    return name
