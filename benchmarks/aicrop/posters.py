"""Drawn posters: a headline, a QR code or a bar code somewhere on a soft ground is all that there is to keep."""

from collections.abc import Iterator

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from benchmarks.aicrop.sets import Sample

NUMBER = 60
FONTS = ("DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf")
"""Debian's fonts-dejavu; the network was trained with another one."""
LINES = ("Grand opening on Saturday", "Summer concert", "Fresh bread every morning", "Sold out", "Platform 4")
SEED = 11


def samples() -> Iterator[Sample]:
    """The posters, in turn with text, a QR code and a bar code."""
    random = np.random.default_rng(SEED)
    for number in range(NUMBER):
        width, height = ((960, 540), (600, 900), (800, 800), (1200, 500))[number // 3 % 4]
        picture = _ground(width, height, random)
        block = (_headline, _qr_code, _bar_code)[number % 3](int(min(width, height) * random.uniform(0.3, 0.6)), random)
        left = int(random.integers(0, max(1, width - block.width)))
        top = int(random.integers(0, max(1, height - block.height)))
        picture.paste(block.convert("RGB"), (left, top), block.getchannel("A"))
        mask = np.zeros((height, width), np.float32)
        mask[top : top + block.height, left : left + block.width] = 1
        yield Sample(f"poster{number:02}", np.asarray(picture, np.uint8), mask)


def _ground(width: int, height: int, random: np.random.Generator) -> Image.Image:
    """Soft patches of related colours."""
    colour = random.integers(30, 226, 3)
    patches = np.clip(colour + random.normal(0, 18, (5, 6, 3)), 0, 255).astype(np.uint8)
    return Image.fromarray(patches).resize((width, height), Image.Resampling.BICUBIC)


def _headline(width: int, random: np.random.Generator) -> Image.Image:
    """One line of text, black or white."""
    font = ImageFont.truetype(FONTS[int(random.integers(len(FONTS)))], max(18, width // 8))
    text = LINES[int(random.integers(len(LINES)))]
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    block = Image.new("RGBA", (right - left, bottom - top))
    ink = (255, 255, 255, 255) if random.random() < 0.5 else (10, 10, 10, 255)
    ImageDraw.Draw(block).text((-left, -top), text, fill=ink, font=font)
    return block


def _qr_code(width: int, random: np.random.Generator) -> Image.Image:
    """A QR code on white paper."""
    return _code(f"https://example.com/{random.integers(10**9)}", zxingcpp.BarcodeFormat.QRCode, width, width)


def _bar_code(width: int, random: np.random.Generator) -> Image.Image:
    """A bar code on white paper."""
    return _code(f"{random.integers(10**12):012}", zxingcpp.BarcodeFormat.Code128, width, width * 2 // 5)


def _code(text: str, kind: zxingcpp.BarcodeFormat, width: int, height: int) -> Image.Image:
    drawn = zxingcpp.create_barcode(text, kind).to_image(scale=4, add_quiet_zones=True)
    return Image.fromarray(np.array(drawn)).resize((width, height)).convert("RGBA")
