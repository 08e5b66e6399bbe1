"""Business licences of 2019 and later: A4 lying and standing, and that of an individual's business."""

from typing import NamedTuple

import numpy as np

from . import numbers, ornaments, people
from .drawing import Drawing
from .fonts import Faces
from .sheet import Ink, Label, Sheet, Slot, wrapped

LONG, SHORT, SCALE = 297.0, 210.0, 5.6
GOLD: Ink = (176, 140, 70)
INK: Ink = (34, 32, 34)


class Column(NamedTuple):
    """Rows of label and value, one below the other: a long value pushes the next row down."""

    rows: tuple[tuple[str, str], ...]
    label_x: float
    value_x: float
    top: float
    row: float
    size: float
    per_line: float


FIRM_LEFT = (
    ("名称", "enterprise_name"),
    ("类型", "type_of_enterprise"),
    ("法定代表人", "legal_representative"),
    ("经营范围", "business_scope"),
)
FIRM_RIGHT = (
    ("注册资本", "registered_capital"),
    ("成立日期", "registered_date"),
    ("营业期限", "valid_period"),
    ("住所", "address"),
)
SHOP_LEFT = (
    ("名称", "enterprise_name"),
    ("类型", "type_of_enterprise"),
    ("经营者", "legal_representative"),
    ("经营范围", "business_scope"),
)
SHOP_RIGHT = (("组成形式", "type_of_organization"), ("注册日期", "registered_date"), ("经营场所", "address"))
STANDING = (
    ("名称", "enterprise_name"),
    ("类型", "type_of_enterprise"),
    ("住所", "address"),
    ("法定代表人", "legal_representative"),
    ("注册资本", "registered_capital"),
    ("成立日期", "registered_date"),
    ("营业期限", "valid_period"),
    ("经营范围", "business_scope"),
)
SCAN_ME = "扫描二维码登录‘国家企业信用信息公示系统’了解更多登记、备案、许可、监管信息。"
CAPITALS = ("壹佰万元整", "伍佰万元整", "壹仟万元整", "叁仟万元人民币", "200万元", "1000万元人民币", "伍拾万元整")
TYPES = (
    "有限责任公司(自然人投资或控股)",
    "有限责任公司(自然人独资)",
    "股份有限公司(非上市、自然人投资或控股)",
    "有限责任公司",
)


def landscape(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _lying(faces, random, blank, "bizlicense_landscape", *firm(random), FIRM_LEFT, FIRM_RIGHT)


def individual(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _lying(faces, random, blank, "bizlicense_individual", *shop(random), SHOP_LEFT, SHOP_RIGHT)


def portrait(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    fields, place = firm(random)
    sheet = _paper(faces, random, blank, SHORT, LONG)
    _title(sheet, SHORT / 2, 34.0, 68.0, 16.0, 25.0, random)
    sheet.print_labels((Label("统一社会信用代码", 108.0, 96.0, 4.4),), "bold", INK)
    sheet.print_values((Slot("reg_num", 146.0, 96.0, 4.6),), fields, "song", INK)
    _column(sheet, Column(STANDING, 26.0, 62.0, 110.0, 13.0, 4.8, 25.0), fields)
    if not blank:
        sheet.place(ornaments.qr("http://www.gsxt.gov.cn/" + fields["reg_num"], round(30 * SCALE)), 26.0, 236.0)
    signed(sheet, place, random, 126.0, 244.0)
    foot(sheet, 18.0, 280.0, 132.0)
    return sheet.finished("bizlicense_portrait", fields)


def _lying(
    faces: Faces,
    random: np.random.Generator,
    blank: bool,
    kind: str,
    fields: dict[str, str],
    place: people.Place,
    left: tuple[tuple[str, str], ...],
    right: tuple[tuple[str, str], ...],
) -> Drawing:
    sheet = _paper(faces, random, blank, LONG, SHORT)
    _title(sheet, LONG / 2, 26.0, 59.0, 18.0, 27.0, random)
    at = 26.0 if random.random() < 0.7 else 196.0  # upper left or upper right
    sheet.print_labels((Label("统一社会信用代码", at, 36.0, 4.4, 40.0),), "bold", INK)
    sheet.print_values((Slot("reg_num", at, 43.5, 4.8),), fields, "song", INK)
    if not blank:
        code_at = 226.0 if at < 100 else 26.0
        sheet.place(ornaments.qr("http://www.gsxt.gov.cn/" + fields["reg_num"], round(24 * SCALE)), code_at, 30.0)
        for row, line in enumerate(wrapped(SCAN_ME, 10)):
            sheet.write(line, code_at + 26.0, 33.0 + 4.0 * row, 2.3, "hei", INK)
    offset = (random.uniform(-1.5, 1.5), random.uniform(-1.2, 1.2))
    _column(sheet, Column(left, 26.0, 57.0, 96.0, 13.5, 4.8, 20.0), fields, offset)
    _column(sheet, Column(right, 165.0, 196.0, 96.0, 13.5, 4.8, 16.5), fields, offset)
    signed(sheet, place, random, 196.0, 160.0)
    foot(sheet, 20.0, 193.5, 216.0)
    return sheet.finished(kind, fields)


def firm(random: np.random.Generator) -> tuple[dict[str, str], people.Place]:
    """What the licence of a company says, and where it is."""
    place = people.pick(random, people.PLACES)
    founded = people.day(random, 1998, 2023)
    start, years = f"{founded:%Y年%m月%d日}", int(random.choice((0, 10, 20, 30)))
    fields = {
        "reg_num": numbers.credit(random, place.region, individual=False),
        "legal_representative": people.name(random),
        "enterprise_name": people.company(random, place),
        "address": people.address(random, place),
        "type_of_enterprise": people.pick(random, TYPES),
        "business_scope": people.scope(random),
        "registered_capital": people.pick(random, CAPITALS),
        "registered_date": start,
        "valid_period": f"{start}至{people.later(founded, years):%Y年%m月%d日}" if years else "长期",
    }
    return fields, place


def shop(random: np.random.Generator) -> tuple[dict[str, str], people.Place]:
    """What the licence of one person's business says, and where it is."""
    place = people.pick(random, people.PLACES)
    fields = {
        "reg_num": numbers.credit(random, place.region, individual=True),
        "legal_representative": people.name(random),
        "enterprise_name": people.shop(random, place),
        "type_of_organization": str(random.choice(("个人经营", "家庭经营"))),
        "address": people.address(random, place),
        "type_of_enterprise": "个体工商户",
        "business_scope": people.scope(random),
        "registered_date": f"{people.day(random, 2005, 2023):%Y年%m月%d日}",
    }
    return fields, place


def _title(
    sheet: Sheet, middle: float, emblem_y: float, title_y: float, size: float, pitch: float, random: np.random.Generator
) -> None:
    sheet.place(ornaments.emblem(round(26 * SCALE)), middle - 13.0, emblem_y - 13.0)
    sheet.print_labels(
        (Label("营业执照", middle - (3 * pitch + size) / 2, title_y, size, 3 * pitch + size),), "bold", INK
    )
    if random.random() < 0.7:
        number = f"（{random.integers(1, 4)}-1）" if random.random() < 0.4 else ""
        sheet.write(f"（副  本）{number}", middle, title_y + size * 0.95, 6.0, "song", INK, centred=True)


def _column(sheet: Sheet, column: Column, fields: dict[str, str], offset: tuple[float, float] = (0.0, 0.0)) -> None:
    y = column.top
    for text, field in column.rows:
        label = Label(text, column.label_x, y, column.size, column.size * 5.2)
        sheet.print_labels((label,), "bold", INK)
        small = column.size * 0.85 if field == "business_scope" else column.size
        per_line, line = column.per_line * column.size / small, small * 1.35
        slot = Slot(field, column.value_x, y, small, per_line, line)
        sheet.print_values((slot,), fields, "song", INK, offset)
        y += column.row + line * max(0, len(wrapped(fields[field], per_line)) - 2)


def signed(sheet: Sheet, place: people.Place, random: np.random.Generator, x: float, y: float) -> None:
    """The office, its seal, and the day of printing: a date that is no field."""
    sheet.write("登记机关", x, y, 6.0, "bold", INK, pitch=8.0)
    printed = people.day(random, 2019, 2025)
    sheet.write(f"{printed:%Y  年  %m  月  %d  日}", x + 4.0, y + 25.0, 4.6, "song", INK)
    if not sheet.blank:
        seal = ornaments.ring_seal(f"{place.city or place.province}市场监督管理局", sheet.faces, round(36 * SCALE))
        sheet.place(seal, x + 6.0, y - 8.0)


def foot(sheet: Sheet, left: float, y: float, right: float) -> None:
    sheet.write("国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", left, y, 2.6, "hei", INK)
    sheet.write("国家市场监督管理总局监制", right, y, 2.6, "hei", INK)


def _paper(faces: Faces, random: np.random.Generator, blank: bool, width_mm: float, height_mm: float) -> Sheet:
    width, height = round(width_mm * SCALE), round(height_mm * SCALE)
    ground = ornaments.plain(width, height, (255, 255, 255))
    if not blank:
        ground = ornaments.guilloche(random, width, height, (250, 246, 236), (252, 248, 240), (232, 214, 176), 0.35)
    sheet = Sheet(ground, SCALE, faces, blank)
    for inset, line in ((8.0, 2.6), (12.0, 0.6)):
        sheet.box(inset, inset, width_mm - 2 * inset, height_mm - 2 * inset, GOLD, line)
    return sheet
