"""Pages of letters, screens and line art: photographs hold too little of these for it to be learnt from them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import ImageFont

from .degrade import Bytes
from .sheet import Colour, Points, Sheet

SEED = 20261124
SIDE = 480
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-+()%&@?!¥$"
CHINESE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实"
    "加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处"
    "价格微信支付订单客服购物车收藏地址手机号码验证登录退款优惠券包邮新款女装鞋帽茶饮咖啡菜单红烧牛肉面鱼香丝宫保鸡丁麻辣豆腐身份证姓名性别住址出生"
)
CURVE = 60
"""Points."""
FIRST_STEPPED = 100_000
SIZES = (12, 14, 16, 18, 22, 28, 36, 52)


class Brush:
    """The randomness and the fonts of one page."""

    def __init__(self, seed: int, fonts: list[Path]) -> None:
        self.random = np.random.default_rng([SEED, seed])
        self._fonts = fonts

    def font(self, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        """One of the fonts."""
        if not self._fonts:
            return ImageFont.load_default(size)
        return ImageFont.truetype(str(self._fonts[int(self.random.integers(len(self._fonts)))]), size)

    def words(self, count: int) -> str:
        """Characters, Chinese and Latin ones."""
        chinese = self._fonts and self.random.random() < 0.6
        letters = self.random.choice(list(CHINESE if chinese else LATIN), count)
        letters[self.random.random(count) < 1 / 7] = " "
        return "".join(letters)

    def grey(self, dark: bool) -> Colour:
        """Near black or near white, one in four a soft colour."""
        values = self.random.integers(0, 90 if self.random.random() < 0.25 else 20, 3)
        return tuple(int(value) if dark else 255 - int(value) for value in values)

    def strong(self) -> Colour:
        """A saturated colour."""
        values = [
            int(self.random.integers(180, 256)),
            int(self.random.integers(0, 256)),
            int(self.random.integers(0, 60)),
        ]
        return tuple(int(value) for value in self.random.permutation(values))

    def ink(self, dark: bool) -> Colour:
        """For letters and lines: one in three strong, one in three of any tone, as grey letters have it."""
        kind = self.random.random()
        if kind < 1 / 3:
            return self.strong()
        return self.tone() if kind < 2 / 3 else self.grey(dark)

    def tone(self) -> Colour:
        """Any grey, half of the time with a little colour."""
        tint = self.random.integers(-40, 41, 3) * (self.random.random() < 0.5)
        return tuple(int(value) for value in np.clip(self.random.integers(30, 226) + tint, 0, 255))

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to below `high`."""
        return int(self.random.integers(low, high))


def _letters(sheet: Sheet, brush: Brush, dark: bool) -> None:
    top = brush.between(0, 12)
    while top < SIDE:
        size = int(brush.random.choice(SIZES))
        sheet.text((brush.between(-10, 20), top), brush.words(60), brush.ink(not dark), brush.font(sheet.fine * size))
        if brush.random.random() < 0.2:
            ends = [(0, top), (SIDE, top + brush.between(-40, 40))]
            sheet.line(ends, brush.ink(not dark), brush.between(1, 4))
        top += round(size * 1.35)


def _screen(sheet: Sheet, brush: Brush, dark: bool) -> None:
    """Bars, cards, buttons, round pictures and short texts."""
    sheet.rectangle((0, 0, SIDE, brush.between(30, 60)), brush.strong())
    for top in range(40, SIDE, 10 * brush.between(5, 9)):
        left, side = brush.between(4, 40), brush.between(20, 60)
        sheet.rounded((left, top, SIDE - left, top + side + 8), brush.between(0, 14), brush.grey(dark))
        shape = sheet.ellipse if brush.random.random() < 0.5 else sheet.rectangle
        shape((left + 4, top + 4, left + side, top + side), brush.strong())
        name, note = (sheet.fine * brush.between(*sizes) for sizes in ((12, 24), (11, 15)))
        sheet.text((left + side + 12, top + 4), brush.words(14), brush.ink(not dark), brush.font(name))
        sheet.text((left + side + 12, top + 30), brush.words(30), brush.ink(not dark), brush.font(note))
        if brush.random.random() < 0.5:
            sheet.rounded((SIDE - 110, top + 6, SIDE - 30, top + 34), 12, brush.strong())
            sheet.text((SIDE - 100, top + 10), brush.words(4), (255, 255, 255), brush.font(sheet.fine * 16))


def _lines(sheet: Sheet, brush: Brush, dark: bool, page: int = SIDE) -> None:
    """Curves, closed shapes and hatchings of one width, filled flat, as drawings and logos have them."""
    for _ in range(brush.between(12, 40)):
        ink, width = brush.ink(not dark), brush.between(1, 6)
        points = [(brush.between(0, page), brush.between(0, page)) for _ in range(4)]
        left, top, side = *points[0], brush.between(10, 160)
        box = (left, top, left + side, top + brush.between(10, 160))
        kind = brush.between(0, 6)
        if kind == 0:
            sheet.line(points[: brush.between(2, 5)], ink, width)
        elif kind == 1:
            sheet.polygon([(left + x // 4, top + y // 4) for x, y in points], brush.strong(), ink, width)
        elif kind == 2:
            sheet.ellipse(box, brush.strong() if brush.random.random() < 0.5 else None, ink, width)
        elif kind == 3:
            sheet.arc((left, top, left + side, top + side), brush.between(0, 180), brush.between(180, 360), ink, width)
        elif kind == 4:
            sheet.line(bezier(points), ink, width)
        else:
            for offset in range(0, side, brush.between(3, 9)):
                sheet.line([(left + offset, top), (left + offset + brush.between(-1, 2), top + side)], ink, 1)


def _codes(sheet: Sheet, brush: Brush, dark: bool) -> None:
    """Squares in two tones as codes have them, and bars, of one to eight pixels."""
    for top in range(0, SIDE, 120):
        for left in range(0, SIDE, 120):
            ink, module = brush.ink(not dark), brush.between(1, 9)
            count = 100 // module
            bars = brush.random.random() < 0.4
            drawn = brush.random.random((1 if bars else count, count)) < 0.5
            for row, column in zip(*np.nonzero(drawn), strict=True):
                y, x = top + int(row) * module, left + int(column) * module
                sheet.rectangle((x, y, x + module - 1, top + 99 if bars else y + module - 1), ink)


def bezier(points: Points) -> Points:
    """A curve of the third degree by its four points, as short straight lines."""
    share = np.linspace(0, 1, CURVE)[:, None]
    one, two, three, four = (np.asarray(point, np.float64) for point in points)
    rest = 1 - share
    curve = rest**3 * one + 3 * rest**2 * share * two + 3 * rest * share**2 * three + share**3 * four
    return [(float(x), float(y)) for x, y in curve]


def _shaded(sheet: Sheet, brush: Brush, dark: bool) -> None:
    """A ground that changes slowly, with objects and letters upon it: product shots, posters."""
    del dark
    sheet.ramp(brush.strong(), brush.grey(brush.random.random() < 0.5), brush.between(0, 4))
    _lines(sheet, brush, brush.random.random() < 0.5)
    _letters(sheet, brush, brush.random.random() < 0.5)


KINDS: tuple[Callable[[Sheet, Brush, bool], None], ...] = (
    _letters,
    _letters,
    _screen,
    _screen,
    _lines,
    _shaded,
    _codes,
)


def pages(count: int, fonts: list[Path]) -> Iterator[Bytes]:
    """So many square pages, always the same ones with the same fonts; without fonts they hold Latin letters only."""
    for index in range(count):
        brush = Brush(index, fonts)
        dark = brush.random.random() < 0.3
        sheet = Sheet(SIDE, brush.grey(dark))
        KINDS[index % len(KINDS)](sheet, brush, dark)
        yield sheet.seen()


def stepped(count: int) -> Iterator[tuple[Bytes, Bytes]]:
    """So many drawings with stairs for edges, as simple programs make them, and the same at twice the sides without."""
    for index in range(FIRST_STEPPED, FIRST_STEPPED + count):
        views = []
        for fine, shrunk in ((1, 1), (8, 4)):
            brush = Brush(index, [])
            dark = brush.random.random() < 0.3
            sheet = Sheet(SIDE // 2, brush.grey(dark), fine, shrunk)
            _lines(sheet, brush, dark, SIDE // 2)
            views.append(sheet.seen())
        yield views[0], views[1]
