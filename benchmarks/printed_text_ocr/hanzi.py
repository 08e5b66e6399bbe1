"""Set "gb2312": every character of GB 2312 level 1, names, traditional ones, both scripts on a page."""

import random
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PIL import ImageFont

from .drawn import SEEDS, Draw, DrawnSet
from .pages import NOTO, Page
from .scripts import NAMES, SIMPLIFIED, SIMPLIFIED_MARKS, TRADITIONAL, TRADITIONAL_MARKS
from .wordings import part

A_LINE = 12
A_PAGE = 27
SIZE = 30
FONTS = {
    "sans": (NOTO / "NotoSansCJK-Regular.ttc", 2),
    "serif": (NOTO / "NotoSerifCJK-Regular.ttc", 2),
    "wenquanyi": (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), 0),
    "traditional": (NOTO / "NotoSansCJK-Regular.ttc", 3),
}
"""Files and the face in each: Simplified Chinese, and Traditional Chinese in the last."""
MIXED = 8


def level_one(charset: str) -> str:
    """The common characters of "gb2312" (3755) or "big5" (5401), in the order of the charset."""
    first, last, seconds = {
        "gb2312": (0xB0A1, 0xD7F9, [*range(0xA1, 0xFF)]),
        "big5": (0xA440, 0xC67E, [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
    }[charset]
    codes = [high << 8 | low for high in range(first >> 8, (last >> 8) + 1) for low in seconds]
    return "".join(code.to_bytes(2, "big").decode(charset) for code in codes if first <= code <= last)


def face(name: str, size: int = SIZE) -> ImageFont.FreeTypeFont:
    """A font of FONTS at a size in pixels."""
    path, index = FONTS[name]
    return ImageFont.truetype(path, size, index=index)


def grids(letters: str, font: str, split: str) -> list[Draw]:
    """What draws the characters, shuffled by the split's seed, twelve a line."""
    shuffled = list(letters)
    random.Random(f"{SEEDS[split]}-{font}-{len(letters)}").shuffle(shuffled)
    lines = ["".join(shuffled[at : at + A_LINE]) for at in range(0, len(shuffled), A_LINE)]
    return [partial(_grid, lines[at : at + A_PAGE], font) for at in range(0, len(lines), A_PAGE)]


def _grid(lines: list[str], font: str, _rng: random.Random) -> Page:
    page = Page.blank(A_LINE * SIZE + 120, len(lines) * SIZE * 17 // 10 + 120)
    for index, line in enumerate(lines):
        page.text(60, 60 + index * SIZE * 17 // 10, line, face(font))
    return page


def _mixed(sentences: Sequence[str], marks: Sequence[str], font: str, rng: random.Random) -> Page:
    """A page in one script, where every third sentence names a trademark in the other."""
    page, size = Page.blank(1000, 760), rng.randint(26, 32)
    for index, sentence in enumerate(rng.sample(sentences, 9)):
        text = sentence.replace("{}", rng.choice(marks) if index % 3 == 1 else "")
        page.text(60, 50 + index * 76, text, face(font, size))
    return page


def kinds(split: str) -> Mapping[str, Sequence[Draw]]:
    """What draws each page."""
    common = level_one("gb2312")
    simplified = partial(_mixed, part(SIMPLIFIED, split), part(TRADITIONAL_MARKS, split), "sans")
    traditional = partial(_mixed, part(TRADITIONAL, split), part(SIMPLIFIED_MARKS, split), "traditional")
    return {
        **{font: grids(common, font, split) for font in ("sans", "serif", "wenquanyi")},
        "names": grids(NAMES, "sans", split),
        "traditional": grids(level_one("big5"), "traditional", split),
        "mixed simplified": [simplified] * MIXED,
        "mixed traditional": [traditional] * MIXED,
    }


SET = DrawnSet("gb2312", kinds)
