"""The request for ID photos: Leqi's JSON document becomes an Order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engines.portrait.background import Background
from engines.portrait.beauty import Levels
from engines.portrait.bounds import Bounds
from engines.portrait.jpeg import Window
from shared import errors

from . import values, wardrobe
from .colours import backgrounds
from .ignored import FEATURES, ignored
from .refusals import InvalidFairLevel
from .specs import SPECS, Spec

WIDEST, HIGHEST = 1050, 1500
"""Pixels of a photo, as the vendor has it."""
LEAST_SIDE = 60
"""Pixels: less shows no face."""
LARGEST_KB = 10240
BEAUTY = 3
"""The level where beauty is asked for by need_origin_beauty alone."""


@dataclass(frozen=True)
class Order:
    """What is to be made: a photo of `size` (width, height) pixels for each background, by its colour's name.

    `ignored` are sentences about what of the request is not followed.
    """

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
    ignored: tuple[str, ...] = ()


def order(document: Mapping[str, Any]) -> Order:
    """The order in a request. Raises InvalidParameter, which names the field, or InvalidFairLevel."""
    asked = values.given(document)
    width = _whole(asked, "width_px", LEAST_SIDE, WIDEST)
    height = _whole(asked, "height_px", LEAST_SIDE, HIGHEST)
    spec = _spec(asked, width, height)
    return Order(
        size=(width or spec.size[0], height or spec.size[1]),
        dpi=spec.dpi,
        bounds=Bounds.of(_ratios(asked, spec)),
        by_ears=_flag(asked, "hor_align_type"),
        level_shoulders=_flag(asked, "pose_fix"),
        backgrounds=backgrounds(asked.get("background_color"), spec),
        window=_window(asked, spec),
        print_type=_whole(asked, "print_type", 1, 2) or 1,
        levels=_levels(asked),
        clothes=wardrobe.garment(asked.get("clothes")),
        ignored=ignored(asked),
    )


def _spec(asked: Mapping[str, Any], width: int, height: int) -> Spec:
    """The format of a number of the catalogue; for any other number, that of the size in pixels."""
    if "spec_id" not in asked:
        raise errors.InvalidParameter("spec_id is missing: send a number of the catalogue, such as 1 for one inch")
    number = values.whole(asked["spec_id"])
    if number is None:
        raise errors.InvalidParameter("spec_id must be a whole number of the catalogue, such as 1 for one inch")
    if number in SPECS:
        return SPECS[number]
    if not (width and height):
        known = ", ".join(map(str, SPECS))
        raise errors.InvalidParameter(f"spec_id is unknown: send one of {known}, or width_px and height_px beside it")
    return Spec("own size", (width, height))


def _whole(asked: Mapping[str, Any], name: str, low: int, high: int, unit: str = "") -> int:
    """A number from `low` to `high`; 0 where there is none, and 0 itself says that, as typed clients send it."""
    value = values.whole(asked.get(name, 0))
    if value != 0 and (value is None or not low <= value <= high):
        raise errors.InvalidParameter(f"{name} must be a whole number from {low} to {high}{unit}")
    return value


def _flag(asked: Mapping[str, Any], name: str) -> bool:
    value = values.flag(asked.get(name, 0))
    if value not in (0, 1):
        raise errors.InvalidParameter(f"{name} must be 0 or 1")
    return value == 1


def _ratios(asked: Mapping[str, Any], spec: Spec) -> tuple[float, ...]:
    if "ratios" not in asked:
        return spec.ratios
    listed = asked["ratios"]
    if isinstance(listed, str):
        listed = values.parsed(f"[{listed.strip().strip('[]')}]")
    numbers = [-1.0 if one is None else values.number(one) for one in listed] if isinstance(listed, list) else []
    ratios = tuple(one for one in numbers if one is not None and (one == -1 or 0 <= one <= 1))
    if not len(ratios) == len(numbers) == len(spec.ratios):
        raise errors.InvalidParameter("ratios must be a list of eight numbers from 0 to 1, or -1 for no wish")
    for low, high in zip(ratios[::2], ratios[1::2], strict=True):
        if -1 not in (low, high) and low > high:
            raise errors.InvalidParameter("ratios: of each pair the first number must not be the greater one")
    return ratios


def _window(asked: Mapping[str, Any], spec: Spec) -> Window:
    """The caller's window, or the standard's where the caller has no wish at all."""
    bounds = [_whole(asked, name, 0, LARGEST_KB, " KB") or None for name in ("file_size_min", "file_size_max")]
    return Window(*(bounds if any(bounds) else spec.file_kb))


def _levels(asked: Mapping[str, Any]) -> Levels:
    wish = values.parsed(asked.get("fair_level"))
    if wish is None:
        return Levels.of(BEAUTY if _flag(asked, "need_origin_beauty") else 0)
    if isinstance(wish, dict):
        return Levels.of({name: _level(one) for name, one in values.given(wish).items() if name in FEATURES})
    return Levels.of(_level(wish))


def _level(value: object) -> int:
    level = values.whole(value)
    if level is None:
        raise InvalidFairLevel("fair_level must be a whole number from 0 to 5, or a dictionary of such numbers")
    return level
