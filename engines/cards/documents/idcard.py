"""The resident identity card of the second generation (GA 461-2004), front and back."""

import re

from ..certainty import certain, chinese, one_of, present
from ..document import Document, Fields
from ..numbers import is_day, is_resident_number
from ..sheet import Sheet
from ..template import Template, Zone, label

WIDTH, HEIGHT = 85.6, 54.0
SMALL, LARGE = 2.9, 3.1
"""Size of the front's and of the back's labels."""
_NATIONALITIES = """
汉 满 回 藏 壮 苗 维吾尔 蒙古 朝鲜 土家 彝 布依 侗 瑶
白 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
NATIONALITIES = frozenset(_NATIONALITIES.split())
"""The 56 of GB/T 3304-1991, without 族."""

FRONT_LAYOUT = Template(
    kind="identity card, front",
    width=WIDTH,
    height=HEIGHT,
    labels=(
        label("姓名", 5.05, 7.0, SMALL),
        label("性别", 5.05, 13.2, SMALL),
        label("民族", 22.2, 13.2, SMALL),
        label("出生", 5.05, 19.3, SMALL),
        label("住址", 5.05, 25.8, SMALL),
        label("公民身份号码", 5.05, 46.4, LARGE),
    ),
    zones={
        "name": Zone(13.5, 3.5, 52.0, 10.3),
        "sex": Zone(13.5, 10.3, 21.5, 16.3),
        "nationality": Zone(28.5, 10.3, 52.0, 16.3),
        "birth": Zone(13.5, 16.3, 52.0, 22.5),
        "address": Zone(13.5, 22.5, 54.5, 43.0),
        "number": Zone(25.0, 43.0, 84.0, 50.5),
    },
)


def read_front(sheet: Sheet) -> Fields:
    """Name, number, address, sex and nationality. The number must prove itself; sex and birth must agree with it."""
    zones = FRONT_LAYOUT.zones
    values = {name: certain(sheet.value(zone)) for name, zone in zones.items()}
    number = values["number"] if is_resident_number(values["number"] or "") else None
    return present(
        name=chinese_name(values["name"]),
        number=number,
        address=values["address"],
        sex=one_of(values["sex"], "男女"),
        nationality=one_of(chinese(values["nationality"]), NATIONALITIES),
    )


def chinese_name(text: str | None) -> str | None:
    """A name of two characters or more, with the dot that names of minorities have."""
    plain = re.sub("[•‧∙・.]", "·", text or "")
    parts = [chinese(part) or "" for part in plain.split("·")]
    return "·".join(parts) if all(parts) and len("".join(parts)) > 1 else None


BACK_LAYOUT = Template(
    kind="identity card, back",
    width=WIDTH,
    height=HEIGHT,
    labels=(
        label("中华人民共和国", 28.0, 8.0, 5.0, 6.6),
        label("居民身份证", 28.0, 18.5, 7.0, 9.5),
        label("签发机关", 17.8, 40.9, LARGE),
        label("有效期限", 17.8, 47.5, LARGE),
    ),
    zones={"authority": Zone(32.0, 37.5, 82.0, 44.3), "validity": Zone(32.0, 44.3, 82.0, 51.5)},
)
_VALIDITY = re.compile(r"(\d{4})\.?(\d\d)\.?(\d\d)[-—–一至~]+(?:(\d{4})\.?(\d\d)\.?(\d\d)|(长期))")


def read_back(sheet: Sheet) -> Fields:
    """From when until when the card is valid: `19990101-20190101`, or `19990101-长期`."""
    match = _VALIDITY.fullmatch(certain(sheet.value(BACK_LAYOUT.zones["validity"])) or "")
    if match is None or not is_day(*map(int, match.group(1, 2, 3))):
        return {}
    if match[7] is None and not is_day(*map(int, match.group(4, 5, 6))):
        return {}
    return present(validity="".join(match.group(1, 2, 3)) + "-" + (match[7] or "".join(match.group(4, 5, 6))))


FRONT, BACK = Document(FRONT_LAYOUT, read_front), Document(BACK_LAYOUT, read_back)
