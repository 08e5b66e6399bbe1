"""What cards lie on. The two sets of drawings share no ground."""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .drawing import Rgb
from .fonts import Faces, Split

Ground = Callable[[np.random.Generator, Faces, int, int], Rgb]
SENTENCES = (
    "各位住户请注意小区将于本周六上午九时至十二时停水检修请提前储水",
    "姓名应当与证件一致住址变更后请及时到原登记机关办理手续",
    "会议决定自下月起调整办公时间有关事项另行通知请相互转告",
    "本产品应存放于阴凉干燥处避免阳光直射开封后请尽快使用",
    "昨日本市最高气温二十八度今天夜间多云转阴局部地区有小雨",
    "订单编号一零二四收货地址电话备注如有疑问请联系客服人员",
)


def wood(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """Planks with grain along them."""
    rows = random.standard_normal((height // 8 + 1, 6)).astype(np.float32)
    grain = cv2.resize(rows, (width, height), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(random.standard_normal((height // 2, 12)).astype(np.float32), (width, height))
    tone = np.float32(random.uniform(0.55, 1.0)) * (1 + 0.06 * grain + 0.04 * fine)
    tone[:: max(60, height // 6)] *= 0.6
    return np.asarray(np.clip(tone[..., None] * np.array([176, 128, 84], np.float32), 0, 255), np.uint8)


def printed(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """A letter in lines that run across."""
    image = Image.new("RGB", (width, height), (238, 236, 230))
    draw = ImageDraw.Draw(image)
    font = faces.font("song", random.uniform(20, 34))
    for y in range(10, height, int(font.size * 1.7)):
        draw.text((random.uniform(-60, 20), y), _sentences(random, width / font.size), (60, 60, 64), font)
    return np.array(image)


def clutter(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """Books, cups, slips of paper."""
    image = Image.new("RGB", (width, height), tuple(int(v) for v in random.integers(60, 160, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y, side = random.uniform(-100, width), random.uniform(-100, height), random.uniform(60, 340)
        fill = tuple(int(v) for v in random.integers(20, 245, 3))
        if random.random() < 0.35:
            draw.ellipse((x, y, x + side, y + side), fill=fill)
        else:
            draw.rectangle((x, y, x + side, y + side * random.uniform(0.3, 1.4)), fill=fill)
            draw.text((x + 8, y + 8), _sentences(random, 6), (30, 30, 30), faces.font("hei", 24))
    return np.array(image)


def keyboard(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """Keys in rows, each with its letter."""
    image = Image.new("RGB", (width, height), (44, 46, 50))
    draw = ImageDraw.Draw(image)
    side = int(random.uniform(70, 120))
    font = faces.font("latin", side * 0.32)
    for row, y in enumerate(range(-side // 2, height, side)):
        for x in range(-(row * side // 3) % side - side, width, side):
            draw.rounded_rectangle(
                (x + 4, y + 4, x + side - 4, y + side - 4), 8, fill=(26, 27, 30), outline=(70, 72, 76)
            )
            draw.text(
                (x + side * 0.2, y + side * 0.16),
                "QWERTYUIOPASDFGHJKLZXCVBNM1234567890"[int(random.integers(36))],
                (214, 216, 220),
                font,
            )
    return np.array(image)


def newspaper(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """Narrow columns under headlines on grey paper."""
    image = Image.new("RGB", (width, height), (214, 210, 200))
    draw = ImageDraw.Draw(image)
    font, column = faces.font("kai", random.uniform(20, 30)), int(random.uniform(240, 360))
    for x in range(-40, width, column):
        draw.text((x, 12), _sentences(random, 5), (20, 20, 22), faces.font("bold", 52))
        for y in range(90, height, int(font.size * 1.45)):
            draw.text((x, y), _sentences(random, (column - 24) / font.size), (50, 48, 46), font)
    return np.array(image)


def cloth(random: np.random.Generator, faces: Faces, width: int, height: int) -> Rgb:
    """A checked table cloth."""
    colour, side = np.array(random.integers(60, 230, 3), np.float32), int(random.uniform(40, 110))
    across = (np.arange(width) // side % 2).astype(np.float32)[None, :, None]
    down = (np.arange(height) // side % 2).astype(np.float32)[:, None, None]
    threads = (np.arange(width) % 3 - 1).astype(np.float32)[None, :, None]
    return np.asarray((1 - 0.22 * across - 0.22 * down + 0.05 * threads) * colour, np.uint8)


GROUNDS: Mapping[Split, tuple[Ground, ...]] = {
    "tune": (wood, printed, clutter),
    "report": (keyboard, newspaper, cloth),
}


def thumb(random: np.random.Generator, image: Rgb, split: Split, at: tuple[float, float], size: float) -> Rgb:
    """A thumb below the card, from the left or, in the other set, from the right; it ends at `at`."""
    picture = Image.fromarray(image)
    draw = ImageDraw.Draw(picture)
    x, y = at
    skin = tuple(int(v * random.uniform(0.7, 1.05)) for v in (214, 170, 142))
    far = -size if split == "tune" else image.shape[1] + size
    left, right = sorted((far, x))
    draw.rounded_rectangle((left, y - size / 2, right, y + size / 2), size / 2, fill=skin)
    nail = sorted((x, x + (-0.5 if split == "tune" else 0.5) * size))
    draw.rounded_rectangle((nail[0] + 2, y - size * 0.3, nail[1] - 2, y + size * 0.3), size / 5, fill=(236, 204, 190))
    return np.array(picture)


def _sentences(random: np.random.Generator, letters: float) -> str:
    text = "".join(SENTENCES[int(i)] for i in random.integers(0, len(SENTENCES), int(letters) // 25 + 1))
    return text[: int(letters)]
