"""Business licences, from lines written by hand; numbers whose organisation's serial is all zeros are nobody's."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.cards.document import Fields
from engines.cards.documents import business, driver, idcard, vehicle
from engines.cards.numbers import is_organisation_code, is_registration_number
from engines.cards.pieces import pieces
from engines.cards.register import TYPE
from engines.cards.search import search
from engines.cards.sheet import Sheet
from tests.support.lines import Print, seen

from .documents import ENDLESS
from .written import Told, line

PLAIN = np.diag((5.0, 5.0, 1.0))
TILTED = np.array(((4.6, -0.5, 200.0), (0.4, 4.8, 60.0), (0.0002, 0.0001, 1.0)))
QUARTER = np.array(((0.0, -5.0, 1600.0), (5.0, 0.0, 100.0), (0.0, 0.0, 1.0)))
DARK = np.zeros((2000, 2000, 3), np.uint8)
"""No light hides anything."""
CODE, OTHER = "91440106MA0000007K", "91440106MA0000005D"
SCOPE = (
    "食品销售(仅销售预包装食品)；软件开发；技术服务、",
    "技术咨询；酒店管理。(依法须经批准的项目，经相关",
    "部门批准后方可开展经营活动)",
)
FIRM = {
    "名称": ("广州市云雀欣餐饮有限公司",),
    "类型": ("有限责任公司(自然人独资)",),
    "法定代表人": ("欧阳思源",),
    "注册资本": ("壹佰万元整",),
    "成立日期": ("2006年01月02日",),
    "营业期限": ("2006年01月02日至2036年01月02日",),
    "住所": ("广东省广州市天河区枫桥二路111", "号水岸家园24栋2单元2415室"),
    "经营范围": SCOPE,
}
SHOP = {
    "名称": ("天河区听雨刚小吃店",),
    "类型": ("个体工商户",),
    "经营者": ("李瑶净",),
    "组成形式": ("个人经营",),
    "注册日期": ("2015年11月30日",),
    "经营场所": ("广东省广州市天河区松涛镇云雀村",),
    "经营范围": SCOPE,
}
LEFT, RIGHT = ("名称", "类型", "法定代表人", "经营者"), ("注册资本", "组成形式", "成立日期", "注册日期", "营业期限")
FIELDS = {
    "名称": "enterprise_name",
    "类型": "type_of_enterprise",
    "法定代表人": "legal_representative",
    "经营者": "legal_representative",
    "注册资本": "registered_capital",
    "组成形式": "type_of_organization",
    "成立日期": "registered_date",
    "注册日期": "registered_date",
    "营业期限": "valid_period",
    "住所": "address",
    "经营场所": "address",
    "经营范围": "business_scope",
}


def _row(label: str, value: Sequence[str], x: float, at: float, y: float) -> list[Print]:
    """A label over 25 mm, in two pieces if it has two characters, and the rows of its value."""
    step = (25.0 - 4.8) / (len(label) - 1)
    small = 4.0 if label == "经营范围" else 4.8
    apart = [Print(letter, x + step * place, y, 4.8) for place, letter in enumerate(label)]
    labels = apart if len(label) == 2 else [Print(label, x, y, 4.8, step)]
    return labels + [Print(text, at, y + 1.35 * small * row, small) for row, text in enumerate(value)]


def _column(values: Mapping[str, Sequence[str]], x: float, at: float, y: float, row: float) -> list[Print]:
    prints = []
    for label, value in values.items():
        prints += _row(label, value, x, at, y)
        y += row + 6.5 * max(0, len(value) - 2)
    return prints


def _lying(values: Mapping[str, Sequence[str]], code: str = CODE) -> list[Print]:
    left = {label: value for label, value in values.items() if label in {*LEFT, "经营范围"}}
    right = {label: value for label, value in values.items() if label not in left}
    return [
        Print("统一社会信用代码", 26, 36, 4.4, 5.1),
        Print(code, 26, 43.5, 4.8),
        Print("营业执照", 99, 59, 18, 27),
        Print("(副本)(1-1)", 135, 76, 6),
        Print("扫描二维码登录国家", 252, 33, 2.3),
        Print("企业信用信息公示系统", 252, 37, 2.3),
        *_column(left, 26, 57, 96, 13.5),
        *_column(right, 165, 196, 96, 13.5),
        Print("登记机关", 196, 160, 6, 8),
        Print("市场监督管理局", 205, 172, 4),
        Print("2021年03月04日", 200, 185, 4.6),
        Print("国家市场监督管理总局监制", 216, 193.5, 2.6),
    ]


def _standing(values: Mapping[str, Sequence[str]]) -> list[Print]:
    order = ("名称", "类型", "住所", "法定代表人", "注册资本", "成立日期", "营业期限", "经营范围")
    return [
        Print("营业执照", 59.5, 68, 16, 25),
        Print("统一社会信用代码", 108, 96, 4.4),
        Print(CODE, 146, 96, 4.6),
        *_column({label: values[label] for label in order if label in values}, 26, 62, 110, 13),
        Print("登记机关", 126, 244, 6, 8),
        Print("国家市场监督管理总局监制", 132, 280, 2.6),
    ]


def _read(prints: Sequence[Print], view: NDArray[np.float64] = PLAIN, told: Told | None = None) -> Fields:
    found = search(pieces(seen(prints, view)), [business.LYING_LAYOUT, business.STANDING_LAYOUT])
    assert len(found) == 1
    frame, read = found[0]
    document = business.LYING if frame.template is business.LYING_LAYOUT else business.STANDING
    return document.read(Sheet(DARK, frame, read, (told or Told()).engine, ENDLESS))


def _expected(values: Mapping[str, Sequence[str]]) -> Fields:
    return {"number": CODE, **{FIELDS[label]: "".join(rows) for label, rows in values.items()}}


def _replaced(prints: Sequence[Print], text: str, *by: Print) -> list[Print]:
    """The lines with one of them replaced."""
    assert any(one.text == text for one in prints)
    return [new for one in prints for new in (by if one.text == text else (one,))]


def _line(prints: Sequence[Print], text: str) -> Print:
    return next(one for one in prints if one.text == text)


@pytest.mark.parametrize("view", [PLAIN, TILTED, QUARTER])
@pytest.mark.parametrize("values", [FIRM, SHOP])
def test_a_lying_licence_is_read(values: Mapping[str, Sequence[str]], view: NDArray[np.float64]) -> None:
    assert _read(_lying(values), view) == _expected(values)


@pytest.mark.parametrize("view", [PLAIN, TILTED, QUARTER])
def test_a_standing_licence_is_read(view: NDArray[np.float64]) -> None:
    assert _read(_standing(FIRM), view) == _expected(FIRM)


def test_a_long_name_pushes_the_rows_below_it_down() -> None:
    values = FIRM | {"名称": ("广州市云雀欣餐饮文化传播有", "限公司第一分公司及天河区松", "涛镇云雀村服务站")}
    assert _read(_lying(values)) == _expected(values)
    assert _read(_standing(values)) == _expected(values)


def test_a_lost_label_leaves_no_value_of_another_in_an_address() -> None:
    prints = _standing(FIRM)
    fields = _read([one for one in prints if one.text != "法定代表人"])
    assert "address" not in fields
    assert "legal_representative" not in fields
    assert fields["enterprise_name"] == FIRM["名称"][0]


def test_specks_between_a_labels_characters_do_not_hide_it() -> None:
    assert _read([*_lying(FIRM), Print("82", 34, 109.5, 4.8)]) == _expected(FIRM)


def test_what_stands_behind_the_licence_is_no_value() -> None:
    behind = [Print("请及时到原登记机关办理手续", 300, 96 + 6.0 * row, 4.8) for row in range(12)]
    assert _read([*_lying(FIRM), *behind]) == _expected(FIRM)


@pytest.mark.parametrize(
    "code", ["91440106MA0000007X", "91440106MA0000017Y", "914401O6MA0000007Y", "9144010MA0000007K"]
)
def test_a_number_that_does_not_prove_itself_is_left_out(code: str) -> None:
    assert "number" not in _read(_lying(FIRM, code))


@pytest.mark.parametrize(("doubt", "number"), [({}, OTHER), ({9: 0.9}, None)])
def test_a_number_without_the_inner_check_digit_must_be_read_surely(
    doubt: dict[int, float], number: str | None
) -> None:
    prints = [one._replace(doubt=doubt) if one.text == OTHER else one for one in _lying(FIRM, OTHER)]
    assert _read(prints).get("number") == number


@pytest.mark.parametrize("read", ["91440106MA000007K", "44010GMA0000007K"])
def test_a_number_of_which_signs_were_lost_is_read_again(read: str) -> None:
    assert _read(_lying(FIRM, read), told=Told([line(f"码{CODE}", 0, 0)]))["number"] == CODE


def test_letters_that_a_number_cannot_have_are_digits() -> None:
    assert _read(_lying(FIRM, "9I44OI06MA0000007K"))["number"] == CODE


def test_a_row_that_begins_or_ends_early_is_no_address() -> None:
    first, second = FIRM["住所"]
    prints = _lying(FIRM)
    row = _line(prints, first)
    for rest in (row._replace(text=first[2:], x=row.x + 9.6), row._replace(text=first[:-6])):
        assert "address" not in _read(_replaced(prints, first, rest))
    row = _line(prints, second)
    assert "address" not in _read(_replaced(prints, second, row._replace(text=second[2:], x=row.x + 9.6)))


def test_a_hole_in_a_row_is_no_name() -> None:
    text = FIRM["名称"][0]
    prints = _lying(FIRM)
    row = _line(prints, text)
    parts = row._replace(text=text[:5]), row._replace(text=text[6:], x=row.x + 6 * 4.8)
    assert "enterprise_name" not in _read(_replaced(prints, text, *parts))


@pytest.mark.parametrize("label", ["名称", "法定代表人", "住所"])
def test_free_text_with_a_doubtful_character_is_left_out(label: str) -> None:
    prints = _lying(FIRM)
    row = _line(prints, FIRM[label][0])
    fields = _read(_replaced(prints, row.text, row._replace(doubt={2: 0.7})))
    assert FIELDS[label] not in fields
    assert len(fields) == len(_expected(FIRM)) - 1


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("成立日期", "2006年13月02日"),
        ("成立日期", "2006年0l月02日"),
        ("成立日期", "2006年1月02日"),
        ("住所", "广东省广州市天河区枫桥二路111"),
        ("营业期限", "2006年01月02日至"),
        ("营业期限", "2006年01月02日至2036年02月30日"),
        ("注册资本", "查佰万元整"),
        ("类型", "有限责任公司(自然人独贷)"),
        ("类型", "非上市、自然人投资或控股)"),
    ],
)
def test_a_value_against_its_grammar_is_left_out(label: str, text: str) -> None:
    assert FIELDS[label] not in _read(_lying(FIRM | {label: (text,)}))


@pytest.mark.parametrize("text", ["长期", "2006年01月02日至长期", "2006年1月2日至2036年1月1日"])
def test_a_period_may_have_no_end_and_begin_on_another_day(text: str) -> None:
    values = FIRM | {"成立日期": ("1998年11月20日",), "营业期限": (text,)}
    assert _read(_lying(values))["valid_period"] == text


@pytest.mark.parametrize("text", ["2008年01月02日", "2006年1月2日"])
def test_two_days_that_differ_in_a_character_or_two_are_both_left_out(text: str) -> None:
    fields = _read(_lying(FIRM | {"成立日期": (text,)}))
    assert "registered_date" not in fields
    assert "valid_period" not in fields


def test_a_semicolon_that_looks_like_a_colon_is_a_semicolon() -> None:
    rows = ("一般项目:软件开发:酒店管理;餐饮服务。",)
    fields = _read(_lying(FIRM | {"经营范围": rows}))
    assert fields["business_scope"] == "一般项目：软件开发；酒店管理；餐饮服务。"


@pytest.mark.parametrize(
    "closing",
    [
        "(依法须经批准的项目、经相关部门批准后方可开展经营活动",
        "(依法颂经批准的项目，经相关部门批准后方可开展经营活动)",
        "(依法须经批准的项目经相关部门批准后方可展经营活动)",
    ],
)
def test_the_closing_sentence_is_known(closing: str) -> None:
    rows = ("软件开发；酒店管理；餐饮服务。", closing)
    fields = _read(_lying(FIRM | {"经营范围": (rows[0] + closing[:5], closing[5:])}))
    assert fields["business_scope"] == (
        "软件开发；酒店管理；餐饮服务。(依法须经批准的项目，经相关部门批准后方可开展经营活动)"
    )


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        (("软件开发；酒店管理；餐饮服务",), {2: 0.4}),
        (("软件开发、酒店管理；餐饮服务",), {4: 0.7}),
        (("软件开发；食品销售(仅销售预包装食品；餐饮服务",), {}),
        (("软件开发；酒店管理，(依法须经批准", "的项目，经相关部门批准后方可开展经营活动)"), {}),
    ],
)
def test_a_doubtful_scope_is_left_out(rows: tuple[str, ...], doubt: Mapping[int, float]) -> None:
    prints = _lying(FIRM | {"经营范围": rows})
    row = _line(prints, rows[0])
    assert "business_scope" not in _read(_replaced(prints, rows[0], row._replace(doubt=doubt)))


def test_a_mark_that_was_lost_in_a_row_leaves_no_scope() -> None:
    prints = _lying(FIRM | {"经营范围": ("软件开发；酒店管理；餐饮服务",)})
    row = _line(prints, "软件开发；酒店管理；餐饮服务")
    parts = row._replace(text="软件开发"), row._replace(text="酒店管理；餐饮服务", x=row.x + 5 * 4.0)
    assert "business_scope" not in _read(_replaced(prints, row.text, *parts))


def test_the_papers_number_and_the_number_before_2015() -> None:
    prints = [
        *_replaced(_lying(FIRM), CODE),
        Print("编号:S0112019000001", 200, 20, 4),
        Print("注册号:110108000000016", 26, 50, 4),
    ]
    fields = _read(prints)
    assert (fields["serial"], fields["number"]) == ("S0112019000001", "110108000000016")


def test_other_cards_are_no_licence() -> None:
    layouts = (idcard.FRONT_LAYOUT, driver.LAYOUT, vehicle.MAIN_LAYOUT)
    for layout in layouts:
        prints = [Print(one.text, one.first[0], one.first[1], 2.5) for one in layout.labels]
        assert not search(pieces(seen(prints, 2 * PLAIN)), [business.LYING_LAYOUT, business.STANDING_LAYOUT])


@pytest.mark.parametrize(
    ("number", "right"), [("110108000000016", True), ("110108000000017", False), ("11010800000001", False)]
)
def test_a_register_number_has_a_check_digit(number: str, right: bool) -> None:
    assert is_registration_number(number) is right


@pytest.mark.parametrize(
    ("code", "right"), [("MA0000007", True), ("MA0000008", False), ("000000000", True), ("MA000000", False)]
)
def test_an_organisation_code_has_a_check_digit(code: str, right: bool) -> None:
    assert is_organisation_code(code) is right


def test_a_type_whose_first_character_is_lost_is_no_type() -> None:
    assert re.fullmatch(TYPE, "有限责任公司(自然人独资)")
    assert re.fullmatch(TYPE, "个体工商户")
    assert not re.fullmatch(TYPE, "限责任公司(自然人独资)")
