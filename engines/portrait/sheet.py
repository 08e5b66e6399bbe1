"""Print sheets: as many copies of a photo on a 6-inch paper as fit, with marks to cut them. Knows no faces."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Rgb

WIDTH, HEIGHT = 1800, 1205
"""Pixels of a 6-inch paper (152 x 102 mm) at 300 dpi."""
DPI = 300
OUTLINE, MARK = 215, 120
"""Grey levels of the line around each photo, which is faint, and of the marks in the paper's margins."""
REACH = 30
"""Pixels that a mark is long."""
CLEAR = 6
"""Pixels between a mark and the photo's corner."""


class TooLarge(ValueError):
    """A photo, at its resolution, is larger than the paper of its print sheet."""


@dataclass(frozen=True)
class Spacing:
    """Pixels kept free at the paper's left and right edge, at its upper and lower edge, and between photos."""

    beside: int
    above: int
    gap: int


WIDE, TIGHT = Spacing(120, 120, 60), Spacing(45, 25, 20)
"""Of one inch, 8 photos stand wide on a sheet, and 10 tight.

Tight leaves 2 mm for printers that cut the paper's edges; beside it is wider, or 12 photos of one inch would fit.
"""


@dataclass(frozen=True)
class Layout:
    """Where the photos stand: `corners` are their upper left pixels (x, y); `size` is each one's width and height on
    the sheet, already exchanged if they are `turned` by a quarter to the left.
    """

    corners: tuple[tuple[int, int], ...]
    size: tuple[int, int]
    turned: bool


def layout(size: tuple[int, int], dpi: int, spacing: Spacing) -> Layout:
    """How photos of `size` (width, height) pixels made for `dpi` stand on a sheet, printed true to size.

    They are turned if more fit so. Of a photo that is too large for the margins, there is one. Raises TooLarge.
    """
    width, height = (max(1, round(side * DPI / dpi)) for side in size)
    upright = _grid((width, height), spacing)
    turned = _grid((height, width), spacing)
    if len(turned) > len(upright):
        return Layout(turned, (height, width), turned=True)
    if upright:
        return Layout(upright, (width, height), turned=False)
    for sides, is_turned in (((width, height), False), ((height, width), True)):
        if sides[0] <= WIDTH and sides[1] <= HEIGHT:
            return Layout((((WIDTH - sides[0]) // 2, (HEIGHT - sides[1]) // 2),), sides, turned=is_turned)
    raise TooLarge("the photo is larger than the sheet it is to be printed on")


def draw_sheet(photo: Rgb, wanted: Layout) -> Rgb:
    """The white sheet, 1205 x 1800 x 3, with the photo at all places of the layout."""
    copy = np.rot90(photo) if wanted.turned else photo
    if (copy.shape[1], copy.shape[0]) != wanted.size:
        copy = np.asarray(cv2.resize(copy, wanted.size, interpolation=cv2.INTER_AREA), np.uint8)
    paper = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    width, height = wanted.size
    _mark(paper, wanted)
    for x, y in wanted.corners:
        cv2.rectangle(paper, (x - 1, y - 1), (x + width, y + height), (OUTLINE,) * 3)
    for x, y in wanted.corners:
        paper[y : y + height, x : x + width] = copy
    return paper


def _grid(size: tuple[int, int], spacing: Spacing) -> tuple[tuple[int, int], ...]:
    """The upper left corners of as many photos as fit, the whole in the middle of the paper."""
    xs, ys = _line(WIDTH, spacing.beside, size[0], spacing.gap), _line(HEIGHT, spacing.above, size[1], spacing.gap)
    return tuple((x, y) for y in ys for x in xs)


def _line(room: int, margin: int, side: int, gap: int) -> range:
    """Where photos begin that stand in a line, in the middle of the room."""
    step = side + gap
    count = max(0, (room - 2 * margin + gap) // step)
    first = (room - count * step + gap) // 2
    return range(first, first + count * step, step)


def _mark(paper: Rgb, wanted: Layout) -> None:
    """Draw a short line in the margins in line with each edge of each photo."""
    xs = sorted({x + shift for x, _ in wanted.corners for shift in (-1, wanted.size[0])})
    ys = sorted({y + shift for _, y in wanted.corners for shift in (-1, wanted.size[1])})
    for x in xs:
        paper[max(0, ys[0] - CLEAR - REACH) : max(0, ys[0] - CLEAR), x] = MARK
        paper[ys[-1] + CLEAR : ys[-1] + CLEAR + REACH, x] = MARK
    for y in ys:
        paper[y, max(0, xs[0] - CLEAR - REACH) : max(0, xs[0] - CLEAR)] = MARK
        paper[y, xs[-1] + CLEAR : xs[-1] + CLEAR + REACH] = MARK
