"""Set "posters": print of very different sizes on one page, on patterns and gradients, and with tight leading."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from . import grounds, wordings
from .drawn import Draw, DrawnSet
from .pages import FACES, INK, Colour, Page, font, wrapped
from .synthetic import photographed
from .wordings import part

EACH = 6
LATIN = 0.3
"""Share of large words that are English."""


def small_print(page: Page, rng: random.Random, split: str, place: tuple[float, float, float], size: int) -> float:
    """Write some sentences from x, y within a width; return where they end."""
    x, y, width = place
    face = font(rng.choice((0, 4)), size)
    for sentence in rng.sample(part(wordings.NOTES, split), 2):
        for line in wrapped(sentence, face, width):
            page.text(x, y, line, face, page_ink(page))
            y += size * 1.6
    return y


def page_ink(page: Page) -> Colour:
    """Dark ink on a light page, light ink on a dark one."""
    return INK if np.asarray(page.image).mean() > 127 else (245, 245, 240)


def phone(rng: random.Random) -> str:
    """A telephone number or a place in the web."""
    number = f"{rng.randint(200, 899)}{rng.randint(10000, 99999)}"
    return rng.choice((f"0{rng.randint(100, 999)}-{number}", f"400-{rng.randint(100, 999)}-{rng.randint(1000, 9999)}"))


def large_word(rng: random.Random, split: str) -> str:
    """A word for a headline."""
    return rng.choice(part(wordings.LATIN if rng.random() < LATIN else wordings.SLOGANS, split))


def fitting(text: str, which: int, size: int, width: float) -> int:
    """The size, or the largest at which the text is no wider."""
    return min(size, int(size * width / max(1.0, font(which, size).getlength(text))))


def headline(page: Page, rng: random.Random, text: str, y: float, size: int) -> float:
    """Write a large line in the middle; return where it ends."""
    which = rng.randrange(len(FACES))
    size = fitting(text, which, size, page.image.width * 0.88)
    face = font(which, size)
    page.text((page.image.width - face.getlength(text)) / 2, y, text, face, page_ink(page))
    return y + size * 1.45


def poster(split: str, ground: Callable[[random.Random, int, int], Page], rng: random.Random) -> Page:
    """A headline, a line below it, small print, and an address at the foot."""
    page = ground(rng, rng.choice((800, 900, 1000)), rng.choice((900, 1100)))
    y = headline(page, rng, large_word(rng, split), 50, rng.randint(90, 200))
    y = headline(page, rng, rng.choice(part(wordings.SHOPS, split)), y + 10, rng.randint(36, 60))
    y = small_print(page, rng, split, (60, y + 30, page.image.width - 120), rng.randint(14, 24))
    size = rng.randint(12, 16)
    page.text(60, max(y + 20, page.image.height - 60), f"客服 {phone(rng)}", font(0, size), page_ink(page))
    return page


def tag(split: str, rng: random.Random) -> Page:
    """A price tag: the name of the ware, a very large price, particulars in small print."""
    page = Page.blank(640, 420, rng.choice(((255, 255, 255), (255, 240, 120), (255, 250, 235))))
    page.text(30, 20, rng.choice(part(wordings.WARES, split)), font(rng.randrange(5), rng.randint(28, 44)))
    price = f"{rng.randint(1, 199)}.{rng.choice(('00', '50', '80', '90', '99'))}"
    page.text(30, 90, price, font(rng.choice((0, 2, 3)), rng.randint(120, 170)), (200, 20, 20))
    face = font(4, rng.randint(12, 17))
    page.text(30, 310, f"规格:{rng.choice((250, 400, 500, 750))}克", face)
    page.text(300, 310, f"产地:{rng.choice(part(wordings.PLACES, split))[:2]}", face)
    page.text(30, 350, f"货号:{rng.randint(10**7, 10**8)}", face)
    page.text(300, 350, f"计价员:{rng.randint(100, 999)}", face)
    return page


def menu(split: str, rng: random.Random) -> Page:
    """A bill of fare: a title, dishes and prices in two places of a row, a footnote."""
    page = Page.blank(760, 1000, rng.choice(((250, 246, 235), (40, 34, 30), (255, 255, 255))))
    y = headline(page, rng, rng.choice(part(wordings.SHOPS, split)), 40, rng.randint(60, 110)) + 20
    face, ink = font(rng.randrange(5), rng.randint(20, 30)), page_ink(page)
    for dish in rng.sample(part(wordings.DISHES, split), rng.randint(8, 11)):
        page.text(80, y, dish, face, ink)
        page.text(600, y, f"{rng.randint(8, 168)}元", face, ink)
        y += face.size * 1.9
    small_print(page, rng, split, (80, y + 20, 600), rng.randint(12, 15))
    return page


def tight(split: str, rng: random.Random) -> Page:
    """Sentences set nearly solid under a headline."""
    page, size = Page.blank(900, 760), rng.randint(26, 44)
    y = headline(page, rng, large_word(rng, split), 30, rng.randint(80, 130))
    face, leading = font(rng.randrange(5), size), rng.uniform(1.12, 1.25)
    for sentence in rng.sample(part(wordings.NOTES, split), 4):
        for line in wrapped(sentence, face, 780):
            page.text(60, y, line, face)
            y += size * leading
    return page


def beside(split: str, rng: random.Random) -> Page:
    """A very large word at the left, small print at the same height at the right."""
    page, which = Page.blank(1100, 420, rng.choice(((255, 255, 255), (30, 60, 120), (250, 235, 215)))), rng.randrange(5)
    word = large_word(rng, split)
    size = fitting(word, which, rng.randint(110, 190), 560)
    page.text(40, 60, word, font(which, size), page_ink(page))
    small_print(page, rng, split, (680, 60, 380), rng.randint(14, 22))
    page.text(
        40, 350, f"地址:{rng.choice(part(wordings.PLACES, split))}东侧", font(4, rng.randint(16, 24)), page_ink(page)
    )
    return page


def few(split: str, rng: random.Random) -> Page:
    """Two or three large lines, and a single small one at the foot or under the first."""
    page, middle = grounds.plain(rng, rng.choice((700, 900)), rng.choice((620, 760))), rng.random() < 0.5
    size, y = rng.randint(12, 26), 40.0
    note = f"{rng.choice(part(wordings.PLACES, split))} {phone(rng)}"
    for index in range(rng.choice((2, 2, 3))):
        y = headline(page, rng, large_word(rng, split), y, rng.randint(80, 160))
        if middle and not index:
            page.text(60, y + 4, note, font(4, size), page_ink(page))
            y += size * 2
    if not middle:
        page.text(60, y + 10, note, font(4, size), page_ink(page))
    return page


def large(split: str, rng: random.Random) -> Page:
    """A large sheet: a headline, and rows of small print all over."""
    page, size = Page.blank(1700, 2200, grounds.colour(rng)), rng.randint(16, 24)
    y = headline(page, rng, large_word(rng, split), 80, rng.randint(150, 200))
    y = headline(page, rng, rng.choice(part(wordings.SHOPS, split)), y + 20, rng.randint(50, 90)) + 60
    for row in range(4):
        left = [small_print(page, rng, split, (x, y, 620), size) for x in (120, 960)]
        y = max(left) + size * 2
        if row == 1:
            y = headline(page, rng, f"{rng.randint(9, 99)}.00元", y, rng.randint(100, 160)) + 30
    return page


def kinds(split: str) -> Mapping[str, Sequence[Draw]]:
    """What draws each page."""
    draws: dict[str, Draw] = {
        "poster": partial(poster, split, grounds.plain),
        "gradient": partial(poster, split, grounds.gradient),
        "stripes": partial(poster, split, grounds.stripes),
        "dots": partial(poster, split, grounds.dots),
        "noise": partial(poster, split, grounds.noise),
        "tag": partial(tag, split),
        "menu": partial(menu, split),
        "tight": partial(tight, split),
        "beside": partial(beside, split),
        "few": partial(few, split),
        "large": partial(large, split),
        "photo": lambda rng: photographed(poster(split, grounds.plain, rng), rng),
    }
    return {kind: [draw] * (3 * EACH if kind == "few" else EACH) for kind, draw in draws.items()}


SET = DrawnSet("posters", kinds)
