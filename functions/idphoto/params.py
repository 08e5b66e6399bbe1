"""The request for ID photos: Leqi's JSON document becomes an Order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared import errors

from .engine.background import Background
from .engine.beauty import Levels
from .engine.bounds import Bounds
from .engine.clothes import GARMENTS
from .engine.jpeg import Window
from .specs import SPECS, Spec

WIDEST, HIGHEST = 1050, 1500
"""Pixels of a photo, as the vendor has it."""
LEAST_SIDE = 60
"""Pixels: less shows no face."""
MOST_COLOURS = 6
LARGEST_KB = 10240
BEAUTY = 3
"""The level where beauty is asked for by need_origin_beauty alone."""
_NAME = re.compile(r"[\w-]{1,32}")


@dataclass(frozen=True)
class Order:
    """What is to be made: a photo of `size` (width, height) pixels for each background, by its colour's name."""

    size: tuple[int, int]
    dpi: int
    bounds: Bounds
    by_ears: bool
    level_shoulders: bool
    backgrounds: Mapping[str, Background]
    window: Window
    print_type: int
    levels: Levels
    clothes: str | None


def order(document: Mapping[str, Any]) -> Order:
    """The order in a request. Raises InvalidParameter, which names the field, or InvalidFairLevel."""
    spec = _spec(document)
    width, height = spec.size
    return Order(
        size=(
            _whole(document, "width_px", LEAST_SIDE, WIDEST, width),
            _whole(document, "height_px", LEAST_SIDE, HIGHEST, height),
        ),
        dpi=spec.dpi,
        bounds=Bounds.of(_ratios(document, spec)),
        by_ears=_flag(document, "hor_align_type"),
        level_shoulders=_flag(document, "pose_fix"),
        backgrounds=_backgrounds(document, spec),
        window=_window(document, spec),
        print_type=_whole(document, "print_type", 1, 2, 1),
        levels=_levels(document),
        clothes=_clothes(document),
    )


def _spec(document: Mapping[str, Any]) -> Spec:
    if "spec_id" not in document:
        raise errors.InvalidParameter("spec_id is missing: send a number of the catalogue, such as 1 for one inch")
    spec = SPECS.get(_whole(document, "spec_id", 1, 999_999_999, 0))
    if spec is None:
        raise errors.InvalidParameter(f"spec_id is unknown: send one of {', '.join(map(str, SPECS))}")
    return spec


def _whole(document: Mapping[str, Any], name: str, low: int, high: int, default: int) -> int:
    """A whole number, which may come as a text of digits."""
    value = document.get(name, default)
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        value = int(value)
    if type(value) is not int or not low <= value <= high:
        raise errors.InvalidParameter(f"{name} must be a whole number from {low} to {high}")
    return value


def _flag(document: Mapping[str, Any], name: str) -> bool:
    return _whole(document, name, 0, 1, 0) == 1


def _ratios(document: Mapping[str, Any], spec: Spec) -> tuple[float, ...]:
    values = document.get("ratios", spec.ratios)
    if not (
        isinstance(values, list | tuple)
        and len(values) == 8
        and all(type(value) in (int, float) and (value == -1 or 0 <= value <= 1) for value in values)
    ):
        raise errors.InvalidParameter("ratios must be a list of eight numbers from 0 to 1, or -1 for no wish")
    for low, high in zip(values[::2], values[1::2], strict=True):
        if -1 not in (low, high) and low > high:
            raise errors.InvalidParameter("ratios: of each pair the first number must not be the greater one")
    return tuple(float(value) for value in values)


def _backgrounds(document: Mapping[str, Any], spec: Spec) -> dict[str, Background]:
    if "background_color" not in document:
        number, name = spec.colour
        return {name: Background.of(number, number)}
    listed = document["background_color"]
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_COLOURS:
        raise errors.InvalidParameter(f"background_color must be a list of 1 to {MOST_COLOURS} colours")
    backgrounds = dict(_background(one) for one in listed)
    if len(backgrounds) < len(listed):
        raise errors.InvalidParameter("background_color: each colour needs a color_name of its own")
    return backgrounds


def _background(colour: object) -> tuple[str, Background]:
    if not isinstance(colour, dict):
        raise errors.InvalidParameter(
            'background_color: each is like {"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}'
        )
    name = colour.get("color_name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise errors.InvalidParameter(
            "color_name must have 1 to 32 letters, digits, _ or -: it becomes part of file names"
        )
    if "start_color" not in colour:
        raise errors.InvalidParameter("start_color is missing in background_color")
    start = _whole(colour, "start_color", 0, 0xFFFFFF, 0)
    return name, Background.of(start, _whole(colour, "enc_color", 0, 0xFFFFFF, start))


def _window(document: Mapping[str, Any], spec: Spec) -> Window:
    """The caller's window, or the standard's where the caller has no wish at all."""
    asked = [_whole(document, name, 0, LARGEST_KB, 0) or None for name in ("file_size_min", "file_size_max")]
    return Window(*(asked if any(asked) else spec.file_kb))


def _levels(document: Mapping[str, Any]) -> Levels:
    asked = document.get("fair_level")
    default = BEAUTY if _flag(document, "need_origin_beauty") else 0
    value = default if asked is None else asked
    whole = value.values() if isinstance(value, dict) else [value]
    if not all(type(level) is int for level in whole):
        raise errors.InvalidFairLevel("fair_level must be a whole number from 0 to 5, or a dictionary of such numbers")
    return Levels.of(value)


def _clothes(document: Mapping[str, Any]) -> str | None:
    name = document.get("clothes")
    if name is None:
        return None
    if not isinstance(name, str) or name not in GARMENTS:
        raise errors.InvalidParameter(f"clothes is unknown: send one of {', '.join(GARMENTS)}")
    return name
