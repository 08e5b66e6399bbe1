"""The parameter `ratios`: which widths to height the caller wants."""

import re

from shared import errors

MOST = 5
"""The vendor's limit; what follows is dropped, as at the vendor."""
NARROWEST, WIDEST = 0.01, 100.0
"""A ratio beyond is no picture any more, but a mistake of the caller."""
_NUMBER = re.compile(r"\+?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


def parse(text: str) -> tuple[float, ...]:
    """The first five ratios, width / height, of a text such as "1,2.35"; none for a text without any.

    Spaces and empty items are dropped. A JSON list, as cloud calls send it, reads the same. Raises InvalidParameter for
    an item among the five that is no decimal number, or lies outside 0.01 to 100.
    """
    items = (item.strip().strip("\"'").strip() for item in text.strip().removeprefix("[").removesuffix("]").split(","))
    return tuple(_ratio(item) for item in [item for item in items if item][:MOST])


def _ratio(item: str) -> float:
    if not _NUMBER.fullmatch(item) or not NARROWEST <= float(item) <= WIDEST:
        raise errors.InvalidParameter(
            f"ratios takes decimal numbers from {NARROWEST:g} to {WIDEST:g}, width divided by height, such as 1,2.35"
        )
    return float(item)
