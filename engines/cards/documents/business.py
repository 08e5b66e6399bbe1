"""The business licence of 2019 and later, lying and standing, of firms and of individuals."""

from collections.abc import Mapping, Sequence

from ..certainty import CHINESE, NAME, address, certain, person, present, whole
from ..columns import Cell, Order, cells
from ..document import Document, Fields, Kind
from ..provinces import in_a_province
from ..register import CAPITAL, DAY, ORGANISATION, PERIOD, TYPE, days, is_of_another_register, number, serial
from ..rows import gapped
from ..scope import scope
from ..sheet import Sheet
from ..template import Ledger
from ..value import Value, formed

LONG, SHORT = 297.0, 210.0
LEAST = 0.76
"""Least probability of a character of a name or an address: of six drawn ones that have a lower one, five are wrong."""

NAMES, TYPES, SCOPE, PERIODS = ("名称",), ("类型", "公司类型"), ("经营范围", "业务范围"), ("营业期限", "合伙期限")
PARTNERS = ("执行事务合伙人",)
HEADS = ("法定代表人", "经营者", "负责人", "投资人", *PARTNERS)
PLACES = ("住所", "经营场所", "主要经营场所", "营业场所")
FUNDS = ("注册资本", "出资额", "成员出资总额")
"""What firms, partnerships and cooperatives of farmers call their capital."""
CAPITALS, DAYS = (*FUNDS, "实收资本", "组成形式"), ("成立日期", "注册日期")
LEFT = (NAMES, TYPES, HEADS, SCOPE)
ALL = (NAMES, TYPES, PLACES, HEADS, CAPITALS, DAYS, PERIODS, SCOPE)
LYING_ORDERS = (LEFT, (CAPITALS, DAYS, PERIODS, PLACES), (CAPITALS, DAYS, PLACES))
STANDING_ORDERS = (ALL, (NAMES, TYPES, PLACES, HEADS, CAPITALS, DAYS, SCOPE))
WORDS = tuple(word for slot in ALL for word in slot)
TITLE, CODE = "营业执照", "统一社会信用代码"
FOOT = ("登记机关", "国家企业信用信息公示系统网址", "国家市场监督管理总局监制")

_FIRM, _ADDRESS = "(?!称).{3,}", r"(?!所).{3,}(?:[^\d-]|[^路街道巷段弄\d-][\d-]*\d)"
"""What begins with its label's last character is not only a value. A flat's number may end an address, a street's goes
on: what follows it was lost.
"""
_PARTNER = rf"{CHINESE}.{{3,}}(?:公司|企业|中心|\)|社)(?:\(委派代表:?{NAME}\))?"
"""A firm that is a partner, and the person it sends."""

LYING_LAYOUT = Ledger(LONG, SHORT, (), {}, columns=2, title=TITLE, code=CODE, foot=FOOT, words=WORDS)
STANDING_LAYOUT = Ledger(SHORT, LONG, (), {}, columns=1, title=TITLE, code=CODE, foot=FOOT, words=WORDS)


def read_lying(sheet: Sheet) -> Fields:
    """The fields of a licence whose long side is level."""
    return _read(sheet, LYING_ORDERS)


def read_standing(sheet: Sheet) -> Fields:
    """The fields of a licence whose long side is upright."""
    return _read(sheet, STANDING_ORDERS)


def _read(sheet: Sheet, orders: Sequence[Order]) -> Fields:
    """What stands beside the labels, and the number wherever it stands."""
    code = number(sheet.runs, sheet.rereader.again)
    if is_of_another_register(code):
        return {}
    found = cells(sheet, WORDS, FOOT, orders)
    registered, period = days(_proved(found, DAYS, DAY), _proved(found, PERIODS, PERIOD))
    return present(
        number=code,
        serial=serial(sheet.runs),
        legal_representative=person(_free(found, HEADS, NAME)) or whole(certain(_free(found, PARTNERS, _PARTNER))),
        enterprise_name=whole(certain(_free(found, NAMES, _FIRM))),
        type_of_organization=_proved(found, ("组成形式",), ORGANISATION),
        address=in_a_province(address(_free(found, PLACES, _ADDRESS))),
        type_of_enterprise=_shown(found, TYPES, TYPE),
        business_scope=next((scope(found[label]) for label in SCOPE if label in found), None),
        registered_capital=_shown(found, FUNDS, CAPITAL),
        paid_in_capital=_shown(found, ("实收资本",), CAPITAL),
        valid_period=period,
        registered_date=registered,
    )


def _proved(found: Mapping[str, Cell], labels: tuple[str, ...], form: str) -> str | None:
    """What stands beside the one of some labels that a licence has, if it has a form that few misread values have."""
    cell = next((found[label] for label in labels if label in found), None)
    return certain(formed(cell.rows, form)) if cell and cell.is_whole(cell.rows) else None


def _shown(found: Mapping[str, Cell], labels: tuple[str, ...], form: str) -> str | None:
    """The same for a form that a part of a value has, too, which light may have left of it."""
    return _proved({label: cell for label, cell in found.items() if not cell.hidden}, labels, form)


def _free(found: Mapping[str, Cell], labels: tuple[str, ...], form: str = ".+") -> Value | None:
    """The same for free text, which must not have been hidden, cut or misread anywhere."""
    cell = next((found[label] for label in labels if label in found), None)
    if cell is None or cell.hidden or not all(cell.free) or not cell.is_whole(cell.rows) or any(map(gapped, cell.rows)):
        return None
    words = [laid.probability for laid in cell.characters if laid.text.isalnum()]
    return formed(cell.rows, form) if min(words, default=0.0) >= LEAST else None


LYING, STANDING = (
    Document(Kind.BUSINESS_LYING, LYING_LAYOUT, read_lying),
    Document(Kind.BUSINESS_STANDING, STANDING_LAYOUT, read_standing),
)
