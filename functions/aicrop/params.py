"""The parameter `ratios`: which widths to height the caller wants."""

import re
from itertools import islice

from shared import errors
from shared.bilingual import Bilingual

MOST = 5
"""The vendor's limit; what follows is dropped, as at the vendor."""
NARROWEST, WIDEST = 0.01, 100.0
"""A ratio beyond is no picture any more, but a mistake of the caller."""
_NUMBER = r"(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[+-]?\d{1,3})?"
_RATIO = re.compile(rf"\+?({_NUMBER})(?:[:/]({_NUMBER}))?", re.ASCII | re.IGNORECASE)
_WIDE = str.maketrans("０１２３４５６７８９．：／，、；", "0123456789.:/,,;")
"""What a Chinese keyboard writes."""
_SIGN = re.compile(r"(?<!\s)\s*([:/])\s*")
_ITEM = re.compile(r"[^,;\s]+")


def parse(text: str) -> tuple[float, ...]:
    """The first five ratios, width / height, of a text such as "1,2.35" or "16:9"; none for a text without any.

    Commas, semicolons and spaces stand between them, as they do on a Chinese keyboard too; empty items are dropped. A
    JSON list, as cloud calls send it, reads the same. Raises InvalidParameter for an item among the five that is no
    decimal number nor two with a colon or a slash between, or lies outside 0.01 to 100.
    """
    plain = _SIGN.sub(r"\1", text.translate(_WIDE).strip().removeprefix("[").removesuffix("]"))
    items = (found[0].strip("\"'") for found in _ITEM.finditer(plain))
    return tuple(_ratio(item) for item in islice(filter(None, items), MOST))


def _ratio(item: str) -> float:
    found = _RATIO.fullmatch(item)
    width, height = (float(found[1]), float(found[2] or 1)) if found else (0.0, 1.0)
    if not height * NARROWEST <= width <= height * WIDEST or width == 0:
        raise errors.InvalidParameter(
            Bilingual(
                "ratios takes decimal numbers from {narrowest:g} to {widest:g}, width divided by height, "
                "such as 1,2.35 or 16:9",
                "ratios 的每个值是宽高比，为 {narrowest:g} 到 {widest:g} 的小数，例如 1,2.35 或 16:9",
                narrowest=NARROWEST,
                widest=WIDEST,
            )
        )
    return width / height
