"""Resident identity cards, 85.6 x 54 mm: front, back, and the front with a minority's script beside the Chinese."""

from datetime import date
from typing import NamedTuple

import numpy as np

from . import numbers, ornaments, people
from .drawing import Drawing
from .fonts import Faces, Role
from .hands import OURS, Hand, by_another
from .sheet import Ink, Label, Sheet, Slot, wrapped

WIDTH, HEIGHT, SCALE, RADIUS = 85.6, 54.0, 15.0, 3.2
BLUE: Ink = (38, 112, 168)

FRONT_LABELS = (
    Label("姓名", 6.0, 10.0, 2.5, 6.6),
    Label("性别", 6.0, 16.2, 2.5, 6.6),
    Label("民族", 25.2, 16.2, 2.5, 6.2),
    Label("出生", 6.0, 22.3, 2.5, 6.6),
    Label("年", 24.6, 22.3, 2.5),
    Label("月", 33.2, 22.3, 2.5),
    Label("日", 41.8, 22.3, 2.5),
    Label("住址", 6.0, 28.4, 2.5, 6.6),
    Label("公民身份号码", 6.0, 45.2, 2.5, 19.0),
)
FRONT_SLOTS = (
    Slot("name", 15.5, 10.0, 3.15),
    Slot("gender", 15.5, 16.2, 2.65),
    Slot("nationality", 33.2, 16.2, 2.65),
    Slot("year", 15.8, 22.3, 2.65),
    Slot("month", 29.2, 22.3, 2.65),
    Slot("day", 37.8, 22.3, 2.65),
    Slot("addr", 15.5, 28.4, 2.65, per_line=11, line=4.4),
)
NUMBER = Slot("id", 29.2, 45.2, 3.3, pitch=2.5)
BACK_LABELS = (
    Label("中华人民共和国", 28.5, 12.2, 5.0, 47.0),
    Label("居民身份证", 28.0, 22.0, 7.2, 48.5),
    Label("签发机关", 20.3, 38.8, 2.6, 11.2),
    Label("有效期限", 20.3, 45.2, 2.6, 11.2),
)
BACK_SLOTS = (Slot("authority", 33.8, 38.8, 2.65), Slot("valid_date", 33.8, 45.2, 2.65))


def front(faces: Faces, random: np.random.Generator, blank: bool, hand: Hand = OURS) -> Drawing:
    fields, written = _person(random)
    sheet = _ground(faces, random, blank)
    sheet.print_labels(hand.labels(FRONT_LABELS), "hei", BLUE)
    offset = (random.uniform(-0.35, 0.35), random.uniform(-0.3, 0.3))
    sheet.print_values(hand.slots(FRONT_SLOTS), written, "hei", offset=offset)
    sheet.print_values((hand.digits(NUMBER),), written, "digits", offset=offset)
    _portrait(sheet, random)
    return sheet.finished("idcard_front", fields, RADIUS)


def back(faces: Faces, random: np.random.Generator, blank: bool, hand: Hand = OURS) -> Drawing:
    place = people.pick(random, people.PLACES)
    start = people.day(random, 2006, 2025)
    years = int(random.choice((5, 10, 20, 0)))
    end = people.later(start, years) if years else None
    authority = f"{place.city or place.province}公安局{place.district and place.district.rstrip('区') + '分局'}"
    written = {"authority": authority, "valid_date": f"{start:%Y.%m.%d}-{f'{end:%Y.%m.%d}' if end else '长期'}"}
    sheet = _ground(faces, random, blank)
    sheet.place(ornaments.emblem(round(15.5 * SCALE)), 7.2, 6.4)
    sheet.print_labels(hand.labels(BACK_LABELS[:2]), "bold" if random.random() < 0.5 else "hei", (45, 45, 50))
    sheet.print_labels(hand.labels(BACK_LABELS[2:]), "hei", (45, 45, 50))
    offset = (random.uniform(-0.35, 0.35), random.uniform(-0.3, 0.3))
    sheet.print_values(hand.slots(BACK_SLOTS), written, "hei", offset=offset)
    valid = f"{start:%Y%m%d}-{f'{end:%Y%m%d}' if end else '长期'}"
    return sheet.finished("idcard_back", {"type": "Back", "valid_date": valid}, RADIUS)


class Script(NamedTuple):
    """A minority's script: what the labels and the values look like in it; without a face, strokes stand for it."""

    nation: str
    role: Role | None
    labels: tuple[str, str, str, str, str, str]
    words: tuple[str, ...]


SCRIPTS = (
    Script(
        "朝鲜",
        "korean",
        ("이름", "성별", "민족", "출생", "주소", "공민신분번호"),
        ("김영희", "박철수", "길림성", "연길시", "하남가", "최명호"),
    ),
    Script(
        "维吾尔",
        "uyghur",
        ("ئىسمى", "جىنسى", "مىللىتى", "تۇغۇلغان", "ئادرېسى", "گراژدانلىق نومۇرى"),
        ("مۇھەممەت", "ئايگۈل", "ئۈرۈمچى", "شىنجاڭ", "يېڭى", "كوچا"),
    ),
    Script("蒙古", None, ("||", "||", "||", "||", "||", "|||||"), ("||||", "|||", "|||||", "||")),
)
PAIR_LABELS = (
    Label("姓名", 6.0, 10.4, 2.3, 6.2),
    Label("性别", 6.0, 17.4, 2.3, 6.2),
    Label("民族", 25.2, 17.4, 2.3, 6.0),
    Label("出生", 6.0, 23.6, 2.3, 6.2),
    Label("年", 24.6, 23.6, 2.3),
    Label("月", 33.2, 23.6, 2.3),
    Label("日", 41.8, 23.6, 2.3),
    Label("住址", 6.0, 29.8, 2.3, 6.2),
    Label("公民身份号码", 6.0, 46.6, 2.3, 18.0),
)
PAIR_SLOTS = (
    Slot("name", 15.5, 10.4, 2.9),
    Slot("gender", 15.5, 17.4, 2.5),
    Slot("nationality", 33.2, 17.4, 2.5),
    Slot("year", 15.8, 23.6, 2.5),
    Slot("month", 29.2, 23.6, 2.5),
    Slot("day", 37.8, 23.6, 2.5),
    Slot("addr", 15.5, 29.8, 2.5, per_line=12, line=3.4),
)


def bilingual(faces: Faces, random: np.random.Generator, blank: bool, hand: Hand = OURS) -> Drawing:
    """The arrangement is ours: the script above each label and above the name, and below the address."""
    script = people.pick(random, SCRIPTS)
    fields, written = _person(random, script.nation)
    sheet = _ground(faces, random, blank)
    labels, slots = hand.labels(PAIR_LABELS), hand.slots(PAIR_SLOTS)
    sheet.print_labels(labels, "hei", BLUE)
    above = [label for label in labels if len(label.text) > 1]
    for label, text in zip(above, script.labels, strict=True):
        _foreign(sheet, script, text, label.x, label.y - 2.5, 1.7, BLUE)
    words = " ".join(people.pick(random, script.words) for _ in range(2))
    name, address = slots[0], slots[-1]
    _foreign(sheet, script, words, name.x, name.y - 3.1, 2.2, (30, 30, 34))
    rows = len(wrapped(written["addr"], address.per_line))
    last = address.y + address.line * (rows - 1)
    for row in range(1 if rows > 2 else 2):
        words = " ".join(people.pick(random, script.words) for _ in range(4))
        _foreign(sheet, script, words, address.x, last + 3.2 + 2.7 * row, 2.0, (30, 30, 34))
    offset = (random.uniform(-0.3, 0.3), random.uniform(-0.2, 0.2))
    sheet.print_values(slots, written, "hei", offset=offset)
    sheet.print_values((hand.digits(NUMBER._replace(y=46.6)),), written, "digits", offset=offset)
    _portrait(sheet, random)
    return sheet.finished("idcard_bilingual", fields, RADIUS)


def _foreign(sheet: Sheet, script: Script, text: str, x: float, y: float, size: float, ink: Ink) -> None:
    if script.role:
        sheet.write(text, x, y, size, script.role, ink)
        return
    for place, letter in enumerate(text):  # upright stems with teeth: no script, but as dark as one
        if letter == "|":
            left = x + place * size * 0.8
            sheet.rule(left, y - size / 2, left, y + size / 2, ink, 0.22)
            for tooth in range(3):
                level = y + size * (tooth / 3 - 0.35)
                sheet.rule(left, level, left + size * 0.35, level - size * 0.12, ink, 0.18)


def _person(random: np.random.Generator, nation: str = "") -> tuple[dict[str, str], dict[str, str]]:
    place, birth = people.pick(random, people.PLACES), people.day(random, 1950, 2012)
    nation = nation or ("汉" if random.random() < 0.7 else people.pick(random, people.NATIONS))
    holder = people.pick(random, people.UYGHUR) if nation == "维吾尔" else people.name(random)
    fields = {
        "type": "Front",
        "name": holder,
        "id": numbers.resident(place.region, f"{birth:%Y%m%d}"),
        "addr": people.address(random, place),
        "gender": str(random.choice(("男", "女"))),
        "nationality": nation,
    }
    return fields, fields | _split(birth)


def _split(birth: date) -> dict[str, str]:
    return {"year": str(birth.year), "month": str(birth.month), "day": str(birth.day)}


def _ground(faces: Faces, random: np.random.Generator, blank: bool) -> Sheet:
    width, height = round(WIDTH * SCALE), round(HEIGHT * SCALE)
    if blank:
        return Sheet(ornaments.plain(width, height, (255, 255, 255)), SCALE, faces, blank)
    ground = ornaments.guilloche(random, width, height, (222, 236, 240), (240, 226, 232), (168, 200, 214), 0.45)
    return Sheet(ground, SCALE, faces)


def _portrait(sheet: Sheet, random: np.random.Generator) -> None:
    sheet.place(ornaments.portrait(random, round(25 * SCALE), round(31 * SCALE)), 54.5, 8.2)


FRONT_BY_ANOTHER, BACK_BY_ANOTHER, BILINGUAL_BY_ANOTHER = (
    by_another(draw, HEIGHT / 2) for draw in (front, back, bilingual)
)
