"""Draws blocks of text, QR codes and bar codes into training images, with their masks. Knows no torch.

DUTS-TR marks things and creatures and holds few posters, signs and codes. Where such a block carries a picture, the
crop has to keep it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Rgb = NDArray[np.float32]
Mask = NDArray[np.float32]
Patch = NDArray[np.uint8]

SHARE = 0.12
"""Share of training images that get a block."""
PLAIN = 0.6
"""Share of those whose photo gives way to a plain or blurred ground, so that the block is the only subject."""
LETTERS = "abcdefghiklmnoprstuvwyABCDEFGHIKLMNOPRSTUVW0123456789"
SCALE = 3
"""A block is drawn this much larger than it is pasted."""


def with_block(image: Rgb, mask: Mask, random: np.random.Generator) -> tuple[Rgb, Mask]:
    """An image (S x S x 3) and its mask (M x M), both 0 to 1, with one block drawn in, or as they are."""
    return lettered(image, mask, random) if random.random() < SHARE else (image, mask)


def lettered(image: Rgb, mask: Mask, random: np.random.Generator) -> tuple[Rgb, Mask]:
    """The same, always with a block."""
    side = image.shape[0]
    image, mask = image.copy(), mask.copy()
    if random.random() < PLAIN:
        image, mask = _ground(image, random), np.zeros_like(mask)
    width = int(side * random.uniform(0.22, 0.75))
    patch = _block(width * SCALE, random)
    height = min(int(width * patch.shape[0] / patch.shape[1]), int(side * 0.7))
    left, top = (int(random.integers(0, max(1, side - extent))) for extent in (width, height))
    small = cv2.resize(patch, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)[..., None] / 255
    part = image[top : top + height, left : left + width]
    ink, paper = _colours(part, random)
    if paper is not None:
        part[:] = paper
    part += small * (ink - part)
    x0, x1, y0, y1 = (round(edge * mask.shape[0] / side) for edge in (left, left + width, top, top + height))
    mask[y0:y1, x0:x1] = 1
    return image, mask


def _ground(image: Rgb, random: np.random.Generator) -> Rgb:
    """One colour, a gradient, or the photo so blurred that nothing in it is a subject."""
    side = image.shape[0]
    if random.random() < 0.4:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), side * random.uniform(0.06, 0.12)), np.float32)
    ends = random.uniform(0, 1, (2, 3)) if random.random() < 0.5 else np.repeat(random.uniform(0, 1, (1, 3)), 2, axis=0)
    ramp = np.linspace(0, 1, side)[:, None, None] * np.ones((1, side, 1))
    if random.random() < 0.5:
        ramp = ramp.transpose(1, 0, 2)
    plain = ends[0] + ramp * (ends[1] - ends[0]) + random.normal(0, 0.01, (side, side, 3))
    return np.asarray(np.clip(plain, 0, 1), np.float32)


def _colours(part: Rgb, random: np.random.Generator) -> tuple[Rgb, Rgb | None]:
    """Ink that stands out from what it is drawn on; in half of the cases the block has its own paper."""
    paper = random.uniform(0, 1, 3).astype(np.float32) if random.random() < 0.5 else None
    under = float((part if paper is None else paper).mean())
    tone = random.uniform(0.7, 1.0, 3) if under < 0.5 else random.uniform(0.0, 0.3, 3)
    return tone.astype(np.float32), paper


def _block(width: int, random: np.random.Generator) -> Patch:
    """A drawing, 255 where there is ink."""
    kind = random.random()
    if kind < 0.55:
        return _latin(width, random)
    if kind < 0.8:
        return _strokes(width, random)
    return _qr_code(width, random) if kind < 0.93 else _bar_code(width, random)


def _latin(width: int, random: np.random.Generator) -> Patch:
    """Lines of words that mean nothing."""
    lines = int(random.integers(1, 6))
    size = int(width / random.uniform(4, 12))
    font = ImageFont.load_default(size)
    picture = Image.new("L", (width, int(lines * size * 1.4)))
    for line in range(lines):
        words = ("".join(random.choice(list(LETTERS), int(random.integers(2, 9)))) for _ in range(4))
        ImageDraw.Draw(picture).text((size * 0.1, line * size * 1.4), " ".join(words), fill=255, font=font)
    return np.array(picture)


def _strokes(width: int, random: np.random.Generator) -> Patch:
    """Square cells of straight strokes, which have the texture of Chinese characters."""
    columns, rows = int(random.integers(2, 9)), int(random.integers(1, 5))
    cell = max(12, width // columns)
    patch = np.zeros((rows * cell, columns * cell), np.uint8)
    pen = max(1, cell // 12)
    for number in range(rows * columns):
        left, top = number % columns * cell, number // columns * cell
        for _ in range(int(random.integers(4, 11))):
            x, y, length = (int(value) for value in random.integers(cell // 10, cell * 8 // 10, 3))
            dx, dy = ((length, 0), (0, length), (length // 2, length // 2), (-length // 2, length // 2))[
                int(random.choice(4, p=(0.4, 0.36, 0.12, 0.12)))
            ]
            end = (int(np.clip(x + dx, 0, cell * 9 // 10)) + left, int(np.clip(y + dy, 0, cell * 9 // 10)) + top)
            cv2.line(patch, (left + x, top + y), end, 255, pen)
    return patch


def _qr_code(width: int, random: np.random.Generator) -> Patch:
    """Random modules with the three finder patterns."""
    modules = int(random.integers(21, 38))
    grid = (random.random((modules, modules)) < 0.5).astype(np.uint8) * 255
    finder = np.pad(np.pad(np.full((3, 3), 255, np.uint8), 1), 1, constant_values=255)
    for rows, columns in ((slice(7), slice(7)), (slice(7), slice(-7, None)), (slice(-7, None), slice(7))):
        grid[rows, columns] = finder
    return np.asarray(cv2.resize(grid, (width, width), interpolation=cv2.INTER_NEAREST), np.uint8)


def _bar_code(width: int, random: np.random.Generator) -> Patch:
    """Bars of one to four modules."""
    widths = random.integers(1, 5, 60)
    row = np.concatenate([np.full(length, 255 * (number % 2), np.uint8) for number, length in enumerate(widths)])
    height = int(width * random.uniform(0.25, 0.6))
    return np.asarray(cv2.resize(row[None], (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)
