"""The engine: exact sizes, no seams, better than interpolation, and what it does when the time is up."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pytest_mock import MockerFixture

from engines.superresolution import Enlarger, jpeg_quality, network, noise, tiles
from engines.superresolution.canvas import enlarge_plainly
from tests.support import ROOT
from tests.support.pictures.photos import astronaut_part, error
from training.superresolution.degrade import compressed, halved

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def photo() -> Bytes:
    """A photograph of even sides."""
    return astronaut_part()


@pytest.mark.parametrize("height", [1, 2, 3, 17, 208, 209, 231])
@pytest.mark.parametrize("width", [1, 5, 210])
@pytest.mark.parametrize("channels", [(), (3,)])
def test_exactly_twice_the_sides(engine: Enlarger, height: int, width: int, channels: tuple[int, ...]) -> None:
    image = np.random.default_rng(1).integers(0, 256, (height, width, *channels), np.uint8)
    done = engine.enlarge(image, None)
    assert done.image.shape == (2 * height, 2 * width, *channels)
    assert done.image.dtype == np.uint8


def test_no_seams(engine: Enlarger, photo: Bytes, mocker: MockerFixture) -> None:
    whole = engine.enlarge(photo, None)
    mocker.patch.object(tiles, "SIDE", 56)
    tiled = engine.enlarge(photo, None)
    assert int(cv2.absdiff(whole.image, tiled.image).max()) <= 1


def test_better_than_interpolation(engine: Enlarger, photo: Bytes) -> None:
    small = halved(photo)
    assert error(engine.enlarge(small, None).image, photo) < 0.8 * error(enlarge_plainly(small), photo)


@pytest.mark.parametrize("quality", [50, 75])
def test_jpegs_are_cleaned(engine: Enlarger, photo: Bytes, quality: int) -> None:
    small = compressed(halved(photo), quality, 2)
    told = error(engine.enlarge(small, quality).image, photo)
    assert told < 0.95 * error(enlarge_plainly(small), photo)


def test_no_frame_at_the_edge(engine: Enlarger) -> None:
    image = np.full((60, 60, 3), (250, 240, 200), np.uint8)
    image[20:40, 20:40] = 0
    done = engine.enlarge(image, 60).image
    assert int(cv2.absdiff(done[:3], np.full_like(done[:3], (250, 240, 200))).max()) <= 2


@pytest.mark.parametrize("value", [0, 1, 128, 254, 255])
@pytest.mark.parametrize("quality", [None, 40, 90])
def test_flat_stays_flat(engine: Enlarger, value: int, quality: int | None) -> None:
    image = np.full((300, 40, 3), value, np.uint8)
    assert (engine.enlarge(image, quality).image == value).all()


def letters(ink: int) -> Bytes:
    page = Image.new("RGB", (480, 240), "white")
    for top, size in ((0, 20), (30, 28), (75, 40), (140, 56)):
        font = ImageFont.load_default(size)
        ImageDraw.Draw(page).text((10, top), "Gate 24 closes 09:45 Wi-Fi", fill=(ink, ink, ink), font=font)
    return np.asarray(page)


@pytest.mark.parametrize(("quality", "most"), [(None, 0.35), (75, 0.42)])
def test_black_letters_keep_their_edges(engine: Enlarger, quality: int | None, most: float) -> None:
    """Networks in fewer bits, with few letters in sight, had 0.39 and 0.46; photographs showed nothing."""
    page = letters(0)
    small = halved(page) if quality is None else compressed(halved(page), quality, 2)
    assert error(engine.enlarge(small, quality).image, page) < most * error(enlarge_plainly(small), page)


@pytest.mark.parametrize(("ink", "most"), [(110, 0.49), (150, 0.57)])
def test_grey_letters_are_not_thin_and_dark(engine: Enlarger, ink: int, most: float) -> None:
    """Networks that had seen black, white and strong inks only had 0.53 and 0.63."""
    page = letters(ink)
    small = halved(page)
    assert error(engine.enlarge(small, None).image, page) < most * error(enlarge_plainly(small), page)


def test_an_even_gradient_gets_no_specks(engine: Enlarger) -> None:
    ramp = np.linspace(20, 230, 800).astype(np.uint8)
    image = np.repeat(np.repeat(ramp[None, :, None], 60, axis=0), 3, axis=2)
    difference = cv2.absdiff(engine.enlarge(image, None).image, enlarge_plainly(image))
    assert int(difference.max()) <= 2
    assert float((difference > 0).mean()) < 0.05


def test_grey_content_has_the_brightness_of_grey(engine: Enlarger, photo: Bytes) -> None:
    grey = np.ascontiguousarray(photo[..., 1])
    colour = np.dstack([grey] * 3)
    done = engine.enlarge(colour, None).image
    assert error(done[..., 1], engine.enlarge(grey, None).image) < 1.5


def test_threads_do_not_mix_images(engine: Enlarger, photo: Bytes) -> None:
    images = [np.ascontiguousarray(np.roll(photo[:64, :64], 9 * turn, axis=2 if turn % 2 else 1)) for turn in range(8)]
    alone = [engine.enlarge(image, None).image for image in images]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda image: engine.enlarge(image, None).image, images))
    assert all((one == other).all() for one, other in zip(alone, together, strict=True))


class TestQuality:
    @pytest.mark.parametrize("quality", [*range(10, 100, 5), 96, 99, 100])
    def test_of_libjpeg(self, quality: int) -> None:
        file = io.BytesIO()
        Image.new("RGB", (16, 16)).save(file, "JPEG", quality=quality)
        tables = Image.open(file).quantization  # type: ignore[attr-defined]
        assert jpeg_quality(tables[0]) == quality

    def test_of_others(self) -> None:
        assert jpeg_quality([1] * 64) == 100
        assert jpeg_quality([255] * 64) < 10
        assert 70 <= jpeg_quality([8] * 64) <= 96
        assert 1 <= jpeg_quality([0] * 64) <= 100
        assert 1 <= jpeg_quality([65535] * 64) <= 5


@pytest.mark.parametrize(
    "file", [network.CLEAN, network.JPEG, network.NOISY, network.COLOURS, network.QUICK, noise.FILE]
)
def test_the_networks_are_those_of_the_model_card(file: Path) -> None:
    card = (ROOT / "training/superresolution/README.md").read_text("utf-8")
    assert f"`{hashlib.sha256(file.read_bytes()).hexdigest()}`" in card
    assert file.stat().st_size < 500_000
