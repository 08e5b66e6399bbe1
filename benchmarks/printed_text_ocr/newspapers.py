"""Set "newspapers": two or three columns of running text, to be read column by column."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PIL import ImageFont

from .drawn import Draw, DrawnSet
from .pages import FACES, Page, font, wrapped
from .truth import TruthLine
from .wordings import ARTICLES, SLOGANS, part

EACH = 3
COLUMN = (13, 20)
"""Characters in a line: of three columns, of two."""


@dataclass(frozen=True)
class Layout:
    """How many columns, and the gutter between them in em, from and to."""

    columns: int
    gutter: tuple[float, float]

    def draw(self, justified: bool, headed: bool, split: str, rng: random.Random) -> Page:
        """A page; with a headline over all columns if it is to be headed."""
        size = rng.randint(18, 26)
        face, across = font(rng.randrange(len(FACES)), size), COLUMN[self.columns == 2] * size
        gutter = rng.uniform(*self.gutter) * size
        page, top = Page.blank(int(self.columns * across + (self.columns - 1) * gutter + 120), 900), 60.0
        if headed:
            page.text(60, 40, "".join(rng.sample(part(SLOGANS, split), 2)), font(2, int(size * 1.8)))
            top += size * 3
        lines = wrapped("".join(rng.sample(part(ARTICLES, split), 12)) * 2, face, across)
        for column in range(self.columns):
            y, start = top + rng.choice((0, 0.4)) * size * bool(column), column * 17
            for line in lines[start : start + rng.randint(12, 17)]:
                left = 60 + column * (across + gutter)
                write(page, (left, y), line, face, across if justified else 0)
                page.lines[-1] = replace(page.lines[-1], after=tuple(range(len(page.lines) - 1))[-1:])
                y += size * 1.55
        return page


def write(page: Page, place: tuple[float, float], line: str, face: ImageFont.FreeTypeFont, width: float) -> None:
    """Write a line; one that nearly fills the width is spread to it."""
    step = (width - face.getlength(line)) / max(1, len(line) - 1)
    if not 0 < step < face.size / 8:
        page.text(*place, line, face)
        return
    x, count = place[0], len(page.lines)
    for letter in line:
        page.text(x, place[1], letter, face)
        x += face.getlength(letter) + step
    letters = [one.corners or () for one in page.lines[count:]]
    del page.lines[count:]
    page.lines.append(TruthLine(line, (letters[0][0], letters[-1][1], letters[-1][2], letters[0][3])))


LAYOUTS = {
    "two": Layout(2, (2.5, 4)),
    "two tight": Layout(2, (1, 1.5)),
    "three": Layout(3, (2.5, 4)),
    "three tight": Layout(3, (1, 1.5)),
}


def kinds(split: str) -> Mapping[str, Sequence[Draw]]:
    """What draws each page: ragged and justified, without a headline and with one."""
    forms = [(justified, headed) for justified in (False, True) for headed in (False, True)]
    return {kind: [partial(layout.draw, *form, split) for form in forms * EACH] for kind, layout in LAYOUTS.items()}


SET = DrawnSet("newspapers", kinds)
