"""As many photos as fit stand on a sheet, true to size, apart from each other, with marks to cut them."""

from itertools import combinations

import numpy as np
import pytest

from engines.portrait import FIVE_INCH, SIX_INCH, TIGHT, WIDE, WIDE_ON_FIVE, Paper, Spacing
from engines.portrait.sheet import Print, TooLarge, draw_sheet, layout, mixed_layout

COUNTS = {
    "one inch": ((295, 413), 300, 8, 10),
    "small one inch": ((260, 378), 300, 10, 16),
    "large one inch": ((390, 567), 300, 4, 8),
    "two inch": ((413, 579), 300, 4, 4),
    "small two inch": ((413, 531), 300, 4, 6),
    "large two inch": ((413, 626), 300, 4, 4),
    "id card": ((358, 441), 350, 8, 12),
    "us visa": ((600, 600), 300, 2, 2),
    "cet": ((144, 192), 300, 30, 56),
    "largest": ((1050, 1500), 300, 1, 1),
    "wide": ((1050, 100), 300, 6, 14),
}


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("spacing", [WIDE, TIGHT])
def test_how_many_fit(name: str, spacing: Spacing) -> None:
    size, dpi, *counts = COUNTS[name]
    assert len(layout(Print(size, dpi), spacing).corners) == counts[spacing == TIGHT]


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("spacing", [WIDE, TIGHT])
def test_photos_keep_apart_and_on_the_paper(name: str, spacing: Spacing) -> None:
    size, dpi, *_ = COUNTS[name]
    wanted = layout(Print(size, dpi), spacing)
    width, height = wanted.size
    gap = spacing.gap
    for x, y in wanted.corners:
        assert 0 <= x <= SIX_INCH.width - width
        assert 0 <= y <= SIX_INCH.height - height
    for (x, y), (other_x, other_y) in combinations(wanted.corners, 2):
        assert abs(x - other_x) >= width + gap or abs(y - other_y) >= height + gap


@pytest.mark.parametrize("name", ["one inch", "two inch", "id card", "largest"])
@pytest.mark.parametrize("spacing", [WIDE, TIGHT])
def test_each_place_shows_the_whole_photo(name: str, spacing: Spacing) -> None:
    size, dpi, *_ = COUNTS[name]
    photo = np.zeros((size[1], size[0], 3), np.uint8)
    photo[..., 0] = np.linspace(0, 200, size[1])[:, None]
    photo[..., 1] = np.linspace(0, 200, size[0])
    wanted = layout(Print(size, dpi), spacing)
    paper = draw_sheet([(photo, wanted)])
    assert paper.shape == (1205, 1800, 3)
    first = None
    for x, y in wanted.corners:
        part = paper[y : y + wanted.size[1], x : x + wanted.size[0]]
        upright = np.rot90(part, -1) if wanted.turned else part
        first = upright if first is None else first
        assert np.array_equal(upright, first)
        assert upright[0, 0].max() < 3
        assert upright[-1, -1, :2].min() > 197


def test_photos_are_printed_true_to_size() -> None:
    """26 x 32 mm at 350 dpi is 26 x 32 mm on the sheet of 300 dpi too."""
    width, height = sorted(layout(Print((358, 441), 350), WIDE).size)
    assert width == pytest.approx(26 / 25.4 * 300, abs=1)
    assert height == pytest.approx(32 / 25.4 * 300, abs=1)


def test_white_photos_have_marks_around_them() -> None:
    wanted = layout(Print((295, 413), 300), WIDE)
    paper = draw_sheet([(np.full((413, 295, 3), 255, np.uint8), wanted)])
    for x, y in wanted.corners:
        assert (paper[y - 1, x : x + 295] < 240).all()
        assert (paper[y : y + 413, x + 295] < 240).all()
    x, y = wanted.corners[0]
    assert (paper[y - 20, [x - 1, x + 295]] < 150).all()
    assert (paper[[y - 1, y + 413], x - 20] < 150).all()


def test_a_photo_larger_than_the_paper() -> None:
    with pytest.raises(TooLarge, match="larger"):
        layout(Print((1050, 1500), 200), WIDE)


@pytest.mark.parametrize(
    ("size", "wide", "tight"),
    [((295, 413), 8, 9), ((413, 579), 4, 4), ((358, 441), 6, 6), ((600, 600), 2, 2), ((1050, 1500), 1, 1)],
)
def test_a_paper_of_five_inches(size: tuple[int, int], wide: int, tight: int) -> None:
    for spacing, count in ((WIDE_ON_FIVE, wide), (TIGHT, tight)):
        wanted = layout(Print(size, 300), spacing, FIVE_INCH)
        assert len(wanted.corners) == count
        sheet = draw_sheet([(np.zeros((size[1], size[0], 3), np.uint8), wanted)], FIVE_INCH)
        assert sheet.shape == (1051, 1500, 3)
        assert (sheet == 0).all(axis=-1).sum() == count * size[0] * size[1]


MIXED = [((295, 413), (413, 579)), ((413, 579), (295, 413)), ((295, 413), (600, 600)), ((144, 192), (413, 626))]


@pytest.mark.parametrize("sizes", MIXED)
@pytest.mark.parametrize(
    ("paper", "spacing"), [(SIX_INCH, WIDE), (SIX_INCH, TIGHT), (FIVE_INCH, WIDE_ON_FIVE), (FIVE_INCH, TIGHT)]
)
def test_two_formats_share_a_sheet(sizes: tuple[tuple[int, int], ...], spacing: Spacing, paper: Paper) -> None:
    first, second = (Print(size, 300) for size in sizes)
    both = mixed_layout((first, second), spacing, paper)
    boxes = [(x, y, *one.size) for one in both for x, y in one.corners]
    for x, y, width, height in boxes:
        assert spacing.beside <= x <= paper.width - spacing.beside - width
        assert spacing.above <= y <= paper.height - spacing.above - height
    for (x, y, width, height), (left, top, wide, high) in combinations(boxes, 2):
        gaps = max(left - x - width, x - left - wide), max(top - y - height, y - top - high)
        assert max(gaps) >= spacing.gap
    photos = [np.full((size[1], size[0], 3), level, np.uint8) for size, level in zip(sizes, (10, 50), strict=True)]
    sheet = draw_sheet(list(zip(photos, both, strict=True)), paper)
    for one, level in zip(both, (10, 50), strict=True):
        assert len(one.corners) >= 1
        assert (sheet == level).all(axis=-1).sum() == one.area


def test_either_of_two_formats_gets_about_as_much_paper() -> None:
    one_inch, two_inch = mixed_layout((Print((295, 413), 300), Print((413, 579), 300)), TIGHT)
    assert (len(one_inch.corners), len(two_inch.corners)) == (5, 3)


def test_two_formats_that_no_paper_holds() -> None:
    with pytest.raises(TooLarge, match="two photos are larger"):
        mixed_layout((Print((1050, 1000), 300), Print((1000, 1050), 300)), WIDE)
