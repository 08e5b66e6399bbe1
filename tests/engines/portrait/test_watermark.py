"""The mark is everywhere, lets the photo be judged, and cannot simply be computed away."""

import cv2
import numpy as np
import pytest

from engines.portrait import Background, Cut, Rgb
from engines.portrait.background import Colour, composite
from engines.portrait.watermark import add_watermark

GROUNDS = {"white": (255, 255, 255), "blue": (67, 142, 219), "red": (255, 0, 0), "black": (0, 0, 0)}


def photo(cut: Cut, colour: Colour) -> Rgb:
    return composite(cut.rgb, cut.alpha, Background(colour, colour))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_mark_is_seen_in_every_ninth_of_the_photo(one_inch: Cut, ground: str, seed: int) -> None:
    clean = photo(one_inch, GROUNDS[ground])
    changed = np.abs(add_watermark(clean, seed).astype(int) - clean).max(axis=-1) > 20
    for rows in np.array_split(changed, 3, axis=0):
        for part in np.array_split(rows, 3, axis=1):
            assert part.mean() > 0.04


@pytest.mark.parametrize("size", [(144, 192), (600, 600), (1050, 1500), (60, 400)])
def test_any_size(size: tuple[int, int]) -> None:
    grey = np.full((size[1], size[0], 3), 128, np.uint8)
    seen = add_watermark(grey, 4)
    assert seen.shape == grey.shape
    assert 0.04 < (np.abs(seen.astype(int) - grey).max(axis=-1) > 10).mean() < 0.6


def test_the_photo_can_be_judged(one_inch: Cut) -> None:
    clean = photo(one_inch, GROUNDS["blue"])
    same = np.abs(add_watermark(clean, 5).astype(int) - clean).max(axis=-1) == 0
    assert same.mean() > 0.5


def test_one_seed_is_one_mark(one_inch: Cut) -> None:
    clean = photo(one_inch, GROUNDS["blue"])
    assert np.array_equal(add_watermark(clean, 5), add_watermark(clean, 5))
    assert not np.array_equal(add_watermark(clean, 5), add_watermark(clean, 6))


def test_the_photo_is_left_as_it_was(one_inch: Cut) -> None:
    clean = photo(one_inch, GROUNDS["black"])
    before = clean.copy()
    add_watermark(clean, 1)
    assert np.array_equal(clean, before)


def test_detail_below_the_mark_is_gone(one_inch: Cut) -> None:
    """Who knows the mark exactly (from a grey photo of the same seed) and undoes it does not get the photo back."""
    chance = np.random.default_rng(0)
    clean = np.asarray(chance.integers(60, 190, (413, 295, 3)), np.uint8)
    dark, light = (np.full_like(clean, level) for level in (40, 200))
    on_dark, on_light = (add_watermark(level, 7).astype(float) for level in (dark, light))
    share = (on_light - on_dark) / 160
    undone = (add_watermark(clean, 7) - (on_dark - 40 * share)) / np.maximum(share, 0.05)
    below = np.abs(on_light - 200).max(axis=-1) + np.abs(on_dark - 40).max(axis=-1) > 30
    lost = np.abs(undone - clean)[below].mean()
    assert below.mean() > 0.1
    assert lost > 15


def test_inpainting_leaves_traces(one_inch: Cut) -> None:
    """The obvious attack: find the mark on the plain ground's scale and fill it from around; the face suffers."""
    clean = photo(one_inch, GROUNDS["white"])
    seen = add_watermark(clean, 3)
    where = (np.abs(seen.astype(int) - clean).max(axis=-1) > 6).astype(np.uint8)
    x0, y0, x1, y1 = (int(value) for value in one_inch.face.box)
    filled = cv2.inpaint(seen, where, 3, cv2.INPAINT_TELEA)
    assert where[y0:y1, x0:x1].mean() > 0.1
    assert np.abs(filled[y0:y1, x0:x1].astype(int) - clean[y0:y1, x0:x1])[where[y0:y1, x0:x1] > 0].mean() > 3
