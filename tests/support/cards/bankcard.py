"""Bank cards, 85.6 x 54 mm and upright: printed flat, silver tips, raised, raised and worn, on plain or busy art."""

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from . import numbers, ornaments, people
from .drawing import Drawing, Rgb
from .fonts import Faces
from .sheet import Ink, Sheet

LONG, SHORT, SCALE, RADIUS = 85.6, 54.0, 15.0, 3.2
Print = Literal["flat", "silver", "raised", "worn"]
BANKS = (
    ("中国工商银行", "ICBC", (176, 32, 40)),
    ("中国农业银行", "AGRICULTURAL BANK OF CHINA", (18, 128, 100)),
    ("中国建设银行", "China Construction Bank", (20, 62, 140)),
    ("中国银行", "BANK OF CHINA", (150, 30, 44)),
    ("招商银行", "CHINA MERCHANTS BANK", (190, 150, 80)),
    ("交通银行", "BANK OF COMMUNICATIONS", (24, 50, 110)),
    ("中国邮政储蓄银行", "POSTAL SAVINGS BANK OF CHINA", (20, 96, 60)),
    ("兴业银行", "INDUSTRIAL BANK CO.,LTD.", (60, 100, 180)),
    ("浦发银行", "SPD BANK", (40, 44, 52)),
)
PALE: Ink = (245, 245, 240)


def flat(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _landscape(faces, random, blank, "bankcard_flat", "flat", busy=False)


def silver(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _landscape(faces, random, blank, "bankcard_silver", "silver", busy=False)


def raised(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _landscape(faces, random, blank, "bankcard_raised", "raised", busy=False)


def worn(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _landscape(faces, random, blank, "bankcard_worn", "worn", busy=True)


def busy(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _landscape(faces, random, blank, "bankcard_busy", "flat", busy=True)


def upright(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """A card that stands: its number in one small row at the foot."""
    name, english, colour = BANKS[int(random.integers(len(BANKS)))]
    sheet = Sheet(_art(random, colour, SHORT, LONG, busy=False, blank=blank), SCALE, faces, blank)
    _head(sheet, name, english, 5.0, 7.5, blank)
    number = numbers.bank(random, 19 if random.random() < 0.7 else 16)
    _chip(sheet, 21.0, 22.0)
    sheet.write("银联", 40.5, 79.5, 3.4, "bold", _ink(blank))
    _number(sheet, number, 5.0, 60.0, 3.0, 2.05, "flat", blank)
    sheet.write("VALID THRU", 5.0, 66.0, 1.6, "latin", _ink(blank))
    sheet.write(_expiry(random), 17.0, 66.0, 2.6, "latin", _ink(blank))
    return sheet.finished("bankcard_portrait", {"number": number}, RADIUS)


def _landscape(faces: Faces, random: np.random.Generator, blank: bool, kind: str, print_: Print, busy: bool) -> Drawing:
    name, english, colour = BANKS[int(random.integers(len(BANKS)))]
    sheet = Sheet(_art(random, colour, LONG, SHORT, busy, blank), SCALE, faces, blank)
    _head(sheet, name, english, 5.5, 7.5, blank)
    _chip(sheet, 8.5, 18.5)
    number = numbers.bank(random, 19 if print_ in {"flat", "silver"} and random.random() < 0.6 else 16)
    long = len(number) == 19
    _number(sheet, number, 6.5, 34.2, 4.5, 3.18 if long else 3.75, print_, blank)
    sheet.write("VALID", 30.5, 40.0, 1.3, "latin", _ink(blank))
    sheet.write("THRU", 30.5, 41.8, 1.3, "latin", _ink(blank))
    sheet.write(_expiry(random), 36.0, 41.0, 3.0, "raised", _ink(blank))
    if random.random() < 0.6:
        sheet.write(people.pinyinlike(random), 6.5, 47.6, 3.0, "raised", _ink(blank))
    sheet.write("银联", 70.5, 44.0, 4.6, "bold", _ink(blank))
    sheet.write("UnionPay", 70.5, 48.5, 2.2, "latin", _ink(blank))
    if random.random() < 0.5:
        sheet.write(str(random.choice(("借记卡 DEBIT", "信用卡 CREDIT", "ATM"))), 62.0, 7.5, 2.4, "hei", _ink(blank))
    return sheet.finished(kind, {"number": number}, RADIUS)


def _head(sheet: Sheet, name: str, english: str, x: float, y: float, blank: bool) -> None:
    sheet.place(ornaments.emblem(round(6.0 * SCALE), (190, 46, 50)), x, y - 3.0)
    sheet.write(name, x + 7.5, y - 0.6, 3.9, "bold", _ink(blank))
    sheet.write(english, x + 7.5, y + 2.8, 1.6, "latin", _ink(blank))


def _chip(sheet: Sheet, x: float, y: float) -> None:
    corners = [v * SCALE for v in (x, y, x + 11.5, y + 9.0)]
    sheet.draw.rounded_rectangle(corners, 1.4 * SCALE, (206, 178, 108), (150, 120, 60), 2)
    for part in (1 / 3, 2 / 3):
        sheet.rule(x, y + 9 * part, x + 11.5, y + 9 * part, (150, 120, 60))
    sheet.rule(x + 5.75, y, x + 5.75, y + 9, (150, 120, 60))


def _number(
    sheet: Sheet, number: str, x: float, y: float, size: float, pitch: float, print_: Print, blank: bool
) -> None:
    """In groups of four; a raised one is lit from the upper left, and what stands out loses its silver first."""
    grouped = [number[place : place + 4] for place in range(0, len(number), 4)]
    spaced = " ".join(grouped)
    if print_ in {"flat", "silver"} or blank:
        ink = (206, 208, 212) if print_ == "silver" else PALE
        sheet.write(spaced, x, y, size, "raised" if print_ == "silver" else "digits", ink, field="number", pitch=pitch)
        return
    ghost = Sheet(np.zeros((sheet.image.height, sheet.image.width, 3), np.uint8), SCALE, sheet.faces)
    ghost.write(spaced, x, y, size, "raised", (255, 255, 255), pitch=pitch)
    ground = sheet.image.copy()
    sheet.write(spaced, x, y, size, "raised", PALE, field="number", pitch=pitch)  # for its place
    top, bottom = round((y - size) * SCALE), round((y + size) * SCALE)
    embossed = _embossed(np.array(ground)[top:bottom], np.array(ghost.image)[top:bottom, :, 0], worn=print_ == "worn")
    sheet.image.paste(Image.fromarray(embossed), (0, top))


def _embossed(ground: Rgb, mask: NDArray[np.uint8], worn: bool) -> Rgb:
    height = cv2.GaussianBlur(mask, (0, 0), 2.2).astype(np.float32) / 255
    light = -(cv2.Sobel(height, cv2.CV_32F, 1, 0) + cv2.Sobel(height, cv2.CV_32F, 0, 1))  # from the upper left
    relief = np.clip(light, -1, 1)[..., None] * (40 if worn else 95)
    lit = ground.astype(np.float32) - relief
    tips = cv2.GaussianBlur(mask, (0, 0), 1.0).astype(np.float32)[..., None] / 255
    silver = 0.0 if worn else 0.85
    if worn:
        patches = cv2.resize(np.array([[0.1, 0.5, 0.0, 0.35, 0.1, 0.4]], np.float32), ground.shape[1::-1])[..., None]
        tips = tips * patches
        silver = 0.3
    return np.asarray(np.clip(lit + (np.array([208, 210, 214], np.float32) - lit) * tips * silver, 0, 255), np.uint8)


def _art(
    random: np.random.Generator,
    colour: tuple[int, int, int],
    width_mm: float,
    height_mm: float,
    busy: bool,
    blank: bool,
) -> Rgb:
    width, height = round(width_mm * SCALE), round(height_mm * SCALE)
    if blank:
        return ornaments.plain(width, height, (255, 255, 255))
    darker = (int(colour[0] * 0.55), int(colour[1] * 0.55), int(colour[2] * 0.55))
    lines = (min(255, colour[0] + 30), min(255, colour[1] + 30), min(255, colour[2] + 30))
    image = Image.fromarray(ornaments.guilloche(random, width, height, colour, darker, lines, 0.3))
    draw = ImageDraw.Draw(image, "RGBA")
    for _ in range(22 if busy else 3):  # petals, waves, buildings: what banks print there
        x, y, side = random.uniform(0, width), random.uniform(0, height), random.uniform(0.1, 0.5) * width
        shade = tuple(int(v) for v in random.integers(40, 250, 3)) if busy else lines
        corners = (x, y, x + side, y + side * random.uniform(0.3, 1.2))
        if random.random() < 0.5:
            draw.ellipse(corners, fill=(*shade, 110 if busy else 40))
        else:
            draw.rectangle(corners, fill=(*shade, 90 if busy else 30))
    return np.array(image)


def _expiry(random: np.random.Generator) -> str:
    return f"{random.integers(1, 13):02d}/{random.integers(26, 36)}"


def _ink(blank: bool) -> Ink:
    return (40, 40, 44) if blank else PALE
