"""The business licence of 2019 and later, lying and standing, of firms and of individuals."""

from collections.abc import Mapping

from ..certainty import NAME, certain, person, present
from ..columns import Cell, Column, cells
from ..document import Document, Fields, Kind
from ..register import CAPITAL, DAY, ORGANISATION, PERIOD, TYPE, days, number, serial
from ..rows import gapped
from ..scope import scope
from ..sheet import Sheet, Value, formed
from ..template import Label, Template, label

LONG, SHORT = 297.0, 210.0
SIZE, WIDTH = 4.8, 25.0
"""Size of the labels in the columns, and the width over which the characters of each are spread."""
DROP = 40.0
"""Millimetres by which values of many rows push the labels below them down."""
LEAST = 0.76
"""Least probability of a character of a name or an address: of six drawn ones that have a lower one, five are wrong."""

HEADS = ("法定代表人", "经营者", "负责人", "投资人", "执行事务合伙人")
PLACES = ("住所", "经营场所", "主要经营场所")
CAPITALS, DAYS = ("注册资本", "实收资本", "组成形式"), ("成立日期", "注册日期")
LEFT = (("名称",), ("类型",), HEADS, ("经营范围",))
RIGHT = (CAPITALS, DAYS, ("营业期限",))
ALL = (("名称",), ("类型",), PLACES, HEADS, CAPITALS, DAYS, ("营业期限",), ("经营范围",))
LYING_COLUMNS = (
    Column(left=20.0, values=57.0, right=158.0, top=80.0, bottom=188.0, size=SIZE, slots=LEFT),
    Column(left=159.0, values=196.0, right=284.0, top=80.0, bottom=188.0, size=SIZE, slots=(*RIGHT, PLACES)),
)
STANDING_COLUMNS = (Column(left=20.0, values=62.0, right=197.0, top=96.0, bottom=236.0, size=SIZE, slots=ALL),)
_CODE, _OFFICE = "统一社会信用代码", "登记机关"
_SITE, _PRINTER = "国家企业信用信息公示系统网址", "国家市场监督管理总局监制"


def _below(x: float, y: float, row: float, slots: tuple[tuple[str, ...], ...]) -> tuple[Label, ...]:
    """The labels of a column that stand in one piece; the frame does not need those whose characters stand apart."""
    return tuple(
        label(text, x, y + row * number, SIZE, (WIDTH - SIZE) / (len(text) - 1))._replace(drop=DROP)
        for number, slot in enumerate(slots)
        for text in slot
        if len(text) > 3
    )


LYING_LAYOUT = Template(
    width=LONG,
    height=SHORT,
    labels=(
        label("营业执照", 99.0, 59.0, 18.0, 27.0),
        label(_CODE, 26.0, 36.0, 4.4, 5.1),
        label(_CODE, 196.0, 36.0, 4.4, 5.1),
        *_below(26.0, 96.0, 13.5, LEFT),
        *_below(165.0, 96.0, 13.5, (*RIGHT[:2], (*RIGHT[2], *PLACES))),
        label(_OFFICE, 196.0, 160.0, 6.0, 8.0),
        label(_SITE, 20.0, 193.5, 2.6),
        label(_PRINTER, 216.0, 193.5, 2.6),
    ),
    zones={},
)
STANDING_LAYOUT = Template(
    width=SHORT,
    height=LONG,
    labels=(
        label("营业执照", 59.5, 68.0, 16.0, 25.0),
        label(_CODE, 108.0, 96.0, 4.4),
        *_below(26.0, 110.0, 13.0, ALL),
        label(_OFFICE, 126.0, 244.0, 6.0, 8.0),
        label(_SITE, 18.0, 280.0, 2.6),
        label(_PRINTER, 132.0, 280.0, 2.6),
    ),
    zones={},
)


def read_lying(sheet: Sheet) -> Fields:
    """The fields of a licence whose long side is level."""
    return _read(sheet, LYING_COLUMNS)


def read_standing(sheet: Sheet) -> Fields:
    """The fields of a licence whose long side is upright."""
    return _read(sheet, STANDING_COLUMNS)


def _read(sheet: Sheet, columns: tuple[Column, ...]) -> Fields:
    """What stands beside the labels, and the number wherever it stands."""
    found = {label: cell for column in columns for label, cell in cells(sheet, column).items()}
    registered, period = days(_proved(found, DAYS, DAY), _proved(found, ("营业期限",), PERIOD))
    return present(
        number=number(sheet.runs),
        serial=serial(sheet.runs),
        legal_representative=person(_free(found, HEADS, NAME)),
        enterprise_name=certain(_free(found, ("名称",))),
        type_of_organization=_proved(found, ("组成形式",), ORGANISATION),
        address=certain(_free(found, PLACES, r".*\D")),
        type_of_enterprise=_proved(found, ("类型",), TYPE),
        business_scope=scope(found["经营范围"]) if "经营范围" in found else None,
        registered_capital=_proved(found, ("注册资本",), CAPITAL),
        paid_in_capital=_proved(found, ("实收资本",), CAPITAL),
        valid_period=period,
        registered_date=registered,
    )


def _proved(found: Mapping[str, Cell], labels: tuple[str, ...], form: str) -> str | None:
    """What stands beside the one of some labels that a licence has, if it has a form that few misread values have."""
    cell = next((found[label] for label in labels if label in found), None)
    return certain(formed(cell.rows, form)) if cell and cell.is_whole(cell.rows) else None


def _free(found: Mapping[str, Cell], labels: tuple[str, ...], form: str = ".+") -> Value | None:
    """The same for free text, which must not have been hidden, cut or misread anywhere."""
    cell = next((found[label] for label in labels if label in found), None)
    if cell is None or cell.hidden or not cell.is_whole(cell.rows) or any(map(gapped, cell.rows)):
        return None
    words = [laid.probability for laid in cell.characters if laid.text.isalnum()]
    return formed(cell.rows, form) if min(words, default=0.0) >= LEAST else None


LYING, STANDING = (
    Document(Kind.BUSINESS_LYING, LYING_LAYOUT, read_lying),
    Document(Kind.BUSINESS_STANDING, STANDING_LAYOUT, read_standing),
)
