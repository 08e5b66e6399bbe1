"""The request for ID photos: Leqi's JSON document becomes an order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engines.portrait import (
    FIVE_INCH,
    SIX_INCH,
    TIGHT,
    WIDE,
    WIDE_ON_FIVE,
    Bounds,
    Format,
    Order,
    Paper,
    Print,
    Second,
)
from shared import errors
from shared.bilingual import Bilingual

from . import measures, own, values
from .beauty import levels, light
from .colours import backgrounds
from .ignored import ignored
from .specs import Spec

PAPERS = {5: FIVE_INCH, 6: SIX_INCH}
"""What `sheet_inches` asks for, the last one where nothing does."""
SPACINGS = {SIX_INCH: {1: WIDE, 2: TIGHT}, FIVE_INCH: {1: WIDE_ON_FIVE, 2: TIGHT}}
"""What `print_type` asks for, on each paper; the first where nothing does."""


@dataclass(frozen=True)
class Request(Order):
    """An order, and sentences about what of the request is not followed."""

    ignored: tuple[Bilingual, ...] = ()


def order(document: Mapping[str, Any]) -> Request:
    """The order in a request. Raises InvalidParameter, which names the field, or InvalidFairLevel."""
    asked = values.given(document)
    spec = _spec(asked)
    paper = PAPERS[measures.whole(asked, "sheet_inches", min(PAPERS), max(PAPERS)) or max(PAPERS)]
    spacings = SPACINGS[paper]
    beautified = measures.flag(asked, "need_origin_beauty")
    dpi = measures.resolution(asked, spec.dpi)
    printed_dpi = None if _fits(Print(spec.size, dpi), paper) else spec.dpi
    return Request(
        format=_format(asked, spec.size, measures.ratios(asked, spec.ratios)),
        dpi=dpi,
        printed_dpi=printed_dpi,
        backgrounds=backgrounds(asked.get("background_color"), spec),
        window=measures.window(asked, spec.file_kb),
        spacing=spacings[measures.whole(asked, "print_type", min(spacings), max(spacings)) or min(spacings)],
        levels=levels(asked.get("fair_level"), usual=beautified),
        light=light(asked.get("light"), usual=beautified and "fair_level" not in asked),
        paper=paper,
        second=_second(asked),
        ignored=(*ignored(asked), *_printed(dpi, printed_dpi)),
    )


def _fits(photo: Print, paper: Paper) -> bool:
    """Whether the paper holds the photo true to size, upright or turned."""
    return all(side <= room for side, room in zip(sorted(photo.sides), sorted(paper), strict=True))


def _printed(dpi: int, printed_dpi: int | None) -> Iterator[Bilingual]:
    if printed_dpi not in (None, dpi):
        yield Bilingual(
            "at {dpi} dpi the photo is larger than its print sheet: there it is printed at {printed} dpi",
            "按 {dpi} dpi，照片大于相纸：排版照按 {printed} dpi 排版",
            dpi=dpi,
            printed=printed_dpi,
        )


def _format(asked: Mapping[str, Any], size: tuple[int, int], ratios: tuple[float, ...]) -> Format:
    return Format(
        size=size,
        bounds=_bounds(ratios),
        by_ears=measures.flag(asked, "hor_align_type"),
        level_shoulders=measures.flag(asked, "pose_fix"),
    )


def _second(asked: Mapping[str, Any]) -> Second | None:
    """The further format of a mixed print sheet."""
    if "sheet_spec_id" not in asked:
        return None
    spec = own.specs().get(values.whole(asked["sheet_spec_id"]) or -1)
    if spec is None:
        known = ", ".join(map(str, own.specs()))
        raise errors.InvalidParameter(
            Bilingual(
                "sheet_spec_id is unknown: send one of {known}", "sheet_spec_id 不存在：可用的有 {known}", known=known
            )
        )
    return Second(_format(asked, spec.size, spec.ratios), spec.dpi)


def _spec(asked: Mapping[str, Any]) -> Spec:
    """The format of a number of the catalogue, at the size in pixels; any other number stands for that size alone."""
    width, height = measures.sides(asked)
    if "spec_id" not in asked:
        raise errors.InvalidParameter(
            Bilingual(
                "spec_id is missing: send a number of the catalogue, such as 1 for one inch",
                "缺少 spec_id：请发送规格编号，例如 1 表示一寸",
            )
        )
    number = values.whole(asked["spec_id"])
    if number is None:
        raise errors.InvalidParameter(
            Bilingual(
                "spec_id must be a whole number of the catalogue, such as 1 for one inch",
                "spec_id 必须是规格编号（整数），例如 1 表示一寸",
            )
        )
    specs = own.specs()
    if number in specs:
        spec = specs[number]
        return replace(spec, size=measures.size(width or spec.size[0], height or spec.size[1]))
    if not (width and height):
        known = ", ".join(map(str, specs))
        raise _unknown_spec(known)
    return Spec("own size", measures.size(width, height))


def _bounds(ratios: tuple[float, ...]) -> Bounds:
    wishes = [None if ratio == measures.NO_WISH else ratio for ratio in ratios]
    return Bounds(*zip(wishes[::2], wishes[1::2], strict=True))


def _unknown_spec(known: str) -> errors.InvalidParameter:
    return errors.InvalidParameter(
        Bilingual(
            "spec_id is unknown: send one of {known}, or width_px and height_px beside it",
            "spec_id 不存在：可用的有 {known}，也可以同时给出 width_px 和 height_px",
            known=known,
        )
    )
