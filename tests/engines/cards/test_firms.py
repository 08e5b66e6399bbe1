"""Business licences of partnerships, branches and cooperatives, and what scopes, names and types say since 2021."""

from collections.abc import Mapping, Sequence

import pytest

from engines.cards.certainty import address, whole
from engines.cards.register import CAPITAL, TYPE
from engines.cards.rows import Laid, gapped
from engines.cards.value import Value, formed

from .documents import read
from .specimens import COOPERATIVE, PLACE, printed

NEW = "(除依法须经批准的项目外，凭营业执照依法自主开展经营活动)"
FIRM = {
    "名称": ("广州市云雀欣餐饮有限公司",),
    "类型": ("有限责任公司(自然人独资)",),
    "法定代表人": ("欧阳思源",),
    "注册资本": ("壹佰万元整",),
    "成立日期": ("2006年01月02日",),
    "住所": PLACE,
    "经营范围": ("餐饮服务。",),
}
BRANCH = {
    "名称": ("广州市云雀欣餐饮有限公司天河分公司",),
    "类型": ("其他有限责任公司分公司",),
    "负责人": ("欧阳思源",),
    "成立日期": ("2006年01月02日",),
    "营业期限": ("2006年01月02日至长期",),
    "营业场所": PLACE,
    "经营范围": ("餐饮服务。",),
}
PARTNERS = {
    "名称": ("广州市云雀欣餐饮管理中心(有限合伙)",),
    "类型": ("有限合伙企业",),
    "执行事务合伙人": ("欧阳思源",),
    "出资额": ("壹佰万元整",),
    "成立日期": ("2006年01月02日",),
    "合伙期限": ("2006年01月02日至长期",),
    "主要经营场所": PLACE,
    "经营范围": ("餐饮服务。",),
}


def _fields(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What is read on it."""
    ((_, fields),) = read(printed(values))
    return fields


@pytest.mark.parametrize("values", [COOPERATIVE, BRANCH, PARTNERS])
def test_a_licence_of_another_form_of_business_was_refused_or_lost_its_address(
    values: Mapping[str, Sequence[str]],
) -> None:
    fields = _fields(values)
    assert fields["address"] == "".join(PLACE)
    assert fields["business_scope"] in {"谷物种植。", "餐饮服务。"}
    assert fields.get("registered_capital", "壹佰万元整") == "壹佰万元整"
    assert ("registered_capital" in fields) == (values is not BRANCH)
    assert ("valid_period" in fields) == (values is not COOPERATIVE)


@pytest.mark.parametrize("rows", [("云雀欣投资管理有限公司(委派代", "表:欧阳思源)"), ("广州市云雀欣投资管理有限公司",)])
def test_a_firm_that_is_a_partner_was_left_out(rows: tuple[str, ...]) -> None:
    assert _fields(PARTNERS | {"执行事务合伙人": rows})["legal_representative"] == "".join(rows)
    assert "legal_representative" not in _fields(PARTNERS | {"执行事务合伙人": ("云雀欣投资管理有限公司(委派代",)})


def test_the_sentence_that_names_the_licence_at_the_end_of_a_scope_is_no_second_title() -> None:
    rows = ("一般项目:餐饮服务。" + NEW[:12], NEW[12:])
    assert _fields(FIRM | {"经营范围": rows})["business_scope"] == "一般项目：餐饮服务。" + NEW


def test_the_bracket_that_closes_such_a_scope_need_not_have_been_read() -> None:
    rows = ("一般项目:餐饮服务。" + NEW[:12], NEW[12:-1])
    assert _fields(FIRM | {"经营范围": rows})["business_scope"] == "一般项目：餐饮服务。" + NEW


@pytest.mark.parametrize("text", ["壹亿贰仟万元整", "壹拾伍万叁仟元整", "(人民币)伍拾万元整", "1000万人民币"])
def test_a_capital_of_two_units_or_with_its_currency_in_brackets_was_left_out(text: str) -> None:
    assert formed([_row(text)], CAPITAL)
    assert not formed([_row("壹亿贰仟")], CAPITAL)


@pytest.mark.parametrize(
    "text", ["其他有限责任公司", "其他股份有限公司(非上市)", "有限责任公司(外国非法人经济组织独资)"]
)
def test_types_of_other_firms_were_left_out(text: str) -> None:
    assert formed([_row(text)], TYPE)


def _row(text: str, steps: Mapping[int, float] = {}) -> tuple[Laid, ...]:
    """Characters an em apart, those at some places later than that."""
    late = [sum(more for place, more in steps.items() if place <= at) for at in range(len(text))]
    return tuple(Laid(sign, 0.99, at + late[at], 0.0, 1.0) for at, sign in enumerate(text))


def test_a_bracket_of_full_width_is_no_gap_and_a_lost_character_before_it_is_one() -> None:
    text = "云雀欣(广州)餐饮有限公司"
    assert not gapped(_row(text, {3: 0.5, 4: -0.25, 6: -0.25, 7: 0.5}))
    assert gapped(_row(text, {3: 1.0, 4: -0.25}))


def test_a_name_of_which_a_bracket_was_misread_is_left_out() -> None:
    assert whole("云雀餐饮中心(有限合伙)")
    assert whole("云雀餐饮中心(有限合伙(") is None


@pytest.mark.parametrize(
    ("text", "right"), [("枫桥路阳光-百国际", False), ("枫桥路3-2-501", True), ("枫桥路A-1栋", True)]
)
def test_an_ideograph_that_was_read_as_a_dash_leaves_an_address_out(text: str, right: bool) -> None:
    assert (address(Value(text, 0.99, 0.99)) == text) is right


def test_an_address_may_end_with_a_flats_number_and_not_with_a_streets() -> None:
    flat = ("广东省广州市天河区枫桥二路111", "号水岸家园24-2-2415")
    assert _fields(FIRM | {"住所": flat})["address"] == "".join(flat)
    assert "address" not in _fields(FIRM | {"住所": ("广东省广州市天河区枫桥二路111-2",)})
