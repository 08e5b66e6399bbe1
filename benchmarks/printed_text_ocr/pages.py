"""Synthetic pages with their truth: what is drawn, and where. Damage is done elsewhere."""

import random
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.printed_text_ocr.texts import CHINESE, CITIES, ENGLISH, GIVEN, GOODS, STREETS, SURNAMES
from benchmarks.printed_text_ocr.truth import TruthLine

NOTO = Path("/usr/share/fonts/opentype/noto")
FACES = (  # files of Debian's fonts-noto-cjk and fonts-wqy-zenhei, and the Simplified Chinese face in each
    (NOTO / "NotoSansCJK-Regular.ttc", 2),
    (NOTO / "NotoSerifCJK-Regular.ttc", 2),
    (NOTO / "NotoSansCJK-Bold.ttc", 2),
    (NOTO / "NotoSerifCJK-Bold.ttc", 2),
    (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), 0),
)
Colour = tuple[int, int, int]
INK: Colour = (20, 20, 20)
MARGIN = 0.06
"""Of the size, around the em box of a line: about where a human draws its box."""


@lru_cache(maxsize=64)
def font(face: int, size: int) -> ImageFont.FreeTypeFont:
    """Return a face of FACES at a size in pixels."""
    path, index = FACES[face]
    return ImageFont.truetype(path, size, index=index)


@dataclass
class Page:
    """A picture being drawn, and the lines on it."""

    image: Image.Image
    lines: list[TruthLine] = field(default_factory=list)
    quality: int = 90
    """Of the JPEG file."""

    @classmethod
    def blank(cls, width: int, height: int, ground: Colour = (255, 255, 255)) -> "Page":
        """Return an empty page."""
        return cls(Image.new("RGB", (width, height), ground))

    def text(self, x: float, y: float, text: str, face: ImageFont.FreeTypeFont, ink: Colour = INK) -> None:
        """Draw a horizontal line with its top left at x, y."""
        draw = ImageDraw.Draw(self.image)
        draw.text((x, y), text, font=face, fill=ink)
        left, _, right, _ = draw.textbbox((x, y), text, font=face)
        _, top, _, bottom = draw.textbbox((x, y), "国g", font=face)
        self._note(text, (left, top, right, bottom), face.size * MARGIN)

    def column(self, x: float, y: float, text: str, face: ImageFont.FreeTypeFont, ink: Colour = INK) -> None:
        """Draw a vertical line centred on x from y down."""
        draw = ImageDraw.Draw(self.image)
        boxes = []
        for index, letter in enumerate(text):
            place = (x - face.size / 2, y + index * face.size * 1.08)
            draw.text(place, letter, font=face, fill=ink)
            boxes.append(draw.textbbox(place, letter, font=face))
        left, top, right, bottom = zip(*boxes, strict=True)
        self._note(text, (min(left), top[0], max(right), bottom[-1]), face.size * MARGIN, vertical=True)

    def _note(
        self, text: str, sides: tuple[float, float, float, float], margin: float, *, vertical: bool = False
    ) -> None:
        left, top, right, bottom = sides[0] - margin, sides[1] - margin, sides[2] + margin, sides[3] + margin
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.lines.append(TruthLine(text, corners, vertical))


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Break a sentence into lines: between Chinese characters, between English words."""
    lines = [""]
    for word in re.findall(r"[!-~]+ ?|.[，。、；：]?", text):
        if lines[-1] and face.getlength(lines[-1] + word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines if line.strip()]


def sentence(rng: random.Random, english: float = 0.3) -> str:
    """Return a Chinese or English sentence."""
    return rng.choice(ENGLISH) if rng.random() < english else rng.choice(CHINESE)


def hanzi(rng: random.Random, count: int) -> str:
    """Return so many Chinese characters in a row, no punctuation."""
    text = "".join(letter for letter in rng.choice(CHINESE) if letter > "\u4e00")
    start = rng.randrange(max(1, len(text) - count))
    return text[start : start + count]


def document(rng: random.Random, width: int = 1000, height: int = 1300, size: int = 0) -> Page:
    """Return a page of running text under a heading."""
    size = size or rng.randint(22, 32)
    page = Page.blank(width, height, (255, 255, 255) if rng.random() < 0.6 else (245, 240, 228))
    which = rng.randrange(len(FACES))
    face, margin, y = font(which, size), int(width * 0.08), int(height * 0.05)
    page.text(margin, y, hanzi(rng, 9), font(which, int(size * 1.6)))
    y += size * 3
    while y < height - 3 * size:
        for line in wrapped(sentence(rng), face, width - 2 * margin):
            if y < height - 3 * size:
                page.text(margin, y, line, face)
            y += int(size * 1.7)
        y += size // 2
    return page


def columns(rng: random.Random) -> Page:
    """Return two columns of text side by side."""
    page, size = Page.blank(1100, 1000), rng.randint(18, 24)
    face = font(rng.randrange(len(FACES)), size)
    for x in (60, 590):
        y = 60
        while y < 900:
            for line in wrapped(sentence(rng), face, 450):
                page.text(x, y, line, face)
                y += int(size * 1.6)
            y += size // 2
    return page


def card(rng: random.Random) -> Page:
    """Return a form of labels and values on a guilloche ground."""
    width, height = rng.choice(((860, 540), (960, 600), (760, 480)))
    red, green, blue = (rng.randint(205, 250) for _ in range(3))
    page = Page.blank(width, height, (red, green, blue))
    for _ in range(25):
        fade, y = rng.randint(5, 25), rng.randint(0, height)
        fill = (red - fade, green - fade, blue - fade)
        ImageDraw.Draw(page.image).line([(0, y), (width, y + rng.randint(-80, 80))], fill=fill)
    rows = (
        ("姓名", rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))),
        ("性别", rng.choice("男女")),
        ("出生", f"{rng.randint(1950, 2010)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"),
        ("住址", f"{rng.choice(CITIES)}{rng.choice(STREETS)}{rng.randint(1, 999)}号"),
        ("证号", "".join(rng.choices("0123456789", k=17)) + rng.choice("0123456789X")),
        ("电话", "1" + "".join(rng.choices("0123456789", k=10))),
        ("Email", "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) + "@example.com"),
        ("No.", f"{rng.choice('ABCDEFGH')}{rng.randint(100000, 999999)}-{rng.randint(10, 99)}"),
    )
    size = rng.randint(24, 30)
    label, value = font(rng.randrange(len(FACES)), size), font(4, size)
    for index, (name, content) in enumerate(rows):
        top = height * (0.08 + 0.9 / len(rows) * index)
        page.text(width * 0.06, top, name, label, (40, 90, 160))
        page.text(width * 0.06 + size * 4.2, top, content, value)
    return page


def receipt(rng: random.Random) -> Page:
    """Return a till receipt: goods, amounts, prices in three columns."""
    count = rng.randint(6, 10)
    page, face = Page.blank(560, 330 + count * 42, (250, 250, 246)), font(rng.randrange(len(FACES)), 24)
    page.text(120, 24, rng.choice(CITIES) + "购物小票", font(0, 34))
    page.text(30, 94, f"单号:{rng.randint(10**9, 10**10 - 1)}", face)
    page.text(30, 134, f"日期:2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d} {rng.randint(8, 21):02d}:30", face)
    total = 0.0
    for index, goods in enumerate(rng.sample(GOODS, count)):
        amount, price, y = rng.randint(1, 9), rng.randint(100, 9999) / 100, 180 + index * 42
        total += amount * price
        page.text(30, y, goods, face)
        page.text(300, y, f"x{amount}", face)
        page.text(420, y, f"{price:.2f}", face)
    page.text(30, 190 + count * 42, f"合计:¥{total:.2f}", font(0, 30))
    page.text(30, 240 + count * 42, "Thank you for shopping", face)
    return page


def screen(rng: random.Random) -> Page:
    """Return a screenshot with small text, light or dark."""
    dark = rng.random() < 0.5
    page, y = Page.blank(720, 900, (24, 26, 30) if dark else (245, 246, 248)), 30
    for _ in range(12):
        size = rng.choice((13, 14, 15, 16, 18, 22))
        face = font(rng.choice((0, 4)), size)
        page.text(30, y, wrapped(sentence(rng), face, 640)[0], face, (225, 225, 230) if dark else (50, 50, 55))
        y += int(size * 1.5) + rng.randint(8, 24)
    return page


def vertical(rng: random.Random) -> Page:
    """Return columns of vertical text, right to left."""
    page, size, x = Page.blank(820, 900, (250, 248, 240)), rng.randint(30, 40), 740.0
    face = font(rng.choice((0, 1, 4)), size)
    for _ in range(rng.randint(5, 7)):
        page.column(x, 60, hanzi(rng, rng.randint(8, 16)), face)
        x -= size * 2.2
    return page


def sign(rng: random.Random) -> Page:
    """Return a few large words on a coloured board."""
    dark: Colour = (rng.randint(0, 90), rng.randint(20, 90), rng.randint(60, 140))
    page, y = Page.blank(900, 500, dark), 40
    for size in (84, 56, 40):
        face = font(rng.choice((0, 2, 3)), size)
        text = hanzi(rng, 8) if rng.random() < 0.7 else " ".join(rng.choice(ENGLISH).split()[:3])
        page.text(50, y, text, face, (250, 250, 240))
        y += int(size * 1.6)
    return page
