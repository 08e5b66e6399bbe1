"""The vehicle licence (GA 37), main page and second page."""

import re

from .. import foreign
from ..agreement import in_order
from ..certainty import CHINESE, DOTS, address, certain, one_of, present, whole
from ..dates import DAY, day
from ..document import Document, Fields, Kind
from ..numbers import is_plate, plain
from ..provinces import in_a_province
from ..sheet import Sheet
from ..template import Mark, Template, Zone, label

SIZE = 2.4
USES = (
    *(
        "家庭自用",
        "非营运",
        "营运",
        "公路客运",
        "公交客运",
        "出租客运",
        "旅游客运",
        "租赁",
        "教练",
        "货运",
        "营转非",
        "出租转非",
    ),
    *("危险货物运输", "危化品运输", "预约出租客运", "预约出租转非", "网约车", "警用", "消防", "救护", "工程救险"),
    *("幼儿校车", "小学生校车", "初中生校车", "中小学生校车", "其他校车", "出租营转非"),
)
"""What a vehicle is used for (GA 24.3)."""

MAIN_LAYOUT = Template(
    width=88.0,
    height=60.0,
    labels=(
        label("中华人民共和国机动车行驶证", 13.0, 6.4, 4.3, 4.8),
        label("号牌号码", 4.5, 14.2, SIZE),
        label("车辆类型", 43.0, 14.2, SIZE),
        label("所有人", 4.5, 20.7, SIZE, 3.6),
        label("住址", 4.5, 27.2, SIZE, 7.2),
        label("使用性质", 26.0, 33.9, SIZE),
        label("品牌型号", 51.0, 33.9, SIZE),
        label("车辆识别代号", 26.0, 40.2, SIZE),
        label("发动机号码", 26.0, 46.5, SIZE),
        label("注册日期", 26.0, 53.0, SIZE),
        label("发证日期", 56.5, 53.0, SIZE),
    ),
    zones={
        "plate": Zone(15.0, 11.0, 42.0, 18.0),
        "type": Zone(53.5, 11.0, 86.0, 18.0),
        "owner": Zone(15.0, 18.0, 86.0, 24.6),
        "address": Zone(15.0, 24.6, 86.0, 31.6),
        "use": Zone(36.5, 31.6, 50.5, 37.8),
        "model": Zone(61.5, 31.6, 86.0, 37.8),
        "vin": Zone(41.5, 37.8, 86.0, 44.0),
        "engine": Zone(41.5, 44.0, 86.0, 50.3),
        "registered": Zone(36.5, 50.3, 56.0, 57.5),
        "issued": Zone(66.5, 50.3, 86.0, 57.5),
    },
    marks=(
        Mark(r"[A-Z\d]{17}", (44.5, 40.9)),
        Mark(DAY, (39.8, 53.7)),
        Mark(DAY, (69.8, 53.7)),
        Mark(f"{CHINESE}[A-Z][·.]?[A-Z\\d]{{5,6}}", (18.0, 14.8)),
    ),
    beside={
        "plate": "号牌号码",
        "type": "车辆类型",
        "owner": "所有人",
        "address": "住址",
        "use": "使用性质",
        "model": "品牌型号",
        "vin": "车辆识别代号",
        "engine": "发动机号码",
        "registered": "注册日期",
        "issued": "发证日期",
    },
)
TYPES = (
    "(?:大型|中型|小型|微型)(?:(?:普通|双层|卧铺|铰接|越野|专用)客车|轿车|面包车|专用校车)"
    "|(?:重型|中型|轻型|微型)(?:(?:普通|栏板|厢式|封闭|罐式|平板|仓栅式|特殊结构|多用途)货车|集装箱车|车辆运输车"
    "|(?:栏板|厢式|罐式|平板|仓栅式)?自卸货车|(?:载货|非载货)?专项作业车|[半全]挂牵引车"
    "|(?:普通|栏板|厢式|罐式|平板|集装箱|自卸|特殊结构|仓栅式|低平板|车辆运输|专项作业|旅居|中置轴)[半全]?挂车)"
    "|(?:普通|轻便)(?:二轮|正三轮)摩托车|正三轮载[客货]摩托车|侧三轮摩托车"
    "|三轮汽车|低速货车|轮式(?:装载|挖掘|平地)机械|[无有]轨电车"
)
"""The form of types of vehicles (GA 802, GA 24.4)."""
LIKE_JL = "儿"
"""As what a maker's letters JL are read behind 牌, where no ideograph can stand."""
MODEL = rf"{CHINESE}(?:{CHINESE}|[{DOTS}-])*牌\d?(?:[A-Z]{{2}}|{LIKE_JL})[A-Z\d/()-]+"
"""The maker's name and a type, which begins with the maker's letters (GB 9417)."""
_PLATE = f"..[{DOTS}]?.{{5,6}}"


def read_main(sheet: Sheet) -> Fields:
    """What stands on the main page; plate and VIN must prove themselves, days must exist."""
    values = {name: sheet.value(sheet.zones[name], form) for name, form in _MAIN_FORMS.items()}
    values |= {name: sheet.text(sheet.zones[name], form) for name, form in _MAIN_FREE.items()}
    texts = {name: certain(value) for name, value in values.items()}
    abroad = sheet.text(sheet.zones["model"], foreign.MODEL)
    fields = present(
        plate=plain_plate(texts["plate"]),
        type=texts["type"],
        owner=whole(texts["owner"]),
        address=in_a_province(address(values["address"])),
        use=one_of(values["use"], USES),
        model=(texts["model"] or "").replace(LIKE_JL, "JL") or foreign.model_of(abroad, values["vin"]),
        vin=foreign.vin_of(values["vin"], abroad),
        engine=texts["engine"],
        registered=day(texts["registered"]),
        issued=day(texts["issued"]),
    )
    return in_order(fields, "registered", "issued")


_MAIN_FORMS = {"vin": r"[A-Z\d]{17}", "registered": DAY, "issued": DAY}
_MAIN_FREE = {
    "plate": _PLATE,
    "use": f"({CHINESE}{{2,8}})[A-Za-z]*",  # the end of the label's English below it
    "engine": r"[A-Z\d-]{3,20}|无",  # trailers have none
    "type": TYPES,
    "model": MODEL,
    "owner": ".+",
    "address": "(?:住?址)?(.+)",  # the label, whose characters stand apart
}
"""What may go on where light hides it or the picture ends: a part of one has the form, too."""


def plain_plate(text: str | None) -> str | None:
    """A plate's number without its dot."""
    number = plain(re.sub(f"[{DOTS}]", "", text or ""), letters="Q")
    return number if is_plate(number) else None


SECOND_LAYOUT = Template(
    width=88.0,
    height=60.0,
    labels=(
        label("号牌号码", 5.0, 12.2, SIZE),
        label("档案编号", 46.0, 12.2, SIZE),
        label("核定载人数", 5.0, 18.6, SIZE),
        label("总质量", 46.0, 18.6, SIZE, 3.6),
        label("整备质量", 5.0, 25.0, SIZE),
        label("核定载质量", 46.0, 25.0, SIZE),
        label("外廓尺寸", 5.0, 31.4, SIZE),
        label("准牵引总质量", 46.0, 31.4, SIZE),
        label("备注", 5.0, 38.0, SIZE, 7.2),
        label("检验记录", 5.0, 48.0, SIZE),
    ),
    zones={
        "plate": Zone(17.5, 9.0, 45.5, 15.4),
        "record": Zone(58.0, 9.0, 86.0, 15.4),
        "persons": Zone(17.5, 15.4, 45.5, 21.8),
        "total_mass": Zone(58.0, 15.4, 86.0, 21.8),
        "kerb_mass": Zone(17.5, 21.8, 45.5, 28.2),
        "dimensions": Zone(17.5, 28.2, 45.5, 34.6),
    },
)
_NEXT = f"(?:{CHINESE}.*)?"
"""The label of the column beside it, in the same line: one that was misread is not known as a label."""
MASS, DIMENSIONS = r"\d{3,6}[kK][gG]", r"\d{4,5}[×xX*]\d{3,4}[×xX*]\d{4}m{0,2}"
_SECOND_FORMS = {
    "plate": _PLATE,
    "record": r"\d{12}",
    "persons": rf"(\d{{1,3}}人){_NEXT}",
    "total_mass": MASS,
    "kerb_mass": f"({MASS}){_NEXT}",
    "dimensions": f"({DIMENSIONS}){_NEXT}",
}


def read_second(sheet: Sheet) -> Fields:
    """What stands on the second page, in its units. Lengths are written with the letter x."""
    texts = {name: certain(sheet.value(sheet.zones[name], form)) for name, form in _SECOND_FORMS.items()}
    lengths = re.findall(r"\d+", texts["dimensions"] or "")
    return present(
        plate=plain_plate(texts["plate"]),
        record=texts["record"],
        persons=texts["persons"],
        total_mass=(texts["total_mass"] or "").lower(),
        kerb_mass=(texts["kerb_mass"] or "").lower(),
        dimensions="x".join(lengths) + "mm" if lengths else None,
    )


MAIN, SECOND = (
    Document(Kind.VEHICLE_MAIN, MAIN_LAYOUT, read_main),
    Document(Kind.VEHICLE_SECOND, SECOND_LAYOUT, read_second),
)
