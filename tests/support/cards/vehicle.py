"""Vehicle licences, 88 x 60 mm: main page and second page."""

import numpy as np

from . import numbers, ornaments, people
from .drawing import Drawing
from .fonts import Faces
from .sheet import Ink, Label, Sheet, Slot

WIDTH, HEIGHT, SCALE, RADIUS = 88.0, 60.0, 15.0, 1.5
PRINT: Ink = (52, 60, 66)
VALUE: Ink = (20, 20, 28)

MAIN_LABELS = (
    Label("中华人民共和国机动车行驶证", 13.0, 6.6, 4.3, 62.0),
    Label("号牌号码", 4.5, 14.6, 2.4),
    Label("车辆类型", 43.0, 14.6, 2.4),
    Label("所有人", 4.5, 21.2, 2.4, 9.6),
    Label("住址", 4.5, 27.8, 2.4, 9.6),
    Label("使用性质", 26.5, 34.4, 2.4),
    Label("品牌型号", 52.0, 34.4, 2.4),
    Label("车辆识别代号", 26.5, 40.8, 2.4),
    Label("发动机号码", 26.5, 47.2, 2.4),
    Label("注册日期", 26.5, 53.6, 2.4),
    Label("发证日期", 57.0, 53.6, 2.4),
)
MAIN_ENGLISH = (
    Label("Vehicle License of the People's Republic of China", 19.0, 10.6, 2.2),
    Label("Plate No.", 4.5, 17.2, 1.7),
    Label("Vehicle Type", 43.0, 17.2, 1.7),
    Label("Owner", 4.5, 23.8, 1.7),
    Label("Address", 4.5, 30.4, 1.7),
    Label("Use Character", 26.5, 37.0, 1.7),
    Label("Model", 52.0, 37.0, 1.7),
    Label("VIN", 26.5, 43.4, 1.7),
    Label("Engine No.", 26.5, 49.8, 1.7),
    Label("Register Date", 26.5, 56.2, 1.7),
    Label("Issue Date", 57.0, 56.2, 1.7),
)
MAIN_SLOTS = (
    Slot("plate_num", 16.5, 15.4, 3.2),
    Slot("vehicle_type", 55.5, 15.4, 3.0),
    Slot("owner", 16.5, 22.0, 3.0),
    Slot("addr", 16.5, 28.6, 2.75, per_line=25.5, line=2.9),
    Slot("use_character", 38.8, 35.2, 2.7),
    Slot("model", 63.0, 35.2, 2.3),
    Slot("vin", 43.5, 41.6, 3.0),
    Slot("engine_num", 43.5, 48.0, 3.0),
    Slot("register_date", 38.8, 54.4, 2.75),
    Slot("issue_date", 68.8, 54.4, 2.75),
)
MAIN_RULES: tuple[tuple[float, float, float, float], ...] = (
    (16, 18.6, 42, 18.6),
    (55, 18.6, 84, 18.6),
    (16, 25.2, 84, 25.2),
    (16, 31.9, 84, 31.9),
    (37.5, 38.4, 51.5, 38.4),
    (62.5, 38.4, 84, 38.4),
    (43, 44.8, 84, 44.8),
    (43, 51.2, 84, 51.2),
    (37.5, 57.6, 56, 57.6),
    (68, 57.6, 84, 57.6),
)
TOP, ROW = 9.2, 6.4
SECOND_LABELS = (
    Label("中华人民共和国机动车行驶证副页", 14.0, 5.2, 3.6, 60.0),
    Label("号牌号码", 5.0, 12.4, 2.4),
    Label("档案编号", 46.0, 12.4, 2.4),
    Label("核定载人数", 5.0, 18.8, 2.4),
    Label("总质量", 46.0, 18.8, 2.4, 9.6),
    Label("整备质量", 5.0, 25.2, 2.4),
    Label("核定载质量", 46.0, 25.2, 2.4),
    Label("外廓尺寸", 5.0, 31.6, 2.4),
    Label("准牵引总质量", 46.0, 31.6, 2.4),
    Label("备注", 5.0, 39.0, 2.4, 9.6),
    Label("检验记录", 5.0, 48.2, 2.4),
)
SECOND_SLOTS = (
    Slot("plate_num_b", 18.5, 12.4, 3.0),
    Slot("record", 60.0, 12.4, 2.8),
    Slot("passengers_num", 18.5, 18.8, 2.9),
    Slot("total_quality", 60.0, 18.8, 2.9),
    Slot("prepare_quality", 18.5, 25.2, 2.9),
    Slot("load", 60.0, 25.2, 2.9),
    Slot("overall_size", 18.5, 31.6, 2.45),
    Slot("towing", 62.5, 31.6, 2.9),
    Slot("remark", 18.5, 38.0, 2.6, per_line=24, line=3.4),
    Slot("inspection", 18.5, 48.2, 2.7),
)
BRANDS = (
    "江淮牌HFC",
    "大众汽车牌SVW",
    "东风牌EQ",
    "长安牌SC",
    "吉利美日牌MR",
    "五菱牌LZW",
    "北京现代牌BH",
    "比亚迪牌BYD",
)
TYPES = ("小型普通客车", "小型轿车", "重型半挂牵引车", "轻型厢式货车", "小型面包车", "大型普通客车")
SUFFIXES = ("A", "BEV", "D1", "HEV", "MT")
USES = ("非营运", "非营运", "营运", "货运", "租赁", "公路客运")


def main_fields(random: np.random.Generator) -> tuple[dict[str, str], people.Place]:
    """What a main page says, and where the vehicle is registered."""
    place = people.pick(random, people.PLACES)
    plate = plate_at(place, random)
    registered = people.day(random, 2008, 2024)
    issued = people.later(registered, int(random.integers(0, 2)))
    return {
        "plate_num": plate,
        "vehicle_type": people.pick(random, TYPES),
        "owner": people.name(random) if random.random() < 0.7 else people.company(random, place),
        "addr": people.address(random, place),
        "use_character": people.pick(random, USES),
        "model": f"{people.pick(random, BRANDS)}{random.integers(1000, 9999)}{people.pick(random, SUFFIXES)}",
        "vin": numbers.vehicle(random),
        "engine_num": f"{people.pick(random, numbers.PLATE_LETTERS)}{random.integers(1000000, 9999999)}",
        "register_date": f"{registered:%Y-%m-%d}",
        "issue_date": f"{issued:%Y-%m-%d}",
    }, place


def main_page(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    fields, place = main_fields(random)
    sheet = paper(faces, random, blank)
    sheet.print_labels(MAIN_LABELS[:1], "bold", PRINT)
    sheet.print_labels(MAIN_LABELS[1:], "song", PRINT)
    sheet.print_labels(MAIN_ENGLISH, "latin", PRINT)
    for ends in MAIN_RULES:
        sheet.rule(*ends, PRINT, 0.12)
    if not blank:
        police = (place.province, place.city or place.district, "公安局交通", "警察支队")
        sheet.place(ornaments.square_seal(police, faces, round(20 * SCALE)), 4.2, 36.5)
    sheet.print_values(MAIN_SLOTS, fields, people.pick(random, ("song", "hei")), VALUE, _offset(random))
    return sheet.finished("driving_front", fields, RADIUS)


def second_fields(random: np.random.Generator) -> tuple[dict[str, str], dict[str, str]]:
    """What a second page says, and what is printed, which is more."""
    place = people.pick(random, people.PLACES)
    plate = plate_at(place, random)
    light, load = int(random.integers(90, 300)) * 10 + 5, int(random.integers(30, 80)) * 10
    size = [int(random.integers(*span)) for span in ((3600, 5200), (1600, 2000), (1400, 2200))]
    truck = random.random() < 0.25
    fields = {
        "plate_num_b": plate,
        "record": f"{place.region}00{random.integers(0, 9999):04d}",
        "passengers_num": f"{random.choice((2, 3, 5, 5, 5, 7, 9, 45))}人",
        "total_quality": f"{light + load}kg",
        "prepare_quality": f"{light}kg",
        "overall_size": "x".join(str(part) for part in size) + "mm",
    }
    until = people.day(random, 2020, 2029)
    printed = fields | {
        "overall_size": "×".join(str(part) for part in size) + "mm",
        "load": f"{load * 2}kg" if truck else "--",
        "towing": f"{load * 30}kg" if truck else "--",
        "remark": f"强制报废期止:{people.later(until, 9):%Y-%m-%d}" if random.random() < 0.5 else "",
        "inspection": f"检验有效期至{until:%Y年%m月}{fields['plate_num_b'][:2]}({random.integers(1, 99):02d})",
    }
    return fields, printed


def second_page(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    fields, printed = second_fields(random)
    sheet = paper(faces, random, blank)
    sheet.print_labels(SECOND_LABELS[:1], "bold", PRINT)
    sheet.print_labels(SECOND_LABELS[1:], "song", PRINT)
    _grid(sheet)
    sheet.print_values(SECOND_SLOTS, printed, people.pick(random, ("song", "hei")), VALUE, _offset(random))
    if not blank:
        sheet.place(ornaments.bars(random, round(34 * SCALE), round(4 * SCALE)), 49.0, 53.2)
    return sheet.finished("driving_back", fields, RADIUS)


def plate_at(place: people.Place, random: np.random.Generator) -> str:
    """A plate of the place. Both pages draw it next after the place: of one seed they are one licence's."""
    return place.plate + numbers.plate(random, 5)[2:]


def _grid(sheet: Sheet) -> None:
    for row in range(5):
        sheet.rule(4, TOP + row * ROW, 84, TOP + row * ROW, PRINT, 0.12)
    sheet.rule(45, TOP, 45, TOP + 4 * ROW, PRINT, 0.12)
    sheet.rule(17.5, TOP, 17.5, 51.8, PRINT, 0.12)
    for level in (44.2, 51.8):
        sheet.rule(4, level, 84, level, PRINT, 0.12)
    sheet.box(4, TOP, 80, 51.8 - TOP, PRINT, 0.2)


def paper(faces: Faces, random: np.random.Generator, blank: bool) -> Sheet:
    """An empty page."""
    width, height = round(WIDTH * SCALE), round(HEIGHT * SCALE)
    if blank:
        return Sheet(ornaments.plain(width, height, (255, 255, 255)), SCALE, faces, blank)
    ground = ornaments.guilloche(random, width, height, (232, 238, 228), (226, 234, 240), (176, 200, 190), 0.4)
    return Sheet(ground, SCALE, faces)


def _offset(random: np.random.Generator) -> tuple[float, float]:
    """A matrix printer's values stand well off their lines."""
    return random.uniform(-0.8, 0.8), random.uniform(-0.5, 0.35)
