"""Print sheets: as many copies of a photo, or of one in two formats, on a paper as fit, with marks to cut them.

Knows no faces.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from shared.bilingual import Bilingual

from .arrays import Rgb
from .unsuitable import Refusal

DPI = 300
OUTLINE, MARK = 215, 120
"""Grey levels of the line around each photo, which is faint, and of the marks in the paper's margins."""
REACH = 30
"""Pixels that a mark is long."""
CLEAR = 6
"""Pixels between a mark and the photo's corner."""
STEP = 5
"""Pixels between the lines that are tried to divide a paper between two formats."""


class TooLarge(Refusal):
    """A photo, at its resolution, is larger than the paper of its print sheet, or two are together."""


class Paper(NamedTuple):
    """Width and height in pixels at 300 dpi."""

    width: int
    height: int


SIX_INCH, FIVE_INCH = Paper(1800, 1205), Paper(1500, 1051)
"""152 x 102 mm and 127 x 89 mm."""


@dataclass(frozen=True)
class Spacing:
    """Pixels kept free at the paper's left and right edge, at its upper and lower edge, and between photos."""

    beside: int
    above: int
    gap: int


WIDE, TIGHT = Spacing(120, 120, 60), Spacing(45, 25, 20)
"""Of one inch, 8 photos stand wide on a sheet of six inches, and 10 tight.

Tight leaves 2 mm for printers that cut the paper's edges; beside it is wider, or 12 photos of one inch would fit.
"""
WIDE_ON_FIVE = Spacing(60, 60, 40)
"""Of one inch, 8 photos stand wide on a sheet of five inches too; tight there are 9."""


class Print(NamedTuple):
    """What is printed: the size (width, height) of a photo in pixels, and their number by inch."""

    size: tuple[int, int]
    dpi: int

    @property
    def sides(self) -> tuple[int, int]:
        """The width and the height on the sheet."""
        width, height = self.size
        return max(1, round(width * DPI / self.dpi)), max(1, round(height * DPI / self.dpi))


class Room(NamedTuple):
    """A part of the paper, its ends in pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Layout:
    """Where the photos stand: `corners` are their upper left pixels (x, y); `size` is each one's width and height on
    the sheet, already exchanged if they are `turned` by a quarter to the left.
    """

    corners: tuple[tuple[int, int], ...]
    size: tuple[int, int]
    turned: bool

    @property
    def area(self) -> int:
        """Pixels of paper under photos."""
        return len(self.corners) * self.size[0] * self.size[1]


def layout(photo: Print, spacing: Spacing, paper: Paper = SIX_INCH) -> Layout:
    """How copies of a photo stand on a sheet, printed true to size.

    They are turned if more fit so. Of a photo that is too large for the margins, there is one. Raises TooLarge.
    """
    room = Room(spacing.beside, spacing.above, paper.width - spacing.beside, paper.height - spacing.above)
    found = _filled(photo, room, spacing.gap) or _filled(photo, Room(0, 0, *paper), max(paper))
    if found is None:
        raise TooLarge(Bilingual("the photo is larger than the sheet it is to be printed on", "照片大于要打印的相纸"))
    return found


def mixed_layout(photos: tuple[Print, Print], spacing: Spacing, paper: Paper = SIX_INCH) -> tuple[Layout, Layout]:
    """How copies of two photos share a sheet: a line divides it, so that either gets about as much of the paper.

    Raises TooLarge: the paper does not hold one of each within its margins.
    """
    room = Room(spacing.beside, spacing.above, paper.width - spacing.beside, paper.height - spacing.above)
    first, second = photos
    found = []
    for part, rest in _divisions(room, spacing.gap):
        one, other = _filled(first, part, spacing.gap), _filled(second, rest, spacing.gap)
        if one and other:
            found.append((one, other))
    if not found:
        raise TooLarge(
            Bilingual(
                "the two photos are larger than the sheet they are to be printed on", "两张照片合起来大于要打印的相纸"
            )
        )
    shares = [(min(one.area, other.area), one.area + other.area) for one, other in found]
    best = [both for both, share in zip(found, shares, strict=True) if share == max(shares)]
    return best[len(best) // 2]  # of lines that serve equally, one in the middle: so what is free is all around


def draw_sheet(copies: Sequence[tuple[Rgb, Layout]], paper: Paper = SIX_INCH) -> Rgb:
    """The white sheet, height x width x 3, with each photo at all places of its layout."""
    sheet = np.full((paper.height, paper.width, 3), 255, np.uint8)
    for _, wanted in copies:
        _mark(sheet, wanted)
    for photo, wanted in copies:
        _paste(sheet, photo, wanted)
    return sheet


def _divisions(room: Room, gap: int) -> Iterator[tuple[Room, Room]]:
    """The ways to divide a room by a line, upright or level, that is a gap wide."""
    for x in range(room.left, room.right - gap, STEP):
        yield room._replace(right=x), room._replace(left=x + gap)
    for y in range(room.top, room.bottom - gap, STEP):
        yield room._replace(bottom=y), room._replace(top=y + gap)


def _filled(photo: Print, room: Room, gap: int) -> Layout | None:
    """As many copies as a room holds, turned if more fit so; None where it holds none."""
    width, height = photo.sides
    upright, turned = _grid((width, height), room, gap), _grid((height, width), room, gap)
    if len(turned) > len(upright):
        return Layout(turned, (height, width), turned=True)
    return Layout(upright, (width, height), turned=False) if upright else None


def _grid(size: tuple[int, int], room: Room, gap: int) -> tuple[tuple[int, int], ...]:
    """The upper left corners of as many photos as fit, the whole in the middle of the room."""
    xs, ys = _line(room.left, room.right, size[0], gap), _line(room.top, room.bottom, size[1], gap)
    return tuple((x, y) for y in ys for x in xs)


def _line(start: int, end: int, side: int, gap: int) -> range:
    """Where photos begin that stand in a line, in the middle of the room."""
    step = side + gap
    count = max(0, (end - start + gap) // step)
    first = start + (end - start - count * step + gap) // 2
    return range(first, first + count * step, step)


def _paste(sheet: Rgb, photo: Rgb, wanted: Layout) -> None:
    """Draw the photo and a line around it at all places of the layout."""
    copy = np.rot90(photo) if wanted.turned else photo
    if (copy.shape[1], copy.shape[0]) != wanted.size:
        copy = np.asarray(cv2.resize(copy, wanted.size, interpolation=cv2.INTER_AREA), np.uint8)
    width, height = wanted.size
    for x, y in wanted.corners:
        cv2.rectangle(sheet, (x - 1, y - 1), (x + width, y + height), (OUTLINE,) * 3)
    for x, y in wanted.corners:
        sheet[y : y + height, x : x + width] = copy


def _mark(sheet: Rgb, wanted: Layout) -> None:
    """Draw a short line in the margins in line with each edge of each photo."""
    height, width = sheet.shape[:2]
    xs = sorted({x + shift for x, _ in wanted.corners for shift in (-1, wanted.size[0])})
    ys = sorted({y + shift for _, y in wanted.corners for shift in (-1, wanted.size[1])})
    for x in (x for x in xs if 0 <= x < width):
        sheet[max(0, ys[0] - CLEAR - REACH) : max(0, ys[0] - CLEAR), x] = MARK
        sheet[ys[-1] + CLEAR : ys[-1] + CLEAR + REACH, x] = MARK
    for y in (y for y in ys if 0 <= y < height):
        sheet[y, max(0, xs[0] - CLEAR - REACH) : max(0, xs[0] - CLEAR)] = MARK
        sheet[y, xs[-1] + CLEAR : xs[-1] + CLEAR + REACH] = MARK
