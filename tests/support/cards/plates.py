"""Number plates after GA 36: one row of 440 or 480 x 140 mm, or two rows of 440 x 220 mm at the back of a lorry."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from . import numbers
from .drawing import Drawing, Rgb
from .fonts import Faces
from .sheet import Ink, quads

SCALE = 1.6
MARGIN = 15.5


class Paint(NamedTuple):
    top: Ink
    foot: Ink
    ink: Ink


BLUE = Paint((22, 70, 160), (16, 58, 146), (246, 246, 246))
YELLOW = Paint((240, 184, 30), (232, 172, 20), (22, 22, 22))
GREEN = Paint((226, 240, 228), (66, 176, 104), (22, 22, 22))
WHITE = Paint((242, 242, 242), (234, 234, 234), (22, 22, 22))
BLACK = Paint((22, 22, 24), (18, 18, 20), (240, 240, 240))
RED: Ink = (200, 30, 36)


def blue(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _row(faces, random, "platenum_blue", BLUE, "" if blank else numbers.plate(random, 5))


def yellow(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _row(faces, random, "platenum_yellow", YELLOW, "" if blank else numbers.plate(random, 5))


def green(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _row(faces, random, "platenum_green", GREEN, "" if blank else numbers.plate(random, 6, green=True))


def police(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    return _row(faces, random, "platenum_white", WHITE, "" if blank else numbers.plate(random, 4) + "警")


def black(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    number = "粤Z" + numbers.plate(random, 4)[2:] + str(random.choice(("港", "澳")))
    return _row(faces, random, "platenum_black", BLACK, "" if blank else number)


def lorry(faces: Faces, random: np.random.Generator, blank: bool) -> Drawing:
    """Two rows: province and letter small above, the serial below."""
    number = "" if blank else numbers.plate(random, 5)
    image = _metal(random, 440, 220, YELLOW)
    boxes = []
    for place, letter in enumerate(number[:2]):
        boxes.append(_letter(image, faces, letter, (110 + 140 * place, 15, 80, 60), YELLOW.ink))
    for place, letter in enumerate(number[2:]):
        boxes.append(_letter(image, faces, letter, (27.5 + 80 * place, 90, 65, 110), YELLOW.ink))
    _dot(image, 220, 45, YELLOW.ink)
    rows = [_around(boxes[:2]), _around(boxes[2:])] if number else []
    return _finished(image, "platenum_lorry", number, rows)


def _row(faces: Faces, random: np.random.Generator, kind: str, paint: Paint, number: str) -> Drawing:
    long = paint is GREEN
    width, step, gap = (43.0, 52.0, 49.0) if long else (45.0, 57.0, 34.0)
    image = _metal(random, 480 if long else 440, 140, paint)
    boxes, x = [], MARGIN
    for place, letter in enumerate(number):
        wide = 45.0 if place == 0 else width
        ink = RED if letter == "警" else paint.ink
        boxes.append(_letter(image, faces, letter, (x, 25, wide, 90), ink))
        x += wide + (gap if place == 1 else step - width)
    if not long:
        _dot(image, MARGIN + 45 + 12 + 45 + 17, 70, paint.ink)
    return _finished(image, kind, number, [_around(boxes)] if number else [])


def _finished(image: Image.Image, kind: str, number: str, rows: list[tuple[float, float, float, float]]) -> Drawing:
    fields = {"number": number} if number else {}
    return Drawing(kind, np.array(image), fields, {"number": quads(rows)} if rows else {}, 10 * SCALE)


def _letter(
    image: Image.Image, faces: Faces, letter: str, box: tuple[float, float, float, float], ink: Ink
) -> tuple[float, float, float, float]:
    """A letter stretched to its place: plates have a face of their own, which fills it."""
    left, top, width, height = (value * SCALE for value in box)
    font = faces.font("plate" if letter.isascii() else "hei", 120)
    stroke = 0 if letter.isascii() else 2
    bounds = font.getbbox(letter, anchor="ls", stroke_width=stroke)
    tile = Image.new("L", (int(bounds[2] - bounds[0]) + 1, int(bounds[3] - bounds[1]) + 1))
    ImageDraw.Draw(tile).text((-bounds[0], -bounds[1]), letter, 255, font, anchor="ls", stroke_width=stroke)
    narrow = 0.45 if letter == "1" else 1.0
    tile = tile.resize((round(width * narrow), round(height)), Image.Resampling.BILINEAR)
    at = (round(left + width * (1 - narrow) / 2), round(top))
    image.paste(Image.new("RGB", tile.size, ink), at, tile)
    return (at[0], at[1], at[0] + tile.width, at[1] + tile.height)


def _metal(random: np.random.Generator, width_mm: int, height_mm: int, paint: Paint) -> Image.Image:
    width, height = round(width_mm * SCALE), round(height_mm * SCALE)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    ground = (1 - down) * np.array(paint.top, np.float32) + down * np.array(paint.foot, np.float32)
    ground = np.repeat(ground, width, axis=1) * np.float32(random.uniform(0.8, 1.05))
    image = Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    line = tuple(v * SCALE for v in (5, 5, width_mm - 5, height_mm - 5))
    draw.rounded_rectangle(line, 8 * SCALE, outline=paint.ink, width=3)
    for x in (0.25, 0.75):
        for y in (0.075, 0.925):
            centre = (x * width, y * height)
            draw.circle(centre, 4.5 * SCALE, fill=(150, 150, 150))
    return image


def _dot(image: Image.Image, x: float, y: float, ink: Ink) -> None:
    ImageDraw.Draw(image).circle((x * SCALE, y * SCALE), 5 * SCALE, fill=ink)


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    left, top, right, foot = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(foot))


CARS: tuple[Ink, ...] = ((40, 42, 48), (230, 232, 234), (150, 30, 36), (90, 110, 140), (190, 190, 188))


def street(random: np.random.Generator, report: bool, aspect: float, long: bool) -> tuple[Rgb, NDArray[np.float32]]:
    """A car's front, or a lorry's back, in a street of 1280 x 960, and where its plate hangs: 4 x 2 corners."""
    image = Image.fromarray(_town(random, report))
    draw = ImageDraw.Draw(image)
    width = random.uniform(520, 900)
    x, y = random.uniform(640 - (960 - width) / 4, 640 + (960 - width) / 4), random.uniform(560, 680)
    body = CARS[int(random.integers(len(CARS)))]
    (_lorry_back if long else _car_front)(draw, x, y, width, body, report)
    plate = width * random.uniform(0.24, 0.30)
    high = plate / aspect
    y += 0.16 * width
    corners = np.array([(-plate, -high), (plate, -high), (plate, high), (-plate, high)], np.float32) / 2 + (x, y)
    draw.rectangle([*(corners[0] - 4), *(corners[2] + 4)], fill=(30, 30, 32))
    slant = np.array([[1, random.uniform(-0.06, 0.06)], [random.uniform(-0.10, 0.10), 1]], np.float32)
    return np.array(image), ((corners - (x, y)) @ slant.T + (x, y)).astype(np.float32)


def _town(random: np.random.Generator, report: bool) -> Rgb:
    image = Image.new("RGB", (1280, 960), (188, 200, 212) if report else (206, 206, 204))
    draw = ImageDraw.Draw(image)
    for _ in range(26):
        x, y, side = random.uniform(-100, 1280), random.uniform(0, 420), random.uniform(60, 240)
        shade = random.uniform(0.4, 1.0)
        if report:  # trees
            draw.ellipse((x, y, x + side, y + side), fill=(int(90 * shade), int(140 * shade), int(80 * shade)))
        else:  # houses
            tone = int(190 * shade)
            draw.rectangle((x, y, x + side, 500), fill=(tone, int(tone * 0.92), int(tone * 0.86)))
    draw.rectangle((0, 500, 1280, 960), fill=(104, 104, 108) if report else (126, 122, 118))
    return np.asarray(cv2.GaussianBlur(np.array(image), (0, 0), 5), np.uint8)


def _car_front(draw: ImageDraw.ImageDraw, x: float, y: float, w: float, body: Ink, report: bool) -> None:
    dark: Ink = (int(body[0] * 0.6), int(body[1] * 0.6), int(body[2] * 0.6))
    roof = [
        (x - 0.36 * w, y - 0.55 * w),
        (x + 0.36 * w, y - 0.55 * w),
        (x + 0.46 * w, y - 0.2 * w),
        (x - 0.46 * w, y - 0.2 * w),
    ]
    draw.polygon(roof, fill=(56, 66, 76))
    draw.rounded_rectangle((x - w / 2, y - 0.22 * w, x + w / 2, y + 0.26 * w), 0.06 * w, fill=body)
    for side in (-1, 1):
        lamp = sorted((x + side * 0.47 * w, x + side * 0.28 * w))
        draw.ellipse((lamp[0], y - 0.14 * w, lamp[1], y - 0.03 * w), fill=(236, 238, 230), outline=dark, width=4)
        tyre = sorted((x + side * 0.48 * w, x + side * 0.34 * w))
        draw.rectangle((tyre[0], y + 0.26 * w, tyre[1], y + 0.34 * w), fill=(26, 26, 26))
    for bar in range(4 if report else 7):
        level = y - 0.12 * w + bar * 0.16 * w / (4 if report else 7)
        draw.rectangle((x - 0.24 * w, level, x + 0.24 * w, level + 0.012 * w), fill=dark)


def _lorry_back(draw: ImageDraw.ImageDraw, x: float, y: float, w: float, body: Ink, report: bool) -> None:
    dark: Ink = (int(body[0] * 0.6), int(body[1] * 0.6), int(body[2] * 0.6))
    draw.rectangle((x - w / 2, y - 0.7 * w, x + w / 2, y + 0.02 * w), fill=body, outline=dark, width=6)
    draw.line((x, y - 0.7 * w, x, y + 0.02 * w), fill=dark, width=6)
    draw.rectangle((x - w / 2, y + 0.02 * w, x + w / 2, y + 0.3 * w), fill=(52, 50, 50))
    for side in (-1, 1):
        lamp = sorted((x + side * 0.46 * w, x + side * (0.36 if report else 0.3) * w))
        draw.rectangle((lamp[0], y + 0.1 * w, lamp[1], y + 0.16 * w), fill=(180, 40, 30))
