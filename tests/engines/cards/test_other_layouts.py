"""Licences that are laid out otherwise than ours: what is read depends on labels and columns, not on millimetres."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.cards.document import Fields
from engines.cards.documents import business, vehicle
from engines.cards.pieces import pieces
from engines.cards.search import search
from engines.cards.sheet import Sheet
from tests.support.lines import Print, seen

from .documents import ENDLESS, NOTHING, read

PLAIN = np.diag((5.0, 5.0, 1.0))
TILTED = np.array(((4.6, -0.5, 200.0), (0.4, 4.8, 60.0), (0.0002, 0.0001, 1.0)))
SLANTED = np.array(((4.6, -0.9, 60.0), (0.7, 4.6, 900.0), (0.0, 0.0, 1.0)))
CODE, NAME = "91440106MA0000007K", "广州市云雀欣餐饮有限公司"


def _lying(x: float, half: float, top: float, row: float, gap: float, code: str = CODE) -> list[Print]:
    """A licence whose labels are 20 wide: columns at `x` and `half`, values `gap` behind labels, rows `row` apart."""
    rows = [
        (x, "名称", NAME, 0),
        (x, "类型", "有限责任公司(自然人独资)", 1),
        (x, "法定代表人", "欧阳思源", 2),
        (half, "注册资本", "壹佰万元整", 0),
        (half, "成立日期", "2006年01月02日", 1),
        (half, "住所", "广东省广州市天河区枫桥二路", 2),
    ]
    prints = [
        Print("营业执照", half - 58, top - 35, 16, 20),
        Print("统一社会信用代码", x, top - 55, 4),
        Print(code, x, top - 48, 4),
        Print("经营范围", x, top + 3 * row, 4.4, 5.2),
        Print("软件开发；酒店管理。", x + 20 + gap, top + 3 * row, 4.4),
        Print("登记机关", half + 10, top + 6 * row, 5),
    ]
    for left, text, value, number in rows:
        y, step = top + number * row, 15.6 / (len(text) - 1)
        if len(text) == 2:
            prints += [Print(text[0], left, y, 4.4), Print(text[1], left + step, y, 4.4)]
        else:
            prints.append(Print(text, left, y, 4.4, step))
        prints.append(Print(value, left + 20 + gap, y, 4.4))
    return prints


def _read(prints: list[Print], view: NDArray[np.float64] = PLAIN, rgb: NDArray[np.uint8] | None = None) -> list[Fields]:
    dark = np.zeros((2400, 2000, 3), np.uint8) if rgb is None else rgb
    found = search(pieces(seen(prints, view)), [business.LYING_LAYOUT, business.STANDING_LAYOUT])
    return [business.read_lying(Sheet(dark, frame, rest, NOTHING, ENDLESS)) for frame, rest in found]


EXPECTED = {
    "number": CODE,
    "legal_representative": "欧阳思源",
    "enterprise_name": NAME,
    "address": "广东省广州市天河区枫桥二路",
    "type_of_enterprise": "有限责任公司(自然人独资)",
    "business_scope": "软件开发；酒店管理。",
    "registered_capital": "壹佰万元整",
    "registered_date": "2006年01月02日",
}


@pytest.mark.parametrize("view", [PLAIN, TILTED])
@pytest.mark.parametrize(
    ("x", "half", "top", "row", "gap"), [(30, 170, 80, 13, 2), (22, 150, 95, 10, 7), (45, 178, 70, 11.5, 11)]
)
def test_columns_rows_and_values_stand_where_they_like(
    x: float, half: float, top: float, row: float, gap: float, view: NDArray[np.float64]
) -> None:
    assert _read(_lying(x, half, top, row, gap), view) == [EXPECTED]


def test_a_value_that_begins_later_than_others_is_read_where_nothing_stands_before_it() -> None:
    prints = [one._replace(x=one.x + 7) if one.text == "欧阳思源" else one for one in _lying(30, 170, 80, 13, 4)]
    assert _read(prints) == [EXPECTED]


@pytest.mark.parametrize("at", [-1.0, 4.0])
def test_what_is_printed_beside_a_name_and_was_not_read_leaves_it_out(at: float) -> None:
    prints = _lying(30, 170, 80, 13, 8)
    sheet = _drawn(prints)
    assert _read(prints, rgb=sheet) == [EXPECTED]
    name = next(one for one in prints if one.text == NAME)
    beside = name.x - 4.2 if at < 0 else name.x + 4.4 * len(NAME) + 0.8
    sheet[round(5 * name.y) - 8 : round(5 * name.y) + 8, round(5 * beside) : round(5 * beside) + 14 : 4] = 20
    assert [fields.get("enterprise_name") for fields in _read(prints, rgb=sheet)] == [None]


def test_two_firms_in_one_picture_are_not_mixed() -> None:
    other = [
        one._replace(text="深圳市晴川明贸易有限公司")
        if one.text == NAME
        else one._replace(text="赵明浩")
        if one.text == "欧阳思源"
        else one
        for one in _lying(30, 170, 280, 13, 4, code="92440106MA0000007H")
    ]
    names = {NAME: "欧阳思源", "深圳市晴川明贸易有限公司": "赵明浩"}
    for fields in _read([*_lying(30, 170, 80, 13, 4), *other]):
        if "enterprise_name" in fields and "legal_representative" in fields:
            assert names[fields["enterprise_name"]] == fields["legal_representative"]


def test_a_page_that_repeats_a_title_again_and_again_shows_no_firm() -> None:
    wall = [_lying(30, 170, 80.0 + 200 * place, 13, 4) for place in range(16)]
    found = [
        search(pieces(seen([one for sheet in wall[:count] for one in sheet], PLAIN)), [business.LYING_LAYOUT])
        for count in (2, 16)
    ]
    assert list(map(len, found)) == [2, 0]


def test_labels_without_a_title_and_values_are_no_licence() -> None:
    form = [one for one in _lying(30, 170, 80, 13, 4) if one.text not in {"营业执照", "统一社会信用代码", "登记机关"}]
    assert _read(form) == []


def test_a_labels_second_character_is_no_value() -> None:
    prints = [one for one in _lying(30, 170, 80, 13, 4) if one.text not in {NAME, "广东省广州市天河区枫桥二路"}]
    moved = [one._replace(x=one.x + 4.5) if one.text in {"称", "所"} else one for one in prints]
    (fields,) = _read(moved)
    assert {"enterprise_name", "address"}.isdisjoint(fields)


def test_text_behind_the_sheet_is_part_of_no_value() -> None:
    prints = _lying(30, 170, 80, 13, 4)
    behind = [Print("请及时到原登记机关办理手续", 292, 70 + 6.0 * row, 5) for row in range(12)]
    assert _read([*prints, *behind]) == [EXPECTED]


def test_rows_behind_the_sheet_that_run_otherwise_do_not_tilt_it() -> None:
    rows = [
        f"{words}会议决定自下月起调整办公时间有关事项"
        for words in ("登记机关通知", "经营情况", "本市最高气温", "请及时到登记机关")
    ]
    behind = [Print(text, 25, 5 + 7 * number, 5) for number, text in enumerate(rows * 3)]
    lines = [*seen(_lying(30, 170, 80, 13, 4), PLAIN), *seen(behind, SLANTED)]
    ((frame, rest),) = search(pieces(lines), [business.LYING_LAYOUT, business.STANDING_LAYOUT])
    assert business.read_lying(Sheet(np.zeros((2400, 2000, 3), np.uint8), frame, rest, NOTHING, ENDLESS)) == EXPECTED


def _drawn(prints: list[Print]) -> NDArray[np.uint8]:
    """A grey sheet on which lines are strokes."""
    sheet = np.full((2000, 2000, 3), 200, np.uint8)
    for one in prints:
        left, right, y = (round(5 * v) for v in (one.x, one.x + 4.4 * len(one.text), one.y))
        sheet[y - 8 : y + 8, left:right:4] = 20
    return sheet


def test_a_shadow_beside_a_name_is_no_print() -> None:
    prints = _lying(30, 170, 80, 13, 8)
    sheet, name = _drawn(prints), next(one for one in prints if one.text == NAME)
    start = round(5 * (name.x + 4.4 * len(NAME)))
    fading = np.linspace(1.0, 0.4, 60)[None, :, None]
    sheet[:, start - 20 : start + 40] = np.uint8(sheet[:, start - 20 : start + 40] * fading)
    sheet[:, start + 40 :] = np.uint8(sheet[:, start + 40 :] * 0.4)
    assert _read(prints, rgb=sheet)[0]["enterprise_name"] == NAME


def test_a_row_of_which_only_a_mark_stands_below_the_others_leaves_a_scope_out() -> None:
    prints = [
        one._replace(text="软件开发；酒店管理") if "酒店管理" in one.text else one for one in _lying(30, 170, 80, 13, 8)
    ]
    assert _read(prints, rgb=_drawn(prints))[0]["business_scope"] == "软件开发；酒店管理"
    scope = next(one for one in prints if "酒店管理" in one.text)
    below = Print("。", scope.x, scope.y + 6.2, 4.4)
    assert "business_scope" not in _read(prints, rgb=_drawn([*prints, below]))[0]


def test_what_goes_on_behind_a_spot_of_light_is_not_cut_off() -> None:
    prints = [one for one in _lying(30, 170, 80, 13, 8) if one.text != NAME]
    name = next(one for one in _lying(30, 170, 80, 13, 8) if one.text == NAME)
    parts = [name._replace(text=NAME[:4]), name._replace(text=NAME[9:], x=name.x + 9 * 4.4)]
    sheet = _drawn([*prints, *parts])
    left, right = (round(5 * (name.x + 4.4 * place)) for place in (4.6, 8.6))
    sheet[round(5 * name.y) - 16 : round(5 * name.y) + 16, left:right] = 255
    assert "enterprise_name" not in _read([*prints, *parts], rgb=sheet)[0]


def _main(shift: float, gap: float) -> list[Print]:
    """A vehicle licence's main page with its rows lower, and its values so far behind its labels."""
    values = {"号牌号码": "粤B00000", "所有人": "张三丰", "发动机号码": "S3283155", "车辆识别代号": "LBEX0LNB1RH000000"}
    prints = []
    for text, (left, y), (right, _), _ in vehicle.MAIN_LAYOUT.labels:
        prints.append(Print(text, left - 1.2, y + shift, 2.4, (right - left) / (len(text) - 1)))
        if text in values:
            prints.append(Print(values[text], right + 1.2 + gap, y + shift, 2.6))
    return prints


@pytest.mark.parametrize(("shift", "gap"), [(0.0, 1.0), (0.6, 3.0), (-0.5, 1.6)])
def test_a_vehicles_values_stand_behind_their_own_labels(shift: float, gap: float) -> None:
    ((_, fields),) = read(_main(shift, gap))
    assert fields["engine"] == "S3283155"
    assert fields["vin"] == "LBEX0LNB1RH000000"
    assert fields["owner"] == "张三丰"


def test_the_second_character_of_a_spread_label_is_no_part_of_an_address() -> None:
    prints = [one for one in _main(0.0, 1.5) if one.text != "住址"]
    address = "广东省深圳市晴川路1号"
    prints += [Print("住", 4.5, 27.2, 2.4), Print("址" + address, 11.7, 27.2, 2.4)]
    ((_, fields),) = read(prints)
    assert fields.get("address") in {None, address}


@pytest.mark.parametrize(("text", "right"), [("小型轿车", True), ("轻型厢式货车", True), ("小型锁车", False)])
def test_a_vehicles_type_is_one_of_those_that_exist(text: str, right: bool) -> None:
    prints = [*_main(0.0, 1.5), Print(text, 55.0, 14.2, 2.6)]
    ((_, fields),) = read(prints)
    assert ("type" in fields) is right


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("新疆维吾尔自治区乌鲁木齐市天山区月牙巷49号", True),
        ("新疆维晋尔自治区乌鲁木齐市天山区月牙巷49号", False),
        ("北京市朝阳区省府路1号", True),
    ],
)
def test_an_address_in_a_province_that_does_not_exist_was_misread(address: str, right: bool) -> None:
    ((_, fields),) = read([*_main(0.0, 1.5), Print(address, 15.5, 27.2, 2.4)])
    assert ("address" in fields) is right


@pytest.mark.parametrize(("text", "right"), [("吉利美日牌MR4424HEV", True), ("吉利美日牌R4424HEV", False)])
def test_a_vehicles_type_begins_with_its_makers_letters(text: str, right: bool) -> None:
    ((_, fields),) = read([*_main(0.0, 1.5), Print(text, 63.0, 33.9, 2.0)])
    assert ("model" in fields) is right
