"""Damage that a file hides: a JPEG kept as PNG is cleaned like the JPEG, and what is clean stays as it is."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import Enlarger
from engines.superresolution.hidden import hidden_quality
from tests.support import ROOT
from training.superresolution.degrade import compressed, halved, webp

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def photo() -> Bytes:
    whole = np.asarray(Image.open(ROOT / "emulator/samples/astronaut.jpg").convert("RGB"))
    return halved(np.ascontiguousarray(whole[: whole.shape[0] // 2 * 2, : whole.shape[1] // 2 * 2]))


def page(seed: int) -> Bytes:
    """Buttons, letters and lines of many colours on one ground, at half the size they were drawn in."""
    random = np.random.default_rng(seed)
    drawn = np.full((520, 520, 3), random.integers(200, 256, 3), np.uint8)
    for row in range(9):
        y, colour = 50 + 52 * row, [int(value) for value in random.integers(0, 200, 3)]
        cv2.rectangle(drawn, (380, y - 30), (500, y + 8), colour, -1, cv2.LINE_AA)
        cv2.putText(drawn, f"Order {row} 128.50", (14, y), cv2.FONT_HERSHEY_SIMPLEX, 1, colour, 2, cv2.LINE_AA)
        cv2.ellipse(drawn, (340, y - 10), (20, 12), 30, 0, 360, colour, 2, cv2.LINE_AA)
    return halved(drawn)


@pytest.mark.parametrize("quality", [30, 50, 75, 90])
def test_a_jpeg_kept_as_png_has_the_quality_that_it_had(photo: Bytes, quality: int) -> None:
    assert hidden_quality(compressed(photo, quality, 2)) == quality


def test_transparency_does_not_hide_it(photo: Bytes) -> None:
    alpha = np.full(photo.shape[:2], 255, np.uint8)
    assert hidden_quality(np.dstack([compressed(photo, 50, 2), alpha])) == 50


def test_a_grey_one(photo: Bytes) -> None:
    assert hidden_quality(np.ascontiguousarray(compressed(np.dstack([photo[..., 1]] * 3), 50, 0)[..., 0])) == 50


@pytest.mark.parametrize("seed", range(12))
def test_drawings_stay_as_they_are(seed: int) -> None:
    assert hidden_quality(page(seed)) is None


def test_a_clean_photo_stays_as_it_is(photo: Bytes) -> None:
    assert hidden_quality(photo) is None


@pytest.mark.parametrize("shape", [(1, 1), (7, 300), (300, 7, 3), (8, 8, 4), (200, 200, 3)])
@pytest.mark.parametrize("value", [0, 130])
def test_small_and_flat_ones_are_none(shape: tuple[int, ...], value: int) -> None:
    assert hidden_quality(np.full(shape, value, np.uint8)) is None


@pytest.mark.parametrize("quality", [30, 60])
def test_it_is_cleaned_like_the_jpeg(photo: Bytes, quality: int) -> None:
    small, engine = compressed(photo, quality, 2), Enlarger()
    assert (engine.enlarge(small, None).image == engine.enlarge(small, quality).image).all()


@pytest.mark.parametrize("cut", [(0, 3), (5, 0), (2, 7)])
def test_blocks_that_begin_elsewhere_are_found(photo: Bytes, cut: tuple[int, int]) -> None:
    top, left = cut
    assert hidden_quality(np.ascontiguousarray(compressed(photo, 40, 2)[top:, left:])) == 40


@pytest.mark.parametrize("quality", [20, 30, 50])
def test_dirt_on_white_is_seen_although_bytes_end_there(quality: int) -> None:
    drawn = np.full((180, 260, 3), 255, np.uint8)
    cv2.circle(drawn, (60, 90), 40, (210, 40, 30), -1, cv2.LINE_AA)
    cv2.putText(drawn, "Tea", (110, 115), cv2.FONT_HERSHEY_SIMPLEX, 2.5, (20, 20, 20), 5, cv2.LINE_AA)
    assert hidden_quality(drawn) is None
    assert hidden_quality(compressed(drawn, quality, 2)) == quality


@pytest.mark.parametrize("later", [80, 92])
@pytest.mark.parametrize("quality", [20, 30, 50])
def test_a_jpeg_saved_again_is_as_bad_as_the_first(photo: Bytes, quality: int, later: int) -> None:
    again = compressed(compressed(photo, quality, 2), later, 2)
    assert hidden_quality(again, later) == quality
    engine = Enlarger()
    assert (engine.enlarge(again, later).image == engine.enlarge(again, quality).image).all()


def test_a_screenshot_of_a_jpeg_saved_again(photo: Bytes) -> None:
    cut = np.ascontiguousarray(compressed(photo, 30, 2)[3:, 6:])
    assert hidden_quality(compressed(cut, 95, 2), 95) == 30


def test_a_jpeg_sent_on_as_webp(photo: Bytes) -> None:
    assert hidden_quality(webp(compressed(photo, 30, 2), 85), 80) == 30


@pytest.mark.parametrize("told", [40, 75, 85, 92, 98])
def test_a_jpeg_saved_once_is_what_its_file_says(photo: Bytes, told: int) -> None:
    assert hidden_quality(compressed(photo, told, 2), told) == told


@pytest.mark.parametrize("seed", range(12))
def test_clean_drawings_as_jpegs_are_what_their_files_say(seed: int) -> None:
    assert hidden_quality(compressed(page(seed), 90, 2), 90) == 90
