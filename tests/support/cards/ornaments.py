"""What is printed under and beside the text: grounds, portraits, emblems, seals. No real emblem is copied."""

import math

import cv2
import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from .drawing import Rgb
from .fonts import Faces

Colour = tuple[int, int, int]
RED: Colour = (200, 40, 45)


def guilloche(
    random: np.random.Generator,
    width: int,
    height: int,
    left: Colour,
    right: Colour,
    lines: Colour,
    strength: float = 0.25,
) -> Rgb:
    """Fine waves over a ground that goes from one colour to another, as security print is."""
    across = np.linspace(0, 1, width // 2, dtype=np.float32)[None, :, None]
    down = np.linspace(0, 1, height // 2, dtype=np.float32)[:, None, None]
    ground = (1 - across) * np.array(left, np.float32) + across * np.array(right, np.float32)
    period, swing = random.uniform(0.018, 0.035), random.uniform(0.02, 0.06)
    phase = down[..., 0] + swing * np.sin(across[..., 0] * random.uniform(9, 22) + down[..., 0] * random.uniform(0, 6))
    ink = (np.sin(phase * (2 * math.pi / period)) > 0.72).astype(np.float32)[..., None] * np.float32(strength)
    small: Rgb = (ground + (np.array(lines, np.float32) - ground) * ink).astype(np.uint8)
    return np.asarray(cv2.resize(small, (width, height)), np.uint8)


def plain(width: int, height: int, colour: Colour) -> Rgb:
    return np.full((height, width, 3), colour, np.uint8)


def portrait(random: np.random.Generator, width: int, height: int, ground: Colour | None = None) -> Image.Image:
    """A grey head and shoulders; without `ground`, cut out."""
    image = Image.new("RGBA", (width, height), (*ground, 255) if ground else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    skin, coat, hair = (int(random.integers(*span)) for span in ((170, 210), (60, 110), (30, 70)))
    draw.rounded_rectangle((0, 0.66 * height, width, 1.3 * height), 0.25 * width, fill=(coat, coat, coat + 5, 255))
    draw.rectangle((0.4 * width, 0.5 * height, 0.6 * width, 0.72 * height), fill=(skin - 15, skin - 15, skin - 15, 255))
    draw.ellipse((0.24 * width, 0.1 * height, 0.76 * width, 0.5 * height), fill=(hair, hair, hair, 255))
    draw.ellipse((0.28 * width, 0.18 * height, 0.72 * width, 0.63 * height), fill=(skin, skin, skin, 255))
    return image


def emblem(size: int, colour: Colour = RED) -> Image.Image:
    """A plain round stand-in where a state emblem is."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((0, 0, size - 1, size - 1), fill=(*colour, 255))
    draw.ellipse(
        (size * 0.1, size * 0.1, size * 0.9, size * 0.9), outline=(238, 200, 90, 255), width=max(1, size // 20)
    )
    draw.polygon([(size * x, size * y) for x, y in ((0.25, 0.7), (0.5, 0.3), (0.75, 0.7))], fill=(238, 200, 90, 255))
    return image


def ring_seal(text: str, faces: Faces, size: int, strength: int = 190) -> Image.Image:
    """A round seal: the firm's or office's name along the ring."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    ink = (*RED, strength)
    draw.ellipse((2, 2, size - 3, size - 3), outline=ink, width=max(2, size // 40))
    draw.regular_polygon((size / 2, size / 2, size * 0.13), 3, fill=ink)
    font = faces.font("song", size * min(0.13, 2.0 / len(text)))
    span = math.radians(260)
    for place, letter in enumerate(text):
        angle = -span / 2 + span * (place + 0.5) / len(text)
        centre = (size / 2 + 0.39 * size * math.sin(angle), size / 2 - 0.39 * size * math.cos(angle))
        _turned(image, letter, font, centre, -math.degrees(angle), ink)
    return image


def square_seal(lines: tuple[str, ...], faces: Faces, size: int, strength: int = 215) -> Image.Image:
    """The square seal of a traffic police: its name in rows."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    ink = (*RED, strength)
    draw.rectangle((1, 1, size - 2, size - 2), outline=ink, width=max(2, size // 30))
    row = 0.88 * size / len(lines)
    for place, line in enumerate(lines):
        font = faces.font("song", min(row * 0.95, 0.88 * size / len(line)))
        draw.text((size / 2, 0.06 * size + row * (place + 0.5)), line, ink, font, anchor="mm")
    return image


def qr(text: str, size: int) -> Image.Image:
    code = np.array(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=1))
    return Image.fromarray(code).convert("RGBA").resize((size, size), Image.Resampling.NEAREST)


def bars(random: np.random.Generator, width: int, height: int) -> Image.Image:
    """Bars as of a barcode, which say nothing."""
    runs = np.repeat(np.resize(np.array([0, 255], np.uint8), 120), random.integers(1, 4, 120))
    row = cv2.resize(runs[None], (width, height), interpolation=cv2.INTER_NEAREST)
    return Image.fromarray(row).convert("RGBA")


def _turned(
    image: Image.Image,
    letter: str,
    font: ImageFont.FreeTypeFont,
    centre: tuple[float, float],
    degrees: float,
    ink: tuple[int, int, int, int],
) -> None:
    side = int(font.size * 2)
    tile = Image.new("RGBA", (side, side), (*ink[:3], 0))
    ImageDraw.Draw(tile).text((side / 2, side / 2), letter, ink, font, anchor="mm")
    tile = tile.rotate(degrees, Image.Resampling.BICUBIC)
    image.alpha_composite(tile, (max(0, round(centre[0] - side / 2)), max(0, round(centre[1] - side / 2))))
