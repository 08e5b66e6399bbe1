"""Business licences as other hands lay them out: each seed has its own columns, rows, sizes and gaps.

What is read must not depend on the millimetres of one drawing: figures of these say whether it does.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from . import bizlicense, ornaments, people
from .bizlicense import GOLD, INK, SCALE
from .drawing import Drawing
from .fonts import Faces
from .sheet import Label, Sheet, Slot, wrapped

Rows = Sequence[tuple[str, str]]


class Hand(NamedTuple):
    """How one drawer sets columns, in millimetres; `wide` is the width of a label in its sizes, `gap` what follows it.

    Values are `value` high, their rows `leading` of it apart; `row` is from one label to the next one below it.
    """

    size: float
    wide: float
    gap: float
    value: float
    leading: float
    row: float
    scope: float

    @classmethod
    def drawn(cls, random: np.random.Generator, size: tuple[float, float]) -> "Hand":
        """The habits of a seed."""
        label = random.uniform(*size)
        return cls(
            size=label,
            wide=float(random.choice((4.2, 5.0, 5.6, 6.4))),
            gap=label * random.uniform(0.6, 2.4),
            value=label * random.uniform(0.82, 1.02),
            leading=random.uniform(1.3, 1.6),
            row=label * random.uniform(2.1, 3.0),
            scope=random.uniform(0.85, 1.0),
        )


def lying(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """Two columns; that of 2022 has no period, and sometimes the place stands on the left."""
    alone = random.random() < 0.3
    fields, place = (bizlicense.shop if alone else bizlicense.firm)(random)
    left, right = list(bizlicense.SHOP_LEFT), list(bizlicense.SHOP_RIGHT)
    if not alone:
        left, right = list(bizlicense.FIRM_LEFT), list(bizlicense.FIRM_RIGHT)
        if random.random() < 0.4:
            right = [row for row in right if row[1] != "valid_period"]
            del fields["valid_period"]
    long, short = 297.0 * random.uniform(0.94, 1.04), 210.0 * random.uniform(0.94, 1.04)
    sheet = _paper(faces, random, blank, long, short)
    hand = Hand.drawn(random, (4.2, 5.8))
    if random.random() < 0.5:
        title_y = random.uniform(50, 62)
        _emblem(sheet, random, long / 2, title_y - 30)
    else:
        title_y = random.uniform(32, 44)
    _title(sheet, random, long * random.uniform(0.47, 0.53), title_y)
    edge, half = random.uniform(20, 30), long * random.uniform(0.53, 0.58)
    code_y = random.uniform(30, 42)
    _code(sheet, fields["reg_num"], edge if random.random() < 0.7 else long - 92, code_y, random.uniform(3.6, 4.8))
    top = max(title_y + 24, 80.0) + random.uniform(0, 8)
    _column(sheet, hand, left, fields, edge, half - edge - 8, top)
    last = _column(sheet, hand, right, fields, half, long - 22 - half, top + random.uniform(-3, 3))
    foot = short - random.uniform(14, 18)
    _signed(sheet, random, place, half + random.uniform(5, 40), max(last + 6, foot - random.uniform(42, 48)))
    if random.random() < 0.7:
        bizlicense.foot(sheet, random.uniform(18, 26), foot, long - random.uniform(70, 80))
    return sheet.finished("bizlicense_lying_other", fields)


def standing(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """One column."""
    fields, place = bizlicense.firm(random)
    short, long = 210.0 * random.uniform(0.94, 1.04), 297.0 * random.uniform(0.94, 1.04)
    sheet = _paper(faces, random, blank, short, long)
    hand = Hand.drawn(random, (4.4, 5.6))
    title_y = random.uniform(52, 72)
    _emblem(sheet, random, short / 2, title_y - 32)
    _title(sheet, random, short / 2, title_y)
    _code(sheet, fields["reg_num"], random.uniform(100, 116), title_y + 26, random.uniform(3.8, 4.6), beside=True)
    edge = random.uniform(20, 34)
    width = short - 2 * edge + 8
    last = _column(sheet, hand, bizlicense.STANDING, fields, edge, width, title_y + 38 + random.uniform(0, 6))
    _signed(sheet, random, place, short * random.uniform(0.5, 0.62), max(last + 5, long - 62))
    if random.random() < 0.7:
        bizlicense.foot(sheet, random.uniform(16, 24), long - random.uniform(14, 18), short - random.uniform(74, 84))
    return sheet.finished("bizlicense_standing_other", fields)


def _column(sheet: Sheet, hand: Hand, rows: Rows, fields: dict[str, str], x: float, width: float, y: float) -> float:
    """Print labels and values of a column that is so wide; answers where the next row would be."""
    at = x + hand.wide * hand.size + hand.gap
    for text, field in rows:
        spread = hand.wide * hand.size if len(text) != 5 else max(hand.wide, 5.0) * hand.size
        sheet.print_labels((Label(text, x, y, hand.size, spread),), "bold", INK)
        size = hand.value * (hand.scope if field == "business_scope" else 1.0)
        per_line, line = (x + width - at) / size, size * hand.leading
        sheet.print_values((Slot(field, at, y, size, per_line, line),), fields, "song", INK)
        y += hand.row + line * (len(wrapped(fields[field], per_line)) - 1)
    return y


def _title(sheet: Sheet, random: np.random.Generator, middle: float, y: float) -> None:
    size = random.uniform(13, 19)
    width = size * random.uniform(4.0, 5.6)
    sheet.print_labels((Label("营业执照", middle - width / 2, y, size, width),), "bold", INK)
    if random.random() < 0.6:
        sheet.write("(副本)", middle, y + size * 0.95, random.uniform(4.5, 6.5), "song", INK, centred=True)


def _code(sheet: Sheet, code: str, x: float, y: float, size: float, beside: bool = False) -> None:
    end = sheet.write("统一社会信用代码", x, y, size, "bold", INK)
    place = Slot("reg_num", end + 2.0, y, size) if beside else Slot("reg_num", x, y + 1.6 * size, 1.05 * size)
    sheet.print_values((place,), {"reg_num": code}, "song", INK)


def _emblem(sheet: Sheet, random: np.random.Generator, middle: float, y: float) -> None:
    wide = random.uniform(18, 26)
    sheet.place(ornaments.emblem(round(wide * SCALE)), middle - wide / 2, y - wide / 2)


def _signed(sheet: Sheet, random: np.random.Generator, place: people.Place, x: float, y: float) -> None:
    """The office beside its seal, and the day of printing below."""
    sheet.write("登记机关", x, y, random.uniform(4.2, 6.0), "bold", INK)
    printed = people.day(random, 2019, 2025)
    sheet.write(f"{printed:%Y 年 %m 月 %d 日}", x + 14.0, y + random.uniform(17, 22), 4.6, "song", INK)
    if not sheet.blank:
        wide = random.uniform(30, 38)
        seal = ornaments.ring_seal(f"{place.city or place.province}市场监督管理局", sheet.faces, round(wide * SCALE))
        sheet.place(seal, x + 24.0, y - wide / 3)


def _paper(faces: Faces, random: np.random.Generator, blank: bool, width_mm: float, height_mm: float) -> Sheet:
    width, height = round(width_mm * SCALE), round(height_mm * SCALE)
    ground = ornaments.plain(width, height, (255, 255, 255))
    if not blank:
        ground = ornaments.guilloche(random, width, height, (252, 248, 240), (250, 250, 246), (226, 214, 190), 0.3)
    sheet = Sheet(ground, SCALE, faces, blank)
    inset = random.uniform(4, 10)
    for side, line in ((inset, random.uniform(0.8, 3.2)), (inset + 4.0, 0.5))[: int(random.integers(1, 3))]:
        sheet.box(side, side, width_mm - 2 * side, height_mm - 2 * side, GOLD, line)
    return sheet
