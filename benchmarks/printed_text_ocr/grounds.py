"""What posters are printed on: one colour, a gradient, stripes, dots or noise. None comes near the ink."""

import random

import numpy as np
from PIL import Image, ImageDraw

from .pages import Colour, Page


def colour(rng: random.Random) -> Colour:
    """A light or a dark colour."""
    low, high = (205, 255) if rng.random() < 0.6 else (10, 90)
    return rng.randint(low, high), rng.randint(low, high), rng.randint(low, high)


def near(ground: Colour, by: int) -> Colour:
    """A colour beside another, lighter or darker by so much where there is room."""
    step = -by if sum(ground) > 380 else by
    red, green, blue = (max(0, min(255, value + step)) for value in ground)
    return red, green, blue


def plain(rng: random.Random, width: int, height: int) -> Page:
    """A page of one colour."""
    return Page.blank(width, height, colour(rng))


def gradient(rng: random.Random, width: int, height: int) -> Page:
    """From one colour to one beside it, from the top to the foot."""
    top = colour(rng)
    share = np.linspace(0, 1, height)[:, None, None]
    rows = (1 - share) * np.array(top) + share * np.array(near(top, rng.randint(30, 70)))
    return Page(Image.fromarray(np.broadcast_to(rows, (height, width, 3)).astype(np.uint8)))


def stripes(rng: random.Random, width: int, height: int) -> Page:
    """Slanting stripes of two colours."""
    page, step = plain(rng, width, height), rng.randint(16, 60)
    draw, ground = ImageDraw.Draw(page.image), page.image.getpixel((0, 0))
    assert isinstance(ground, tuple)
    fill = near((ground[0], ground[1], ground[2]), rng.randint(14, 34))
    for x in range(-height, width, 2 * step):
        draw.line([(x, height), (x + height, 0)], fill=fill, width=step)
    return page


def dots(rng: random.Random, width: int, height: int) -> Page:
    """A grid of discs or rings."""
    page, step = plain(rng, width, height), rng.randint(24, 70)
    draw, ground = ImageDraw.Draw(page.image), page.image.getpixel((0, 0))
    assert isinstance(ground, tuple)
    tint, radius = near((ground[0], ground[1], ground[2]), rng.randint(14, 34)), step * rng.uniform(0.15, 0.4)
    filled = rng.random() < 0.6
    for y in range(0, height, step):
        for x in range(0, width, step):
            box = (x - radius, y - radius, x + radius, y + radius)
            draw.ellipse(box, fill=tint if filled else None, outline=tint, width=3)
    return page


def noise(rng: random.Random, width: int, height: int) -> Page:
    """Grain, coarse or fine."""
    page, step = plain(rng, width, height), rng.choice((1, 2, 4, 8))
    grain = np.random.default_rng(rng.randrange(2**31)).normal(
        0, rng.uniform(8, 20), (height // step + 1, width // step + 1)
    )
    field = grain.repeat(step, 0).repeat(step, 1)[:height, :width, None]
    return Page(Image.fromarray(np.clip(np.asarray(page.image) + field, 0, 255).astype(np.uint8)))
