"""WebPs: a good one is not smoothed like a bad one, and what a bad JPEG left in one is still found."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import Enlarger
from engines.superresolution.canvas import enlarge_plainly
from functions.superresolution import source, webp
from shared.clock import NEVER
from tests.support.pictures.photos import astronaut_part, error
from training.superresolution.degrade import compressed, halved

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def photo() -> Bytes:
    return astronaut_part()


@pytest.fixture(scope="module")
def engine() -> Enlarger:
    return Enlarger()


def saved(image: Bytes, quality: int, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "WEBP", quality=quality, **options)
    return file.getvalue()


def told(data: bytes) -> int:
    found = webp.jpeg_quality(data)
    assert found is not None
    return found


def enlarged(engine: Enlarger, data: bytes) -> Bytes:
    """As the function does it."""
    with source.read(data, 1_000_000, NEVER) as picture:
        return engine.enlarge(picture.images[0], picture.quality, subsampling=picture.subsampling).image


def test_the_worse_the_file_the_lower_its_quality(photo: Bytes) -> None:
    found = [told(saved(halved(photo), quality)) for quality in (100, 85, 75, 60, 40, 20, 0)]
    assert found == sorted(found, reverse=True)
    assert found[0] == 97
    assert 85 <= found[2] <= 93
    assert 60 <= found[4] <= 80
    assert found[-1] == 1


def test_a_lossless_one_lost_nothing(photo: Bytes) -> None:
    assert webp.jpeg_quality(saved(photo, 80, lossless=True)) is None


@pytest.mark.parametrize("method", [0, 4, 6])
def test_the_encoders_effort_says_nothing_of_it(photo: Bytes, method: int) -> None:
    assert abs(told(saved(photo, 80, method=method)) - told(saved(photo, 80))) <= 1


def test_a_profile_and_exif_and_a_second_frame_do_not_hide_it(photo: Bytes) -> None:
    plain = told(saved(photo, 50))
    exif = Image.Exif()
    exif[0x010E] = "\x9d\x01\x2a" * 40
    assert told(saved(photo, 50, exif=exif, icc_profile=b"\x9d\x01\x2a" * 99)) == plain
    moving = io.BytesIO()
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(moving, "WEBP", quality=50, save_all=True, append_images=frames[1:])
    assert abs(told(moving.getvalue()) - plain) <= 3


@pytest.mark.parametrize("length", [20, 23, 30, 31, 33, 40, 60])
def test_a_head_that_is_cut_off_or_anything_else_gives_a_quality(photo: Bytes, length: int) -> None:
    data = saved(photo, 75)
    for rest in (b"", b"\xff" * 300, b"\0" * 300):
        assert 1 <= told(data[:length] + rest) <= 97


@pytest.mark.parametrize(("quality", "most"), [(95, 0.955), (90, 0.975)])
def test_a_good_webp_is_sharper_than_if_it_were_taken_for_a_common_one(
    engine: Enlarger, photo: Bytes, quality: int, most: float
) -> None:
    data = saved(halved(photo), quality)
    seen = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    assert error(enlarged(engine, data), photo) < most * error(engine.enlarge(seen, 80).image, photo)


@pytest.mark.parametrize("quality", [95, 75, 40, 10])
def test_better_than_interpolation_at_any_quality(engine: Enlarger, photo: Bytes, quality: int) -> None:
    data = saved(halved(photo), quality)
    seen = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    assert error(enlarged(engine, data), photo) < 0.96 * error(enlarge_plainly(seen), photo)


@pytest.mark.parametrize("quality", [90, 80])
def test_a_bad_jpeg_in_a_webp_is_cleaned(engine: Enlarger, photo: Bytes, quality: int) -> None:
    small = compressed(halved(photo), 30, 2)
    hidden = error(enlarged(engine, saved(small, quality)), photo)
    assert hidden < 1.04 * error(engine.enlarge(small, 30).image, photo)  # 1.13 and more where it is not found
