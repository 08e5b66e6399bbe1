"""Documents that no function reads: some have labels that cards have too."""

import numpy as np

from . import numbers, ornaments, people
from .drawing import Drawing
from .fonts import Faces
from .sheet import BLACK, Sheet

SCALE = 8.0


def receipt(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    sheet = Sheet(ornaments.plain(round(80 * SCALE), round(150 * SCALE), (246, 246, 244)), SCALE, faces)
    sheet.write(people.shop(random, people.PLACES[2]), 40, 12, 5, "hei", centred=True)
    for row in range(9):
        y = 28 + 8 * row
        sheet.write(people.pick(random, people.SCOPES)[:6], 6, y, 3.6, "hei")
        sheet.write(f"{random.integers(1, 300)}.{random.integers(10, 99)}", 62, y, 3.6, "digits")
    for row, text in enumerate(("合计", "实收", "找零")):
        sheet.write(f"{text}: {random.integers(1, 900)}.00", 6, 108 + 8 * row, 4, "hei")
    sheet.write(f"单号 {random.integers(10**15, 10**16)}", 6, 138, 3.4, "hei")
    return sheet.finished("wrong_receipt", {})


def staff_card(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """A firm's own card: a name and a sex, as an identity card has them."""
    sheet = Sheet(ornaments.plain(round(86 * SCALE), round(54 * SCALE), (240, 244, 250)), SCALE, faces)
    place = people.pick(random, people.PLACES)
    sheet.write(people.company(random, place), 43, 7, 4, "bold", centred=True)
    sheet.write("工 作 证", 43, 15, 6, "bold", (30, 70, 150), centred=True)
    rows = (
        ("姓名", people.name(random)),
        ("性别", "女"),
        ("部门", "技术部"),
        ("职务", "工程师"),
        ("编号", f"{random.integers(10**5)}"),
    )
    for row, (label, value) in enumerate(rows):
        sheet.write(f"{label}：{value}", 6, 24 + 6 * row, 3.6, "hei")
    sheet.place(ornaments.portrait(random, round(20 * SCALE), round(26 * SCALE), (250, 250, 250)), 60, 22)
    return sheet.finished("wrong_staff_card", {})


def business_card(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    sheet = Sheet(ornaments.plain(round(90 * SCALE), round(54 * SCALE), (252, 252, 250)), SCALE, faces)
    place = people.pick(random, people.PLACES)
    sheet.write(people.name(random), 8, 14, 7, "kai")
    sheet.write("销售经理", 36, 15, 3.4, "hei")
    sheet.write(people.company(random, place), 8, 28, 4, "hei")
    sheet.write("地址：" + people.address(random, place)[:24], 8, 36, 2.8, "hei")
    sheet.write("电话：010-00000000  邮箱：name@example.com", 8, 42, 2.8, "hei")
    return sheet.finished("wrong_business_card", {})


def ticket(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """A train ticket: half of a resident's number with a name beside it."""
    ground = ornaments.guilloche(
        random, round(86 * SCALE), round(54 * SCALE), (190, 220, 238), (206, 228, 240), (160, 196, 220)
    )
    sheet = Sheet(ground, SCALE, faces)
    sheet.write(f"Z{random.integers(10**5):05d}", 6, 6, 4, "digits", (200, 60, 60))
    for x, town in ((8, "北京南"), (58, "上海虹桥")):
        sheet.write(town + "站", x, 13, 5, "hei")
    sheet.write(f"G{random.integers(1, 999)}", 40, 13, 5, "latin")
    sheet.write(f"{people.day(random, 2018, 2025):%Y年%m月%d日} 09:35开   05车12F号", 8, 22, 3.6, "hei")
    sheet.write("¥553.5元    二等座", 8, 29, 3.6, "hei")
    number = numbers.resident("110108", "19800101")
    sheet.write(f"{number[:10]}****{number[14:]} {people.name(random)}", 8, 38, 3.6, "hei")
    return sheet.finished("wrong_ticket", {})


def book_page(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    sheet = Sheet(ornaments.plain(round(140 * SCALE), round(200 * SCALE), (248, 246, 238)), SCALE, faces)
    for row in range(24):
        text = "".join(people.pick(random, people.SCOPES + people.HOUSES) for _ in range(5))
        sheet.write(text[:26], 14, 18 + 7 * row, 4.2, "song")
    return sheet.finished("wrong_book_page", {})


def form(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """A table to register with, filled in: an identity card's labels, and no card."""
    sheet = Sheet(ornaments.plain(round(180 * SCALE), round(120 * SCALE), (254, 254, 254)), SCALE, faces)
    place, birth = people.pick(random, people.PLACES), people.day(random, 1960, 2005)
    sheet.write("人员信息登记表", 90, 12, 8, "bold", centred=True)
    rows = (
        ("姓名", people.name(random), "性别", "男"),
        ("民族", "汉", "出生日期", f"{birth:%Y-%m-%d}"),
        ("住址", people.address(random, place)[:18], "联系电话", "13800000000"),
        ("公民身份号码", numbers.resident(place.region, f"{birth:%Y%m%d}"), "备注", ""),
    )
    for row, texts in enumerate(rows):
        y = 30 + 20 * row
        for x, width, text in zip((8, 34, 118, 144), (26, 84, 26, 28), texts, strict=True):
            sheet.box(x, y, width, 20, BLACK, 0.3)
            sheet.write(text, x + 2, y + 10, 3.8, "song")
    return sheet.finished("wrong_form", {})
