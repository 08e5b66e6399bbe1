"""Menus, A4: one to three columns of a dish and its price, with sections, leader dots, English below."""

import json
from typing import NamedTuple

import numpy as np

from . import ornaments, people
from .drawing import Drawing
from .fonts import Faces, Role
from .sheet import Ink, Sheet

WIDTH, HEIGHT, SCALE = 210.0, 297.0, 5.6
DISHES = (
    ("宫保鸡丁", "Kung Pao Chicken"),
    ("酸辣土豆丝", "Hot and Sour Potato"),
    ("鱼香肉丝", "Shredded Pork in Garlic Sauce"),
    ("凉拌黄瓜", "Cucumber Salad"),
    ("卤猪脚", "Braised Trotters"),
    ("红烧排骨", "Braised Ribs"),
    ("清蒸鲈鱼", "Steamed Bass"),
    ("麻婆豆腐", "Mapo Tofu"),
    ("酱鸭", "Duck in Soy Sauce"),
    ("酒酿圆子", "Rice Balls in Wine"),
    ("干煸四季豆", "Dry-fried Beans"),
    ("蒜蓉西兰花", "Garlic Broccoli"),
    ("白切鸡", "Poached Chicken"),
    ("回锅肉", "Twice-cooked Pork"),
    ("水煮牛肉", "Boiled Beef"),
    ("扬州炒饭", "Yangzhou Fried Rice"),
    ("牛肉面", "Beef Noodles"),
    ("小笼包", "Soup Dumplings"),
    ("番茄蛋汤", "Tomato Egg Soup"),
    ("酸梅汤", "Plum Juice"),
    ("花雕醉虾", "Drunken Shrimp"),
    ("糖醋里脊", "Sweet and Sour Pork"),
    ("地三鲜", "Three Treasures"),
    ("手撕包菜", "Torn Cabbage"),
    ("口水鸡", "Mouth-watering Chicken"),
    ("皮蛋豆腐", "Tofu with Century Egg"),
    ("蚝油生菜", "Lettuce in Oyster Sauce"),
    ("葱爆羊肉", "Lamb with Scallions"),
    ("铁板鱿鱼", "Sizzling Squid"),
    ("梅菜扣肉", "Pork with Pickles"),
    ("桂花糯米藕", "Lotus Root with Rice"),
    ("豆浆", "Soy Milk"),
    ("青岛啤酒", "Beer"),
    ("鲜榨橙汁", "Orange Juice"),
    ("剁椒鱼头", "Fish Head with Chilli"),
    ("辣子鸡", "Chilli Chicken"),
)
SECTIONS = ("特色推荐", "热菜", "凉菜", "主食", "汤羹", "酒水饮料")
PRICES = ("{}", "¥{}", "￥{}", "{}元", "{}元/份", "¥ {}.00")


class Style(NamedTuple):
    role: Role
    price: str
    dots: bool
    english: bool
    ink: Ink
    ground: Ink


def one(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _menu(faces, random, blank, 1)


def two(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _menu(faces, random, blank, 2)


def three(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _menu(faces, random, blank, 3)


def _menu(faces: Faces, random: np.random.Generator, blank: bool, columns: int) -> Drawing:
    dark = random.random() < 0.25
    style = Style(
        role=people.pick(random, ("hei", "bold", "kai", "song")),
        price=people.pick(random, PRICES),
        dots=bool(random.random() < 0.5),
        english=bool(columns < 3 and random.random() < 0.4),
        ink=(244, 236, 214) if dark and not blank else (44, 34, 30),
        ground=(52, 38, 34) if dark and not blank else (252, 248, 238),
    )
    ground = ornaments.plain(round(WIDTH * SCALE), round(HEIGHT * SCALE), style.ground)
    sheet = Sheet(ground, SCALE, faces, blank)
    sheet.box(6, 6, WIDTH - 12, HEIGHT - 12, (170, 60, 50), 0.8)
    sheet.write(
        people.pick(random, ("菜  单", "菜  谱", "点  菜  单")), WIDTH / 2, 22, 13, "bold", style.ink, centred=True
    )
    sheet.write("MENU", WIDTH / 2, 33, 5, "latin", style.ink, centred=True)
    order = [DISHES[int(i)] for i in random.permutation(len(DISHES))]
    per_column = min(12, len(order) // columns)
    items: list[dict[str, object]] = []
    for column in range(columns):
        share = order[column * per_column : (column + 1) * per_column]
        items += _column(sheet, random, style, share, column, columns)
    content = json.dumps({"menu_items": items}, ensure_ascii=False)
    return sheet.finished(f"menu_{columns}", {"content": content})


def _column(
    sheet: Sheet, random: np.random.Generator, style: Style, dishes: list[tuple[str, str]], column: int, columns: int
) -> list[dict[str, object]]:
    """One column of dishes; answers the vendor's pairs."""
    width = (WIDTH - 30) / columns
    left, right = 15 + column * width + 3, 15 + (column + 1) * width - 6
    size, row, y = (7.0, 16.5, 50.0) if columns == 1 else (5.6 if columns == 2 else 4.6, 16.0, 50.0)
    items: list[dict[str, object]] = []
    for place, (name, english) in enumerate(dishes):
        if place % 6 == 0:
            section = SECTIONS[(column * 2 + place // 6) % len(SECTIONS)]
            sheet.write(section, left, y, size * 1.2, "bold", (200, 70, 50))
            y += row
        whole, half = int(random.integers(3, 128)), style.price == "{}" and random.random() < 0.2
        written = style.price.format(f"{whole}.5" if half else whole)
        items.append({"name": name, "price": whole + (0.5 if half else 0.0)})
        end = sheet.write(name, left, y, size, style.role, style.ink, field="content")
        _price(sheet, style, written, end, right, y, size)
        if style.english:
            sheet.write(english, left, y + size, size * 0.5, "latin", style.ink)
        y += row
    return items


def _price(sheet: Sheet, style: Style, text: str, start: float, right: float, y: float, size: float) -> None:
    length = sheet.faces.font(style.role, size * sheet.scale).getlength(text) / sheet.scale
    sheet.write(text, right - length, y, size, style.role, style.ink, field="content")
    if style.dots:
        dots = "." * max(0, int((right - length - start - 4) / (size * 0.4)))
        if dots:
            sheet.write(dots, start + 2, y, size, style.role, style.ink, pitch=size * 0.4)
