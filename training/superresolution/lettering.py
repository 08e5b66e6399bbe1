"""Pages of printed letters: the photographs hold too little text for it to be learnt from them."""

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .degrade import Bytes

SEED = 20261124
SIDE = 480
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-+()%&@?!"


def _line(random: np.random.Generator) -> str:
    letters = random.choice(list(LETTERS), 80)
    letters[random.random(80) < 1 / 6] = " "
    return "".join(letters)


def _colour(random: np.random.Generator, dark: bool) -> tuple[int, ...]:
    """Mostly near black or white, one in three a real colour."""
    spread = 110 if random.random() < 1 / 3 else 25
    values = random.integers(0, spread, 3)
    return tuple(int(value) if dark else 255 - int(value) for value in values)


def pages(count: int) -> Iterator[Bytes]:
    """So many square pages, each with lines of several sizes, rules, and its own colours; always the same ones."""
    for index in range(count):
        random = np.random.default_rng([SEED, index])
        dark = random.random() < 0.25
        page = Image.new("RGB", (SIDE, SIDE), _colour(random, dark))
        draw = ImageDraw.Draw(page)
        top = int(random.integers(0, 12))
        while top < SIDE:
            size = int(random.choice([11, 13, 16, 20, 26, 34, 48]))
            ink = _colour(random, not dark)
            draw.text((int(random.integers(-10, 20)), top), _line(random), ink, ImageFont.load_default(size))
            if random.random() < 0.2:
                draw.line([(0, top), (SIDE, top + int(random.integers(-40, 40)))], ink, int(random.integers(1, 4)))
            top += round(size * 1.35)
        yield np.asarray(page)
