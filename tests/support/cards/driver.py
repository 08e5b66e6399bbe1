"""Driving licences, 88 x 60 mm: the main page of today, and the one before 2012 whose validity is in years."""

from collections.abc import Sequence

import numpy as np

from . import numbers, ornaments, people
from .drawing import Drawing
from .fonts import Faces
from .hands import OURS, Hand, by_another
from .sheet import Ink, Label, Sheet, Slot

WIDTH, HEIGHT, SCALE, RADIUS = 88.0, 60.0, 15.0, 1.5
PRINT: Ink = (50, 56, 62)
VALUE: Ink = (20, 20, 26)

LABELS = (
    Label("中华人民共和国机动车驾驶证", 13.0, 6.2, 4.3, 62.0),
    Label("证号", 22.5, 14.2, 2.4, 6.2),
    Label("姓名", 4.5, 20.4, 2.4, 6.2),
    Label("性别", 44.0, 20.4, 2.4),
    Label("国籍", 63.0, 20.4, 2.4),
    Label("住址", 4.5, 26.6, 2.4, 6.2),
    Label("出生日期", 26.0, 36.6, 2.4),
    Label("初次领证日期", 26.0, 42.8, 2.4),
    Label("准驾车型", 26.0, 49.0, 2.4),
)
ENGLISH = (
    Label("Driving License of the People's Republic of China", 19.0, 10.0, 2.2),
    Label("No.", 29.4, 14.5, 1.7),
    Label("Name", 4.5, 22.8, 1.7),
    Label("Sex", 49.2, 20.7, 1.7),
    Label("Nationality", 63.0, 22.8, 1.7),
    Label("Address", 4.5, 29.0, 1.7),
    Label("Date of Birth", 26.0, 39.0, 1.7),
    Label("Date of First Issue", 26.0, 45.2, 1.7),
    Label("Class", 26.0, 51.4, 1.7),
)
NEW_LABELS = (Label("有效期限", 4.5, 55.6, 2.4),)
NEW_ENGLISH = (Label("Valid Period", 14.6, 55.9, 1.7),)
OLD_LABELS = (Label("有效起始日期", 4.5, 55.6, 2.4), Label("有效期限", 42.5, 55.6, 2.4))
OLD_ENGLISH = (Label("Valid From", 4.5, 57.9, 1.5), Label("Valid For", 42.5, 57.9, 1.5))
SLOTS = (
    Slot("id_num", 34.5, 14.4, 3.3),
    Slot("name", 14.5, 20.8, 3.0),
    Slot("sex", 54.0, 20.8, 2.9),
    Slot("nationality", 74.0, 20.8, 2.9),
    Slot("address", 14.5, 27.0, 2.75, per_line=17.5, line=3.6),
    Slot("birth_date", 46.0, 37.0, 2.9),
    Slot("issue_date", 46.0, 43.2, 2.9),
    Slot("car_class", 46.0, 49.4, 2.9),
)
NEW_SLOTS = (Slot("valid_from", 26.0, 55.8, 2.9), Slot("to", 43.8, 55.8, 2.5), Slot("valid_to", 47.5, 55.8, 2.9))
OLD_SLOTS = (Slot("valid_from", 21.0, 55.8, 2.9), Slot("years", 54.0, 55.8, 2.9))
RULES: tuple[tuple[float, float, float, float], ...] = (
    (34, 17.2, 84, 17.2),
    (14, 23.8, 43, 23.8),
    (53.5, 23.8, 62, 23.8),
    (73.5, 23.8, 84, 23.8),
    (14, 33.4, 64, 33.4),
    (45.5, 40.0, 64, 40.0),
    (45.5, 46.2, 64, 46.2),
    (45.5, 52.4, 64, 52.4),
)
CLASSES = ("C1", "C1", "C1", "C2", "B2", "A1", "A2", "B1", "C1D", "A1A2", "C1E")


def today(faces: Faces, random: np.random.Generator, blank: bool, hand: Hand = OURS) -> Drawing:
    fields, place = _holder(random)
    start = people.day(random, 2012, 2024)
    end = people.later(start, int(random.choice((6, 10))))
    fields |= {"valid_from": f"{start:%Y-%m-%d}", "valid_to": f"{end:%Y-%m-%d}"}
    sheet = _page(faces, random, blank, place, hand)
    sheet.print_labels(hand.labels(NEW_LABELS), "song", PRINT)
    sheet.print_labels(hand.labels(NEW_ENGLISH), "latin", PRINT)
    _write(sheet, random, hand.slots(SLOTS + NEW_SLOTS), fields | {"to": "至"})
    return sheet.finished("drivinglicense", fields, RADIUS)


def before_2012(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """No date of the end is printed: no field says what is not there."""
    fields, place = _holder(random)
    start = people.day(random, 2004, 2011)
    fields |= {"valid_from": f"{start:%Y-%m-%d}"}
    sheet = _page(faces, random, blank, place, OURS)
    sheet.print_labels(OLD_LABELS, "song", PRINT)
    sheet.print_labels(OLD_ENGLISH, "latin", PRINT)
    _write(sheet, random, SLOTS + OLD_SLOTS, fields | {"years": f"{random.choice((6, 10))}年"})
    return sheet.finished("drivinglicense_old", fields, RADIUS)


def _holder(random: np.random.Generator) -> tuple[dict[str, str], people.Place]:
    place, birth = people.pick(random, people.PLACES), people.day(random, 1955, 1985)
    issued = people.day(random, birth.year + 18, 2004)
    fields = {
        "id_num": numbers.resident(place.region, f"{birth:%Y%m%d}"),
        "name": people.name(random),
        "sex": str(random.choice(("男", "女"))),
        "nationality": "中国",
        "address": people.address(random, place),
        "birth_date": f"{birth:%Y-%m-%d}",
        "issue_date": f"{issued:%Y-%m-%d}",
        "car_class": people.pick(random, CLASSES),
    }
    return fields, place


def _page(faces: Faces, random: np.random.Generator, blank: bool, place: people.Place, hand: Hand) -> Sheet:
    width, height = round(WIDTH * SCALE), round(HEIGHT * SCALE)
    ground = ornaments.plain(width, height, (255, 255, 255))
    if not blank:
        ground = ornaments.guilloche(random, width, height, (228, 240, 232), (236, 234, 226), (180, 204, 196), 0.4)
    sheet = Sheet(ground, SCALE, faces, blank)
    sheet.print_labels(hand.labels(LABELS[:1]), "bold", PRINT)
    sheet.print_labels(hand.labels(LABELS[1:]), "song", PRINT)
    sheet.print_labels(hand.labels(ENGLISH), "latin", PRINT)
    for left, top, right, foot in RULES:
        sheet.rule(left, hand.row(top) + hand.rise, right, hand.row(foot) + hand.rise, PRINT, 0.12)
    if not blank:
        police = (place.province, place.city or place.district, "公安局交通", "警察支队")
        sheet.place(ornaments.square_seal(police, faces, round(18.5 * SCALE)), 4.5, 34.0)
        photo = ornaments.portrait(random, round(19 * SCALE), round(26 * SCALE), (238, 238, 240))
        sheet.place(photo, 65.5, 32.0)
    return sheet


def _write(sheet: Sheet, random: np.random.Generator, slots: Sequence[Slot], values: dict[str, str]) -> None:
    dx, dy = random.uniform(-0.8, 0.8), random.uniform(-0.5, 0.3)
    sheet.print_values(slots, values, people.pick(random, ("song", "hei")), VALUE, (dx, dy))


BY_ANOTHER = by_another(today, HEIGHT / 2)
