"""Lists of a licence's fields, as apps show electronic licences: values beside labels, below them, behind colons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from engines.cards import Kind
from engines.cards.document import Fields
from engines.cards.lists import read_list
from engines.cards.pieces import Rgb, pieces
from tests.support.lines import Print, seen

from .documents import ENDLESS, NOTHING

SIZE, PITCH, LEFT, VALUES, RIGHT = 40.0, 100.0, 70.0, 400.0, 1010.0
Rows = Mapping[str, str | Sequence[str]]
ADDRESS = ("四川省凉山彝族自治州西昌", "市学院路470号附2号")
DRIVER: Rows = {
    "姓名": "陈婧怡",
    "驾驶证号": "513401197401160009",
    "性别": "女",
    "住址": ADDRESS,
    "初次领证日期": "2003-09-03",
    "准驾车型": "C1",
    "有效期限": "2016年04月29日至2022年04月29日",
}
DRIVER_TRUTH = {
    "number": "513401197401160009",
    "name": "陈婧怡",
    "sex": "女",
    "address": "".join(ADDRESS),
    "first_issue": "2003-09-03",
    "classes": "C1",
    "valid_from": "2016-04-29",
    "valid_to": "2022-04-29",
}
VEHICLE: Rows = {
    "号牌号码": "川A·12345",
    "车辆类型": "小型轿车",
    "机动车所有人": "陈婧怡",
    "使用性质": "非营运",
    "品牌型号": "大众汽车牌SVW71810GJ",
    "车架号": "LHGCKKLW0HJ000000",
    "发动机号": "U9943041",
    "注册日期": "2017-09-08",
    "检验有效期止": "2026-09-30",
    "核定载人数": "5人",
}
VEHICLE_TRUTH = {
    "plate": "川A12345",
    "type": "小型轿车",
    "owner": "陈婧怡",
    "use": "非营运",
    "model": "大众汽车牌SVW71810GJ",
    "vin": "LHGCKKLW0HJ000000",
    "engine": "U9943041",
    "registered": "2017-09-08",
}
FIRM: Rows = {
    "统一社会信用代码": "91230102MA00000078",
    "企业名称": "汇金农业发展股份有限公司",
    "法定代表人": "旦增扎西",
    "成立日期": "2015-03-04",
    "营业期限": "2015-03-04至长期",
    "经营范围": ("互联网销售；技术服务、", "技术咨询。"),
    "登记状态": "存续",
}
FIRM_TRUTH = {
    "number": "91230102MA00000078",
    "legal_representative": "旦增扎西",
    "enterprise_name": "汇金农业发展股份有限公司",
    "business_scope": "互联网销售；技术服务、技术咨询。",
    "valid_period": "2015年03月04日至长期",
    "registered_date": "2015年03月04日",
}
LISTS = [
    ("电子驾驶证", DRIVER, Kind.DRIVING_LICENCE, DRIVER_TRUTH),
    ("电子行驶证", VEHICLE, Kind.VEHICLE_MAIN, VEHICLE_TRUTH),
    ("营业执照信息", FIRM, Kind.BUSINESS_STANDING, FIRM_TRUTH),
]


def _width(text: str) -> float:
    return SIZE * sum(1.0 if sign >= "\u2e80" else 0.55 for sign in text)


def _list(title: str, rows: Rows, layout: str = "right") -> list[Print]:
    """Its lines on a page that is 1080 pixels wide."""
    prints, y = [Print(title, 540 - _width(title) * 0.6, 160.0, SIZE * 1.2)], 300.0
    for label, value in rows.items():
        parts = [value] if isinstance(value, str) else value
        if layout == "colon":
            parts = [f"{label}:{parts[0]}", *parts[1:]]
        else:
            down = (len(parts) - 1) * 30.0 if layout == "middle" else 0.0
            prints.append(Print(label, LEFT, y + down, SIZE))
        y += 60.0 if layout == "below" else 0.0
        for part in parts:
            x = {"right": RIGHT - _width(part), "middle": RIGHT - _width(part), "left": VALUES}.get(layout, LEFT)
            prints.append(Print(part, x, y, SIZE))
            y += 60.0
        y += PITCH - 60.0
    return prints


def _read(prints: Sequence[Print], image: Rgb | None = None) -> dict[Kind, Fields]:
    page = np.full((2400, 1080, 3), 255, np.uint8) if image is None else image
    listed = read_list(page, pieces(seen(prints)), NOTHING, ENDLESS)
    return {} if listed is None else dict(listed.documents)


@pytest.mark.parametrize("layout", ["right", "left", "middle", "colon", "below"])
@pytest.mark.parametrize(("title", "rows", "kind", "truth"), LISTS)
def test_a_list_of_an_electronic_licence_was_no_licence(
    title: str, rows: Rows, kind: Kind, truth: Fields, layout: str
) -> None:
    assert _read(_list(title, rows, layout))[kind] == truth


@pytest.mark.parametrize("layout", ["right", "left", "middle", "colon", "below"])
def test_a_firm_that_parks_cars_or_insures_them_is_no_page_of_a_car_park(layout: str) -> None:
    rows = ("一般项目：互联网销售；技术服", "务；快递服务；停车场服务；二手", "车经销；税务服务；保险代理。")
    firm = {**FIRM, "企业名称": "成都白鹭停车管理有限公司", "经营范围": rows}
    page = [Print("成都白鹭停车管理有限公司", LEFT, 60.0, SIZE), *_list("营业执照信息", firm, layout)]
    assert _read(page)[Kind.BUSINESS_STANDING]["number"] == FIRM_TRUTH["number"]


def test_fields_of_the_second_page_are_in_the_same_list() -> None:
    assert _read(_list("行驶证", VEHICLE))[Kind.VEHICLE_SECOND] == {"persons": "5人"}


def test_what_an_app_masks_is_not_answered() -> None:
    masked = {**DRIVER, "姓名": "陈*怡", "驾驶证号": "5134**********0009", "住址": "四川省凉山******"}
    found = _read(_list("电子驾驶证", masked))[Kind.DRIVING_LICENCE]
    assert found == {key: text for key, text in DRIVER_TRUTH.items() if key not in ("name", "number", "address")}


def test_a_name_of_which_a_star_was_not_read_is_not_answered() -> None:
    prints = [one for one in _list("电子驾驶证", DRIVER) if one.text != "陈婧怡"]
    first = Print("陈怡", 900.0, 300.0, SIZE, 1.45 * SIZE)
    assert "name" not in _read([*prints, first])[Kind.DRIVING_LICENCE]


def test_a_watermark_below_a_label_is_no_address() -> None:
    slanted = [
        Print(sign, 90.0 + 38.0 * place, 700.0 - 12.0 * place, SIZE) for place, sign in enumerate("供办理业务使用")
    ]
    line = seen(slanted)
    page = np.full((2400, 1080, 3), 255, np.uint8)
    mark = replace(
        line[0],
        text="供办理业务使用",
        characters=tuple(one.characters[0] for one in line),
        corners=(line[0].corners[0], line[-1].corners[1], line[-1].corners[2], line[0].corners[3]),
    )
    listed = read_list(page, pieces([*seen(_list("电子驾驶证", DRIVER, "below")), mark]), NOTHING, ENDLESS)
    assert listed is not None
    assert dict(listed.documents)[Kind.DRIVING_LICENCE] == DRIVER_TRUTH


def test_a_scope_of_which_the_last_mark_was_not_read_is_left_out() -> None:
    rows = {**FIRM, "经营范围": ("互联网销售；技术服务、", "技术咨询")}
    assert "business_scope" not in _read(_list("营业执照", rows))[Kind.BUSINESS_STANDING]


@pytest.mark.parametrize("layout", ["right", "below"])
def test_another_label_s_day_is_no_day_of_ours(layout: str) -> None:
    others = {"发证日期": "2020-01-02", "审验有效期止": "2031-08-29", "下一清分日期": "2026-09-24"}
    rows = {**{label: text for label, text in DRIVER.items() if "日期" not in label and "有效" not in label}, **others}
    found = _read(_list("电子驾驶证", rows, layout))[Kind.DRIVING_LICENCE]
    assert found.keys() == {"number", "name", "sex", "address", "classes"}


def test_a_row_that_was_not_read_below_an_address_leaves_it_out() -> None:
    page = np.full((2400, 1080, 3), 255, np.uint8)
    prints = _list("电子驾驶证", {**DRIVER, "住址": (*ADDRESS, "12345室")})
    lost = next(one for one in prints if one.text == "12345室")
    for x in range(int(lost.x), int(RIGHT), 24):
        page[int(lost.y) - 16 : int(lost.y) + 16, x : x + 8] = 0
    for shown in (one for one in prints if one.text in ADDRESS):
        page[int(shown.y) - 16 : int(shown.y) + 16, int(shown.x) + 4 : int(RIGHT) - 4 : 12] = 0
    found = _read([one for one in prints if one is not lost], page)[Kind.DRIVING_LICENCE]
    assert "address" not in found
    assert found["name"] == "陈婧怡"


@pytest.mark.parametrize(
    ("title", "label", "value"),
    [
        ("电子保单", "被保险人", "陈婧怡"),
        ("行驶证", "保单号", "12345678"),
        ("年检预约", "检测站", "金桥检测站"),
        ("车辆信息", "车身颜色", "白"),
        ("停车缴费", "停车时长", "2小时"),
    ],
)
def test_a_page_of_another_kind_with_a_vehicle_s_labels_is_no_licence(title: str, label: str, value: str) -> None:
    assert _read(_list(title, {**VEHICLE, label: value})) == {}


def test_fields_that_somebody_typed_into_a_chat_are_no_licence() -> None:
    typed = _list("张师傅", DRIVER, "colon")
    assert _read([*typed, Print("驾驶证信息", LEFT, 240.0, SIZE)]) == {}


def test_an_identity_card_s_labels_below_each_other_are_no_list() -> None:
    rows = {"姓名": "陈婧怡", "性别": "女", "出生": "1974", "住址": ADDRESS, "公民身份号码": "513401197401160009"}
    page = np.full((2400, 1080, 3), 255, np.uint8)
    assert read_list(page, pieces(seen(_list("电子证照", rows))), NOTHING, ENDLESS) is None


def test_a_list_of_what_stands_on_an_identity_card_is_known_as_one_and_has_no_documents() -> None:
    rows = {"姓名": "陈婧怡", "性别": "女", "民族": "汉", "住址": ADDRESS, "公民身份号码": "513401197401160009"}
    assert _read(_list("实名认证", rows)) == {}
    page = np.full((2400, 1080, 3), 255, np.uint8)
    assert read_list(page, pieces(seen(_list("实名认证", rows))), NOTHING, ENDLESS) is not None


def test_a_list_on_a_dark_screen_is_read() -> None:
    page = np.full((2400, 1080, 3), 20, np.uint8)
    for one in _list("电子驾驶证", DRIVER):
        page[int(one.y) - 14 : int(one.y) + 14, int(one.x) + 4 : int(one.x + _width(one.text)) - 4 : 10] = 235
    assert _read(_list("电子驾驶证", DRIVER), page)[Kind.DRIVING_LICENCE] == DRIVER_TRUTH
