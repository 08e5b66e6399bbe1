"""JPEGs that kept all colours, and such as lost next to nothing: what is right already is not made worse."""

import io

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import HALVED, NO_JPEG, Enlarger, tiles
from engines.superresolution.canvas import enlarge_plainly
from functions.superresolution import source
from shared.clock import NEVER
from tests.support.pictures.photos import astronaut_part
from training.superresolution.degrade import compressed, halved

Bytes = NDArray[np.uint8]
WHOLE, SIDEWAYS = 1, 2
PILLOW = {WHOLE: 0, SIDEWAYS: 1, HALVED: 2}
"""Pillow's numbers for them."""


@pytest.fixture(scope="module")
def engine() -> Enlarger:
    return Enlarger()


@pytest.fixture(scope="module")
def market() -> Bytes:
    """Fruit in strong colours: soft discs with stripes of other colours, at twice the sides."""
    random = np.random.default_rng(7)
    picture = np.full((360, 360, 3), (90, 120, 60), np.uint8)
    for _ in range(60):
        centre = tuple(int(part) for part in random.integers(0, 360, 2))
        colours = [tuple(int(part) for part in random.permutation([230, 140, 30])) for _ in range(2)]
        cv2.circle(picture, centre, int(random.integers(12, 40)), colours[0], -1, cv2.LINE_AA)
        cv2.ellipse(picture, centre, (9, 24), float(random.integers(180)), 0, 360, colours[1], 3, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.8), np.uint8)


def chroma_error(one: Bytes, other: Bytes) -> float:
    """Root mean square of both chroma planes."""
    planes = [cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb)[8:-8, 8:-8, 1:].astype(float) for image in (one, other)]
    return float(np.sqrt(((planes[0] - planes[1]) ** 2).mean()))


def luma_error(one: Bytes, other: Bytes) -> float:
    """Root mean square of luma."""
    planes = [cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[8:-8, 8:-8].astype(float) for image in (one, other)]
    return float(np.sqrt(((planes[0] - planes[1]) ** 2).mean()))


@pytest.mark.parametrize("quality", [100, 98, 95, 90, 85])
def test_whole_colours_of_a_good_jpeg_are_not_blurred(engine: Enlarger, market: Bytes, quality: int) -> None:
    small = compressed(halved(market), quality, PILLOW[WHOLE])
    done = engine.enlarge(small, quality, subsampling=WHOLE).image
    assert chroma_error(done, market) < 1.1 * chroma_error(enlarge_plainly(small), market)


@pytest.mark.parametrize("subsampling", [SIDEWAYS, HALVED])
@pytest.mark.parametrize("quality", [100, 90, 75, 50])
def test_lost_colours_still_come_back(engine: Enlarger, market: Bytes, quality: int, subsampling: int) -> None:
    small = compressed(halved(market), quality, PILLOW[subsampling])
    done = engine.enlarge(small, quality, subsampling=subsampling).image
    assert chroma_error(done, market) < 0.97 * chroma_error(enlarge_plainly(small), market)


def test_a_jpeg_of_the_best_quality_is_nearly_as_good_as_a_lossless_file(engine: Enlarger) -> None:
    photo = astronaut_part()
    small = halved(photo)
    lossless = luma_error(engine.enlarge(small, None).image, photo)
    best = luma_error(engine.enlarge(compressed(small, 100, 0), 100, subsampling=WHOLE).image, photo)
    assert best < 1.03 * lossless


def test_no_seams_in_a_jpeg_of_the_best_quality(
    engine: Enlarger, market: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = compressed(market, 97, PILLOW[HALVED])
    whole = engine.enlarge(small, 97).image
    monkeypatch.setattr(tiles, "SIDE", 56)
    assert int(cv2.absdiff(whole, engine.enlarge(small, 97).image).max()) <= 1


@pytest.mark.parametrize(
    ("mode", "options", "subsampling"),
    [
        ("RGB", {"subsampling": "4:4:4"}, WHOLE),
        ("RGB", {"subsampling": "4:2:2"}, SIDEWAYS),
        ("RGB", {"subsampling": "4:2:0"}, HALVED),
        ("RGB", {"keep_rgb": True}, WHOLE),
        ("L", {}, HALVED),
        ("CMYK", {}, HALVED),
    ],
)
def test_what_a_file_says_of_its_colours(mode: str, options: dict[str, object], subsampling: int) -> None:
    file = io.BytesIO()
    Image.new("RGB", (48, 32), (200, 30, 60)).convert(mode).save(file, "JPEG", quality=90, **options)
    with source.read(file.getvalue(), 1_000_000, NEVER) as picture:
        assert picture.subsampling == subsampling


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_other_formats_say_nothing_of_it(form: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (48, 32), (200, 30, 60)).save(file, form)
    with source.read(file.getvalue(), 1_000_000, NEVER) as picture:
        assert picture.subsampling == NO_JPEG
