"""What of a request was not followed, in a sentence each: the answer's `warning`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared import leqi
from shared.bilingual import Bilingual, joined

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


def ignored(asked: Mapping[str, Any]) -> tuple[Bilingual, ...]:
    """A sentence for each thing in an order that is taken, and means nothing here or not what it says."""
    return (
        *_unknown(Bilingual("unknown fields", "未知的字段"), asked.keys() - FIELDS),
        *_portrait(asked),
        *_size(asked),
        *_colours(asked.get("background_color")),
        *_features(values.parsed(asked.get("fair_level"))),
        *_clothes(asked.get("clothes")),
    )


def _unknown(what: Bilingual, names: Iterable[str]) -> Iterator[Bilingual]:
    """Names are the caller's: what does not look like one is not shown."""
    found = sorted(names)
    if found:
        shown = [name for name in found if _NAME.fullmatch(name)][:_MOST_NAMES]
        others = [Bilingual("others", "其他")] if len(shown) < len(found) else []
        listed = joined([*(Bilingual("{name}", "{name}", name=name) for name in shown), *others], ", ", "、")
        yield Bilingual("{what} were ignored: {names}", "忽略了{what}：{names}", what=what, names=listed)


def _portrait(asked: Mapping[str, Any]) -> Iterator[Bilingual]:
    if leqi.FILE in asked and leqi.URL in asked:
        yield Bilingual(
            "{url} was ignored, as {file} was sent", "已发送 {file}，忽略了 {url}", url=leqi.URL, file=leqi.FILE
        )


def _size(asked: Mapping[str, Any]) -> Iterator[Bilingual]:
    given = [name for name in _SIDES if values.whole(asked.get(name))]
    if values.whole(asked.get("spec_id")) not in own.specs():
        dpi = Bilingual("", "") if "dpi" in asked else Bilingual(", at 300 dpi", "，分辨率为 300 dpi")
        yield Bilingual(
            "spec_id is not in our catalogue: the size is that of width_px and height_px{dpi}",
            "规格表中没有此 spec_id：尺寸取 width_px 和 height_px{dpi}",
            dpi=dpi,
        )
    elif len(given) == 1:
        other = _SIDES[1 - _SIDES.index(given[0])]
        yield Bilingual(
            "{given} came without {other}: the format's own {other} was kept",
            "只给了 {given} 而没有 {other}：{other} 沿用规格的值",
            given=given[0],
            other=other,
        )


def _colours(asked: object) -> Iterator[Bilingual]:
    listed = colours.entries(asked) if asked is not None else []
    found = [one if isinstance(one, dict) else {} for one in listed if not colours.is_original(one)]
    if any(colours.NAME not in values.given(one) for one in found):
        yield Bilingual(
            "{name} is missing in background_color: the colour's own, white or 438edb, was taken",
            "background_color 缺少 {name}：用了颜色本身的名称，如 white 或 438edb",
            name=colours.NAME,
        )
    known = {colours.START, colours.END, colours.NAME}
    yield from _unknown(
        Bilingual("unknown keys of background_color", "background_color 中未知的键"),
        {name for one in found for name in one} - known,
    )


def _features(asked: object) -> Iterator[Bilingual]:
    if isinstance(asked, dict):
        yield from _unknown(Bilingual("unknown keys of fair_level", "fair_level 中未知的键"), asked.keys() - FEATURES)


def _clothes(asked: object) -> Iterator[Bilingual]:
    name = asked.strip().lower() if isinstance(asked, str) else asked
    if name not in _NO_CLOTHES:
        yield Bilingual(
            "clothes cannot be changed here: the person's own clothes were kept",
            "这里不能换装：保留了本人的衣服",
        )
