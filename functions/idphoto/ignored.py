"""What of a request was not followed, in a sentence each: the answer's `warning`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared import leqi

from . import colours, own, values
from .beauty import FEATURES

FIELDS = frozenset(
    {
        *("spec_id", leqi.URL, leqi.FILE, "width_px", "height_px", "background_color", "ratios"),
        *("file_size_min", "file_size_max", "print_type", "hor_align_type", "pose_fix"),
        *("need_origin_beauty", "fair_level", "clothes"),
        *("dpi", "sheet_inches", "sheet_spec_id", "light"),
    }
)
"""The fields that a request may have."""
_SIDES = ("width_px", "height_px")
_NAME = re.compile(r"[\w-]{1,32}")
_MOST_NAMES = 5
_NO_CLOTHES = (None, 0, "0", "no", "none", "false")


def ignored(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each thing in an order that is taken, and means nothing here or not what it says."""
    return (
        *_unknown("unknown fields", asked.keys() - FIELDS),
        *_portrait(asked),
        *_size(asked),
        *_colours(asked.get("background_color")),
        *_features(values.parsed(asked.get("fair_level"))),
        *_clothes(asked.get("clothes")),
    )


def _unknown(what: str, names: Iterable[str]) -> Iterator[str]:
    """Names are the caller's: what does not look like one is not shown."""
    found = sorted(names)
    if found:
        shown = [name for name in found if _NAME.fullmatch(name)][:_MOST_NAMES]
        others = ["others"] if len(shown) < len(found) else []
        yield f"{what} were ignored: {', '.join([*shown, *others])}"


def _portrait(asked: Mapping[str, Any]) -> Iterator[str]:
    if leqi.FILE in asked and leqi.URL in asked:
        yield f"{leqi.URL} was ignored, as {leqi.FILE} was sent"


def _size(asked: Mapping[str, Any]) -> Iterator[str]:
    given = [name for name in _SIDES if values.whole(asked.get(name))]
    if values.whole(asked.get("spec_id")) not in own.specs():
        dpi = "" if "dpi" in asked else ", at 300 dpi"
        yield f"spec_id is not in our catalogue: the size is that of width_px and height_px{dpi}"
    elif len(given) == 1:
        other = _SIDES[1 - _SIDES.index(given[0])]
        yield f"{given[0]} came without {other}: the format's own {other} was kept"


def _colours(asked: object) -> Iterator[str]:
    listed = colours.entries(asked) if asked is not None else []
    found = [one if isinstance(one, dict) else {} for one in listed if not colours.is_original(one)]
    if any(colours.NAME not in values.given(one) for one in found):
        yield f"{colours.NAME} is missing in background_color: the colour's own, white or 438edb, was taken"
    known = {colours.START, colours.END, colours.NAME}
    yield from _unknown("unknown keys of background_color", {name for one in found for name in one} - known)


def _features(asked: object) -> Iterator[str]:
    if isinstance(asked, dict):
        yield from _unknown("unknown keys of fair_level", asked.keys() - FEATURES)


def _clothes(asked: object) -> Iterator[str]:
    name = asked.strip().lower() if isinstance(asked, str) else asked
    if name not in _NO_CLOTHES:
        yield "clothes cannot be changed here: the person's own clothes were kept"
