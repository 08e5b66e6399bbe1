"""China's provinces: an address that names none of them where one is named was misread."""

import re

_NAMES = (
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    "|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:香港|澳门)特别行政区"
)
_NAMED = re.compile("[^市区县]{2,6}?(?:省|自治区|特别行政区)")
"""How the names end, behind which a city's or a district's follows."""


def in_a_province(address: str | None) -> str | None:
    """The address, if the province that it begins with exists; it need not begin with one."""
    named = _NAMED.match(address or "")
    return address if named is None or re.fullmatch(_NAMES, named[0]) else None
