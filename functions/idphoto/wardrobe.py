"""Which of our garments a request means: the operator's table says so, or our own names, or the ending of the vendor's,
as in api_20240521-3-boy."""

import re
from collections.abc import Mapping

from engines.portrait import GARMENTS

from . import own

ENDINGS: Mapping[str, str] = {
    **dict.fromkeys(("man", "men", "male", "gentleman", "男", "男士", "男装"), "man_suit"),
    **dict.fromkeys(("woman", "women", "female", "lady", "ladies", "女", "女士", "女装"), "woman_suit"),
    **dict.fromkeys(("boy", "girl", "child", "children", "kid", "baby"), "child_sweater"),
    **dict.fromkeys(("儿童", "童装", "男童", "女童", "男孩", "女孩"), "child_sweater"),
}
"""Our garment for the last word of a name."""
_NONE = ("0", "no", "none", "false")
_WORD = re.compile(r"[a-z]+|[一-鿿]+")
_LONGEST_WORD = 32


def wanted(asked: object) -> bool:
    """Whether other clothes are asked for at all."""
    return asked.strip().lower() not in _NONE if isinstance(asked, str) else asked not in (None, 0)


def garment(asked: object) -> str | None:
    """The garment that a name means; None where it means none of ours."""
    if not isinstance(asked, str):
        return None
    name = asked.strip().lower()
    if name in own.clothes():
        return own.clothes()[name]
    ours = name.replace("-", "_")
    if ours in GARMENTS:
        return ours
    words = _WORD.findall(name[-_LONGEST_WORD:])
    last = words[-1] if words else ""
    return ENDINGS.get(last, ENDINGS.get(last.removesuffix("s")))
