"""The measures of a photo in a request, or in an operator's table of formats: each field is read and bounded here.

All raise InvalidParameter, which names the field.
"""

from collections.abc import Mapping
from typing import Any

from engines.portrait import Window
from shared import errors
from shared.bilingual import Bilingual

from . import values

WIDEST, HIGHEST = 1050, 1500
"""Pixels of a photo, as the vendor has it."""
LEAST_SIDE = 60
"""Pixels: less shows no face."""
MOST_ASPECT = 2.0
"""Longer side by shorter one: no format of a photo is longer, and heads in strips are cut or tiny."""
COARSEST, FINEST = 72, 1200
"""Pixels by inch: from that of screens to that of the finest printers."""
LARGEST_KB = 10240
"""A photo of 1050 x 1500 never needs more, and what fills a file up is held in memory."""
NO_WISH = -1.0
"""A number of `ratios` that is left to us."""


def whole(asked: Mapping[str, Any], name: str, low: int, high: int, unit: str = "") -> int:
    """A number from `low` to `high`; 0 where there is none, and 0 itself says that, as typed clients send it."""
    value = values.whole(asked.get(name, 0))
    if value != 0 and (value is None or not low <= value <= high):
        raise errors.InvalidParameter(
            Bilingual(
                "{name} must be a whole number from {low} to {high}{unit}",
                "{name} 必须是 {low} 到 {high}{unit} 的整数",
                name=name,
                low=low,
                high=high,
                unit=unit,
            )
        )
    return value


def flag(asked: Mapping[str, Any], name: str) -> bool:
    """A yes or no; no where there is none."""
    value = values.flag(asked.get(name, 0))
    if value not in (0, 1):
        raise errors.InvalidParameter(Bilingual("{name} must be 0 or 1", "{name} 必须是 0 或 1", name=name))
    return value == 1


def sides(asked: Mapping[str, Any]) -> tuple[int, int]:
    """The width and the height in pixels that are asked for, 0 where none is."""
    return whole(asked, "width_px", LEAST_SIDE, WIDEST), whole(asked, "height_px", LEAST_SIDE, HIGHEST)


def size(width: int, height: int) -> tuple[int, int]:
    """A photo's size, if it is that of a photo."""
    if max(width, height) > MOST_ASPECT * min(width, height):
        raise errors.InvalidParameter(
            Bilingual(
                "width_px and height_px make a photo of {width} x {height}: the longer side "
                "may be at most twice the other",
                "width_px 和 height_px 给出的照片为 {width} x {height}：长边最多是短边的两倍",
                width=width,
                height=height,
            )
        )
    return width, height


def resolution(asked: Mapping[str, Any], usual: int) -> int:
    """Pixels by inch."""
    return whole(asked, "dpi", COARSEST, FINEST) or usual


def ratios(asked: Mapping[str, Any], usual: tuple[float, ...]) -> tuple[float, ...]:
    """Eight bounds from 0 to 1, -1 where one is left to us."""
    if "ratios" not in asked:
        return usual
    listed = asked["ratios"]
    if isinstance(listed, str):
        listed = values.parsed(f"[{listed.strip().strip('[]')}]")
    wishes = listed if isinstance(listed, list) else []
    numbers = [NO_WISH if one is None else values.number(one) for one in wishes]
    found = tuple(one for one in numbers if one is not None and (one == NO_WISH or 0 <= one <= 1))
    if not len(found) == len(numbers) == len(usual):
        raise errors.InvalidParameter(
            Bilingual(
                "ratios must be a list of eight numbers from 0 to 1, or -1 for no wish",
                "ratios 必须是八个数的列表，每个数为 0 到 1，或用 -1 表示不指定",
            )
        )
    for low, high in zip(found[::2], found[1::2], strict=True):
        if NO_WISH not in (low, high) and low > high:
            raise errors.InvalidParameter(
                Bilingual(
                    "ratios: of each pair the first number must not be the greater one",
                    "ratios：每一对中，前一个数不能大于后一个数",
                )
            )
    return found


def window(asked: Mapping[str, Any], usual: tuple[int | None, int | None]) -> Window:
    """The bounds of the file's size that are asked for, or the usual ones where there is no wish at all."""
    least, most = (whole(asked, name, 0, LARGEST_KB, " KB") or None for name in ("file_size_min", "file_size_max"))
    if least and most and least > most:
        raise errors.InvalidParameter(
            Bilingual("file_size_min is greater than file_size_max", "file_size_min 大于 file_size_max")
        )
    return Window(least, most) if least or most else Window(*usual)
