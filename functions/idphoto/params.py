"""The request for ID photos: Leqi's JSON document becomes an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engines.portrait import TIGHT, WIDE, Bounds, Format, Order
from shared import errors

from . import measures, own, values, wardrobe
from .beauty import levels
from .colours import backgrounds
from .ignored import ignored
from .specs import Spec

SPACINGS = {1: WIDE, 2: TIGHT}
"""What `print_type` asks for."""


@dataclass(frozen=True)
class Request(Order):
    """An order, and sentences about what of the request is not followed."""

    ignored: tuple[str, ...] = ()


def order(document: Mapping[str, Any]) -> Request:
    """The order in a request. Raises InvalidParameter, which names the field, or InvalidFairLevel."""
    asked = values.given(document)
    width, height = measures.sides(asked)
    spec = _spec(asked, width, height)
    return Request(
        format=Format(
            size=measures.size(width or spec.size[0], height or spec.size[1]),
            bounds=_bounds(measures.ratios(asked, spec.ratios)),
            by_ears=measures.flag(asked, "hor_align_type"),
            level_shoulders=measures.flag(asked, "pose_fix"),
        ),
        dpi=measures.resolution(asked, spec.dpi),
        backgrounds=backgrounds(asked.get("background_color"), spec),
        window=measures.window(asked, spec.file_kb),
        spacing=SPACINGS[measures.whole(asked, "print_type", min(SPACINGS), max(SPACINGS)) or min(SPACINGS)],
        levels=levels(asked.get("fair_level"), usual=measures.flag(asked, "need_origin_beauty")),
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
    specs = own.specs()
    if number in specs:
        return specs[number]
    if not (width and height):
        known = ", ".join(map(str, specs))
        raise errors.InvalidParameter(f"spec_id is unknown: send one of {known}, or width_px and height_px beside it")
    return Spec("own size", (width, height))


def _bounds(ratios: tuple[float, ...]) -> Bounds:
    wishes = [None if ratio == measures.NO_WISH else ratio for ratio in ratios]
    return Bounds(*zip(wishes[::2], wishes[1::2], strict=True))
