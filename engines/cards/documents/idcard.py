"""The resident identity card of the second generation (GA 461-2004), front and back."""

from ..agreement import is_term
from ..certainty import NAME, SEX, address, certain, one_of, person, present, proven
from ..dates import SPAN, span
from ..document import Document, Fields, Kind
from ..numbers import is_resident_number
from ..sheet import Sheet
from ..template import Mark, Template, Zone, label

WIDTH, HEIGHT = 85.6, 54.0
SMALL, APART, LARGE = 2.5, 4.0, 3.3
"""Size of the labels in millimetres, and the pitches of those of two characters and of the long one."""
ADDRESS_ROW, LEVEL = 11, 28.4
"""Ideographs that a row of the address holds, and the height of its first one."""
_NATIONALITIES = """
汉 满 回 藏 壮 苗 维吾尔 蒙古 朝鲜 土家 彝 布依 侗 瑶
白 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
NATIONALITIES = frozenset(_NATIONALITIES.split())
"""The 56 of GB/T 3304-1991, without 族."""
NATION = "民族"
PERMITS = "89"
"""First digits of the numbers on permits of residents from Hongkong, Macao and Taiwan, and of foreigners.

Those cards are laid out as this one, but have no nationality; passports have none either.
"""

FRONT_LAYOUT = Template(
    width=WIDTH,
    height=HEIGHT,
    labels=(
        label("姓名", 6.0, 10.0, SMALL, APART),
        label("性别", 6.0, 16.3, SMALL, APART),
        label(NATION, 25.2, 16.3, SMALL, APART),
        label("出生", 6.0, 22.3, SMALL, APART),
        label("住址", 6.0, LEVEL, SMALL, APART),
        label("公民身份号码", 6.0, 44.8, SMALL, LARGE),
    ),
    zones={
        "name": Zone(13.5, 8.4, 52.0, 13.2),
        "sex": Zone(13.5, 14.8, 24.0, 19.3),
        "nationality": Zone(31.5, 14.8, 52.0, 19.3),
        "address": Zone(13.5, 26.8, 54.0, 43.2),
        "number": Zone(26.5, 41.5, 84.0, 49.0),
    },
    marks=(
        Mark(r"\d{17}[\dX]", (30.9, 44.7), (73.6, 44.7), is_resident_number),
        Mark(r"\d{4}年\d{1,2}月\d{1,2}日", (16.6, 22.3)),
        Mark(r"^年\d{1,2}月\d{1,2}日", (25.9, 22.3)),
        Mark(r"^\d{1,2}月\d{1,2}日", (29.8, 22.3)),
        Mark("^[男女]", (16.9, 16.3)),
        Mark(f"^(?:{'|'.join(sorted(NATIONALITIES))})", (34.6, 16.3)),
    ),
)


def read_front(sheet: Sheet) -> Fields:
    """Name, number, address, sex and nationality. The number must prove itself. Nothing of what may be a permit."""
    zones = FRONT_LAYOUT.zones
    fields = present(
        name=person(sheet.name(zones["name"], NAME)),
        number=proven(sheet.value(zones["number"], r"\D*(\w{18})"), is_resident_number),
        address=address(sheet.paragraph(zones["address"], ADDRESS_ROW, LEVEL)),
        sex=one_of(sheet.value(zones["sex"], SEX), "男女"),
        nationality=one_of(sheet.text(zones["nationality"], "[民族]{0,2}(.{1,4})"), NATIONALITIES),
    )
    national = "nationality" in fields or NATION in {label.text for label in sheet.labels}
    may_be = fields["number"][0] not in PERMITS if "number" in fields else national
    return fields if may_be else {}


BACK_LAYOUT = Template(
    width=WIDTH,
    height=HEIGHT,
    labels=(
        label("中华人民共和国", 28.5, 11.5, 5.0, 7.0),
        label("居民身份证", 28.0, 21.5, 7.2, 10.3),
        label("签发机关", 20.0, 38.9, 2.6, 2.9),
        label("有效期限", 20.0, 45.3, 2.6, 2.9),
    ),
    zones={"validity": Zone(31.5, 42.2, 82.0, 49.5)},
)


def read_back(sheet: Sheet) -> Fields:
    """From when until when the card is valid: `19990101-20190101`, or `19990101-长期`."""
    days = span(certain(sheet.value(BACK_LAYOUT.zones["validity"], SPAN)))
    certainly = days if days and is_term(*days) else ()
    return present(validity="-".join(day.replace("-", "") for day in certainly))


FRONT, BACK = (
    Document(Kind.IDENTITY_FRONT, FRONT_LAYOUT, read_front),
    Document(Kind.IDENTITY_BACK, BACK_LAYOUT, read_back),
)
