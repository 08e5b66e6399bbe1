"""The request for ID photos: Leqi's JSON document becomes an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engines.portrait import TIGHT, WIDE, Bounds, Format, Order, Window
from shared import errors

from . import values, wardrobe
from .beauty import levels
from .colours import backgrounds
from .ignored import ignored
from .specs import SPECS, Spec

WIDEST, HIGHEST = 1050, 1500
"""Pixels of a photo, as the vendor has it."""
LEAST_SIDE = 60
"""Pixels: less shows no face."""
MOST_ASPECT = 2.0
"""Longer side by shorter one: no format of a photo is longer, and heads in strips are cut or tiny."""
LARGEST_KB = 10240
"""A photo of 1050 x 1500 never needs more, and what fills a file up is held in memory."""
SPACINGS = {1: WIDE, 2: TIGHT}
"""What `print_type` asks for."""
NO_WISH = -1.0
"""A number of `ratios` that is left to us."""


@dataclass(frozen=True)
class Request(Order):
    """An order, and sentences about what of the request is not followed."""

    ignored: tuple[str, ...] = ()


def order(document: Mapping[str, Any]) -> Request:
    """The order in a request. Raises InvalidParameter, which names the field, or InvalidFairLevel."""
    asked = values.given(document)
    width = _whole(asked, "width_px", LEAST_SIDE, WIDEST)
    height = _whole(asked, "height_px", LEAST_SIDE, HIGHEST)
    spec = _spec(asked, width, height)
    return Request(
        format=Format(
            size=_size(width or spec.size[0], height or spec.size[1]),
            bounds=_bounds(asked, spec),
            by_ears=_flag(asked, "hor_align_type"),
            level_shoulders=_flag(asked, "pose_fix"),
        ),
        dpi=spec.dpi,
        backgrounds=backgrounds(asked.get("background_color"), spec),
        window=_window(asked, spec),
        spacing=SPACINGS[_whole(asked, "print_type", min(SPACINGS), max(SPACINGS)) or min(SPACINGS)],
        levels=levels(asked.get("fair_level"), usual=_flag(asked, "need_origin_beauty")),
        garment=wardrobe.garment(asked.get("clothes")),
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


def _size(width: int, height: int) -> tuple[int, int]:
    if max(width, height) > MOST_ASPECT * min(width, height):
        raise errors.InvalidParameter(
            f"width_px and height_px make a photo of {width} x {height}: the longer side may be at most twice the other"
        )
    return width, height


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


def _bounds(asked: Mapping[str, Any], spec: Spec) -> Bounds:
    wishes = [None if ratio == NO_WISH else ratio for ratio in _ratios(asked, spec)]
    return Bounds(*zip(wishes[::2], wishes[1::2], strict=True))


def _ratios(asked: Mapping[str, Any], spec: Spec) -> tuple[float, ...]:
    if "ratios" not in asked:
        return spec.ratios
    listed = asked["ratios"]
    if isinstance(listed, str):
        listed = values.parsed(f"[{listed.strip().strip('[]')}]")
    wishes = listed if isinstance(listed, list) else []
    numbers = [NO_WISH if one is None else values.number(one) for one in wishes]
    ratios = tuple(one for one in numbers if one is not None and (one == NO_WISH or 0 <= one <= 1))
    if not len(ratios) == len(numbers) == len(spec.ratios):
        raise errors.InvalidParameter("ratios must be a list of eight numbers from 0 to 1, or -1 for no wish")
    for low, high in zip(ratios[::2], ratios[1::2], strict=True):
        if NO_WISH not in (low, high) and low > high:
            raise errors.InvalidParameter("ratios: of each pair the first number must not be the greater one")
    return ratios


def _window(asked: Mapping[str, Any], spec: Spec) -> Window:
    """The caller's window, or the standard's where the caller has no wish at all."""
    least, most = (_whole(asked, name, 0, LARGEST_KB, " KB") or None for name in ("file_size_min", "file_size_max"))
    if least and most and least > most:
        raise errors.InvalidParameter("file_size_min is greater than file_size_max")
    return Window(least, most) if least or most else Window(*spec.file_kb)
