"""What the register of firms puts on a licence: the forms of its entries, and its numbers."""

import re
from collections.abc import Callable, Sequence

from .certainty import certain
from .distance import distance
from .numbers import is_credit_code, is_day, is_organisation_code, is_registration_number, plain
from .rows import Run, text_of
from .value import formed

ORGANISATION = "(?:个人|家庭)经营"
_TYPES = (
    "个体工商户有限责任公司股份合伙企业独资普通特殊农民专业作社全其他"
    "所制集联营分支机构外投或控的自然人法国非上市台港澳与境内中经济组织"
)
_FIRST = (
    "其他|有限|股份|个体|个人|合伙|普通|特殊|全民|集体|联营|农民|外商|外国|中外|国有|台港澳|港澳台|一人|分公司|法人"
)
TYPE = f"(?:{_FIRST})[{_TYPES}]*(?:\\([{_TYPES}、,]+\\))?"
"""How types of firms begin, their characters, and those of what stands in brackets behind them."""
_WORDS = "[零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟两]+"
CAPITAL = (
    rf"(?:人民币|\(人民币\))?(?:[\d,]+(?:\.\d+)?|{_WORDS}(?:[万萬亿]{_WORDS})*)(?:[万萬亿]+[元圆]?|[元圆])[整正]?"
    r"(?:人民币|\(人民币\)|美元|港元|港币|欧元|日元)?"
)
"""An amount in figures or in words: 壹亿贰仟万元整 has two units."""
DAY = r"\d{4}年(?:\d\d月\d\d|[1-9]月[1-9]|[1-9]月[1-3]\d|1[0-2]月[1-9])日"
"""Months and days have two digits, or none has a zero before it."""
ALIKE = 2
"""Characters by which two days differ at most if one of them is the other one misread."""
_ENDLESS = "长期|永久|不约定期限|无固定期限"
PERIOD = f"(?:自?{DAY}[至—~-](?:{DAY}|{_ENDLESS})|{_ENDLESS})"
SURE = 0.95
"""Probability of a code's signs without which its one check digit is not enough."""
CUTS = 0.0, 0.25, 0.5
"""Ems by which cuts of a code are wider that are read until one proves itself."""
_CODE = "[0-9A-Z]{11,20}"
"""A credit code, or one of which signs were lost or read twice."""
CODE, FIRMS = 18, "9"
"""Places of a credit code, and the first one of those that the register of firms gives out (GB 32100-2015)."""
_SERIAL = r"(?:证照)?编号:?(?:No\.?)?([0-9A-Z]{6,24})"
_OLD_NUMBER = r"注册号:?(\d{15})"


def days(registered: str | None, period: str | None) -> tuple[str | None, str | None]:
    """The day of registration and the period, as far as such days exist.

    The period mostly begins on that day. Where the two differ by a character or two, either may be misread.
    """
    first = re.match(f"自?({DAY})", period or "")
    if registered and first and 0 < distance(registered, first[1]) <= ALIKE:
        return None, None
    return _existing(registered), _existing(period)


def _existing(text: str | None) -> str | None:
    found = re.findall(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text or "")
    return text if all(is_day(*map(int, day)) for day in found) else None


def number(runs: Sequence[Run], again: Callable[[Run, float], Run]) -> str | None:
    """The one credit code on a licence; without any, the number before 2015. What looks like one is read `again`."""
    words = [run[slice(*match.span())] for run in runs for match in re.finditer(_CODE, text_of(run))]
    codes = {code for word in words if (code := _code(word) or _read_again(word, again))}
    if not codes:
        old = [match[1] for run in runs if (match := re.fullmatch(_OLD_NUMBER, text_of(run)))]
        codes = {word for word in old if is_registration_number(word)}
    return codes.pop() if len(codes) == 1 else None


def is_of_another_register(code: str | None) -> bool:
    """Tell whether a credit code is none that the register of firms gives out: schools and clubs have others."""
    return code is not None and len(code) == CODE and code[0] != FIRMS


def _read_again(word: Run, again: Callable[[Run, float], Run]) -> str | None:
    """What is a credit code in the first cut of a word that has one."""
    return next((code for wider in CUTS if (code := _code(again(word, wider)))), None)


def _code(row: Run) -> str | None:
    """The credit code in a row. Some do not have the check digit that others have within them: those must be sure."""
    for match in re.finditer("[0-9A-Z]{18}", text_of(row)):
        code, signs = plain(match[0], letters="Q"), row[slice(*match.span())]
        if is_credit_code(code) and (
            is_organisation_code(code[8:17]) or all(laid.probability >= SURE for laid in signs)
        ):
            return code
    return None


def serial(runs: Sequence[Run]) -> str | None:
    """The number of the paper itself."""
    found = {text for run in runs if run and (text := certain(formed([run], _SERIAL)))}
    return found.pop() if len(found) == 1 else None
