"""Names and prices in a line of a menu, by the way they are written."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engines.text import Character

from .rows import IDEOGRAPHS

_COUNTED = "份例位斤只条碗杯瓶盘个打两套客串壶人笼罐扎煲锅盅块"
_PRICE = re.compile(
    rf"""(?<![\dA-Za-z])(?<!\d\.)
    (?P<sign>[¥Y]|RMB)?\ ?
    (?P<number>\d{{1,4}}(?:\.\d{{1,2}})?)
    (?P<unit>\ ?(?:元|圆)(?:\ ?/?\ ?每?[{_COUNTED}])?|\ ?/\ ?每?[{_COUNTED}])?
    (?!\.?\d|[A-Za-z%]|\ ?[年月日号]|\ ?[.、)]\ ?[^\W\d_])""",  # no percentage, grammes, day, number of a name
    re.VERBOSE,
)
_NO_PRICE = re.compile(r"\d+(?:[/.-]\d+){2,}|\d+ ?[:~×xX*-] ?\d+|\d{5,}")
"""Dates, hours, telephone numbers, sizes."""
_FOLLOWED = re.compile(r"[^\W_]")
_LEADERS = re.compile(r"[.·•‧…⋯—–_=-]{2,}|[…⋯—]")
_MARKS = " .·•‧…⋯—–_=:;,、|*~'\"“”‘’-★☆●◆▲■"
_NO_DISH = re.compile(
    "小计|电话|热线|地址|时间|日期|桌号|人数|数量|支付|订单|编号|优惠|出生|立减|[年月]\\d|\\d[年月]|满\\d|"
    "^(?:[大中小半]?[份杯碗盘例只]|每?[份位例]|热|冰|冷|常温|时价|(?:会员|原|现|特|优惠)?价格?)$"
)
"""What stands before numbers that are no prices of dishes, or tells a dish's prices apart."""
_SPACE = re.compile(r"(?<=[\u2e80-\u9fff]) | (?=[\u2e80-\u9fff])")


@dataclass(frozen=True)
class Name:
    """What may be a dish: its text and its characters."""

    text: str
    characters: tuple[Character, ...]

    @property
    def chinese(self) -> bool:
        """Whether it has a Chinese character: what has none is often the same in English below the name."""
        return any(letter >= IDEOGRAPHS for letter in self.text)


@dataclass(frozen=True)
class Price:
    """A price: its amount, how it is written, and its characters. `style` has a word for each sign that it bears."""

    amount: float
    style: frozenset[str]
    characters: tuple[Character, ...]


def parts(characters: Sequence[Character]) -> Iterator[Name | Price]:
    """The names and prices of a line from left to right."""
    text = "".join(map(_plain, characters))
    start = 0
    others = [match.span() for match in _NO_PRICE.finditer(text)]
    for match in _PRICE.finditer(text):
        if any(low <= match.start("number") < high for low, high in others):
            continue
        if not (match["sign"] or match["unit"]) and _FOLLOWED.match(text, match.end()):
            continue  # a number in a name: 1号套餐
        yield from _names(text, characters, start, match.start())
        digits = characters[match.start("number") : match.end("number")]
        if float(match["number"]):
            yield Price(float(match["number"]), _style(match), tuple(digits))
        start = match.end()
    yield from _names(text, characters, start, len(text))


def _plain(character: Character) -> str:
    """A character in its usual width; one stays one."""
    plain = unicodedata.normalize("NFKC", character.text)
    return plain if len(plain) == 1 else character.text[:1] or " "


def _style(match: re.Match[str]) -> frozenset[str]:
    signs = {"sign": match["sign"], "unit": match["unit"], "decimals": "." in match["number"]}
    return frozenset(word for word, there in signs.items() if there)


def _names(text: str, characters: Sequence[Character], start: int, end: int) -> Iterator[Name]:
    """The names between two prices; leaders part them."""
    cuts = [(match.start(), match.end()) for match in _LEADERS.finditer(text, start, end)]
    for left, right in zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end], strict=True):
        low = right - len(text[left:right].lstrip(_MARKS))
        high = low + len(text[low:right].rstrip(_MARKS))
        name = _SPACE.sub("", text[low:high])
        if sum(letter.isalpha() for letter in name) > 1 and not _NO_DISH.search(name):
            yield Name(name, tuple(characters[low:high]))
