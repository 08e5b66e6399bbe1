"""Text drawn with Pillow, as the arrays that the engine takes."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Rgb = NDArray[np.uint8]
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (20, 20, 20)
CHINESE_FONTS = (  # Debian's fonts-wqy-zenhei and fonts-noto-cjk, macOS
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)


def chinese(size: int) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters; the test is skipped where there is none."""
    for path in CHINESE_FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    pytest.skip("no Chinese font: install fonts-wqy-zenhei")


def latin(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own font."""
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def page(width: int, height: int, ground: Colour = WHITE) -> Image.Image:
    return Image.new("RGB", (width, height), ground)


def write(image: Image.Image, x: int, y: int, text: str, font: ImageFont.FreeTypeFont, ink: Colour = BLACK) -> None:
    ImageDraw.Draw(image).text((x, y), text, font=font, fill=ink)


def lines(font: ImageFont.FreeTypeFont, *texts: str, ground: Colour = WHITE, ink: Colour = BLACK) -> Image.Image:
    """A page with lines of text, one below the other."""
    pitch = font.size * 1.8
    image = page(int(max(font.getlength(text) for text in texts)) + 80, int(pitch * len(texts)) + 60, ground)
    for index, text in enumerate(texts):
        write(image, 40, int(30 + index * pitch), text, font, ink)
    return image


def array(image: Image.Image) -> Rgb:
    return np.asarray(image)
