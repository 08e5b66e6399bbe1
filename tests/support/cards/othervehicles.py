"""Vehicle licences as other hands lay them out: labels and values stand off the places that they have elsewhere."""

import numpy as np

from . import ornaments, people, vehicle
from .drawing import Drawing
from .fonts import Faces, Role
from .sheet import Label, Sheet, Slot
from .vehicle import PRINT, RADIUS, SCALE, VALUE

LEAST_HALF = 43.0
"""Millimetres at which the second column begins, at least."""
ROLES: tuple[Role, ...] = ("song", "hei")


def main_page(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """Its rows are higher or lower, its labels larger or smaller, its values begin sooner or later."""
    fields, place = vehicle.main_fields(random)
    sheet = vehicle.paper(faces, random, blank)
    size, row, top = random.uniform(2.1, 2.7), random.uniform(6.0, 6.9), random.uniform(13.2, 15.8)
    middle, right, far = random.uniform(24, 28), random.uniform(50, 54), random.uniform(54, 57)
    columns = {
        0: ((4.5, "号牌号码", "plate_num"), (random.uniform(40, 46), "车辆类型", "vehicle_type")),
        1: ((4.5, "所有人", "owner"),),
        2: ((4.5, "住址", "addr"),),
        3: ((middle, "使用性质", "use_character"), (right, "品牌型号", "model")),
        4: ((middle, "车辆识别代号", "vin"),),
        5: ((middle, "发动机号码", "engine_num"),),
        6: ((middle, "注册日期", "register_date"), (far, "发证日期", "issue_date")),
    }
    gap, print_size, english = random.uniform(1.0, 3.2), random.uniform(2.5, 3.1), random.random() < 0.6
    drop, title = random.uniform(-0.4, 0.8), random.uniform(3.6, 4.6)
    sheet.print_labels((Label("中华人民共和国机动车行驶证", 12.0, top - 7.8, title, 64.0),), "bold", PRINT)
    role = people.pick(random, ROLES)
    for number, cells in columns.items():
        for x, text, field in cells:
            y = top + number * row
            wide = 4 * size if len(text) < 4 else len(text) * size
            sheet.print_labels((Label(text, x, y, size, wide),), "song", PRINT)
            if english:
                sheet.write(field.replace("_", " ").title(), x, y + 0.42 * row, 1.6, "latin", PRINT)
            at = x + wide + gap
            small = min(print_size, (86.0 - at) / 12) if field == "model" else print_size
            small = min(2.8, (86.0 - at) / 6) if field.endswith("date") else min(small, 2.8 if field == "addr" else 9.0)
            slot = Slot(field, at, y + drop, small, (85.0 - at) / small, min(small * 1.06, row / 2.2))
            sheet.print_values((slot,), fields, role, VALUE)
    if not blank:
        police = (place.province, place.city or place.district, "公安局交通", "警察支队")
        sheet.place(ornaments.square_seal(police, faces, round(18 * SCALE)), 4.0, top + 3 * row)
    return sheet.finished("driving_front_other", fields, RADIUS)


def second_page(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """Its table has other columns and rows."""
    fields, printed = vehicle.second_fields(random)
    sheet = vehicle.paper(faces, random, blank)
    size, row, top = random.uniform(2.1, 2.6), random.uniform(6.0, 6.9), random.uniform(9.0, 13.0)
    half, gap, drop = random.uniform(43, 47), random.uniform(0.8, 2.5), random.uniform(-0.3, 0.5)
    left = (("号牌号码", "plate_num_b"), ("核定载人数", "passengers_num"), ("整备质量", "prepare_quality"))
    right = (("档案编号", "record"), ("总质量", "total_quality"), ("核定载质量", "load"), ("准牵引总质量", "towing"))
    below = (("外廓尺寸", "overall_size"), ("备注", "remark"), ("检验记录", "inspection"))
    role = people.pick(random, ROLES)
    _table(sheet, printed, role, (*left, *below), (4.5, top, row), (size, gap, drop))
    _table(sheet, printed, role, right, (half, top, row), (size, gap, drop))
    for number in range(6):
        sheet.rule(3.5, top + (number - 0.5) * row, 85, top + (number - 0.5) * row, PRINT, 0.12)
    sheet.rule(half - 1.0, top - row / 2, half - 1.0, top + 3.5 * row, PRINT, 0.12)
    if not blank:
        sheet.place(ornaments.bars(random, round(34 * SCALE), round(4 * SCALE)), 49.0, 54.0)
    return sheet.finished("driving_back_other", fields, RADIUS)


def _table(
    sheet: Sheet,
    printed: dict[str, str],
    role: Role,
    rows: tuple[tuple[str, str], ...],
    place: tuple[float, float, float],
    habits: tuple[float, float, float],
) -> None:
    """Labels and values below each other from a `place` (x, y, way down) on; `habits`: size, gap, drop."""
    (x, top, row), (size, gap, drop) = place, habits
    at = x + 5 * size + gap
    for number, (text, field) in enumerate(rows):
        y = top + number * row
        sheet.print_labels((Label(text, x, y, size, 4 * size if len(text) < 4 else 0.0),), "song", PRINT)
        start = at if len(text) < 6 else x + 6 * size + gap
        small = min(2.8, (LEAST_HALF - at) / 10) if field == "overall_size" else 2.8
        sheet.print_values((Slot(field, start, y + drop, small),), printed, role, VALUE)
