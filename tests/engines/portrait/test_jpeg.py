"""Files are JPEG with their resolution set, as large as was asked for, or there is a clear error."""

import io

import numpy as np
import pytest
from PIL import Image

from engines.portrait import Background, Cut, DoesNotFit, Format, Rgb, Studio, Window
from engines.portrait.background import composite
from engines.portrait.jpeg import KB, SMALL_KB, encode, pad

WHITE, BLUE, RED = (255, 255, 255), (67, 142, 219), (255, 0, 0)


@pytest.fixture(scope="module")
def photo(one_inch: Cut) -> Rgb:
    return composite(one_inch.rgb, one_inch.alpha, Background(BLUE, BLUE))


@pytest.fixture(scope="module")
def two_inch(studio: Studio, astronaut: Rgb) -> Rgb:
    cut = studio.cut(astronaut, Format((413, 579)))
    return composite(cut.rgb, cut.alpha, Background(WHITE, WHITE))


def opened(file: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(file))
    image.load()
    return image


@pytest.mark.parametrize("dpi", [300, 350])
def test_resolution_is_in_the_header(photo: Rgb, dpi: int) -> None:
    image = opened(encode(photo, dpi))
    assert image.format == "JPEG"
    assert image.info["dpi"] == (dpi, dpi)
    assert image.size == (295, 413)


def test_colours_have_full_resolution(photo: Rgb) -> None:
    assert [part[1:3] for part in opened(encode(photo, 300)).layer] == [(1, 1)] * 3  # type: ignore[attr-defined]


def test_ground_is_exact_in_the_file(one_inch: Cut) -> None:
    for colour in (WHITE, BLUE, RED):
        ground = Background(colour, colour)
        seen = np.asarray(opened(encode(composite(one_inch.rgb, one_inch.alpha, ground), 300))).astype(int)
        border = np.concatenate(
            (seen[:8].reshape(-1, 3), seen[:150, :4].reshape(-1, 3), seen[:150, -4:].reshape(-1, 3))
        )
        assert np.abs(border - ground.top).max() <= 1


@pytest.mark.parametrize(
    "window",
    [(14, 20), (30, 80), (0, 240), (40, 50), (100, 200), (20, 20), (None, 15), (300, None), (None, None), (5, 10)],
)
def test_size_lies_in_the_window(photo: Rgb, window: tuple[int | None, int | None]) -> None:
    least, most = window
    file = encode(photo, 300, Window(least, most))
    assert (least or 0) * KB <= len(file) <= max((most or 10240) * SMALL_KB, (least or 0) * KB)
    assert np.abs(np.asarray(opened(file)).astype(float) - photo).mean() < 4


def test_an_id_card_fits_its_standards_window(one_inch: Cut) -> None:
    """GA 461-2004: 358 x 441 pixels, 350 dpi, 14 to 20 KB."""
    photo = np.asarray(
        Image.fromarray(composite(one_inch.rgb, one_inch.alpha, Background(WHITE, WHITE))).resize((358, 441))
    )
    assert 14 * KB <= len(encode(photo, 350, Window(14, 20))) <= 20 * KB


@pytest.mark.parametrize("lacking", [*range(12), 65530, 65536, 65537, 65538, 65539, 65540, 65541, 131074, 131080])
def test_padding_is_exact_and_harmless(photo: Rgb, lacking: int) -> None:
    """A comment holds at most 65533 bytes and takes at least 4: no size is left out."""
    file = encode(photo, 300)
    least = 200 * KB
    trailing = file[:-2] + bytes(least - lacking - len(file)) + file[-2:]  # zeros after the last block do not disturb
    full = pad(trailing, Window(200, None))
    assert len(full) == (least if lacking == 0 or lacking >= 4 else least - lacking + 4)
    image = opened(full)
    assert image.info["dpi"] == (300, 300)
    assert np.array_equal(np.asarray(image), np.asarray(opened(file)))


def test_smaller_windows_mean_lower_quality_but_not_without_end(photo: Rgb) -> None:
    errors_ = [
        np.abs(np.asarray(opened(encode(photo, 300, Window(None, most)))).astype(float) - photo).mean()
        for most in (30, 20, 12, 8)
    ]
    assert errors_ == sorted(errors_)
    with pytest.raises(DoesNotFit) as caught:
        encode(photo, 300, Window(None, 4))
    least = caught.value.least_kb
    assert 4 * SMALL_KB < len(encode(photo, 300, Window(None, least))) <= least * SMALL_KB


def test_two_inch_fits_into_ten_thousand_bytes(two_inch: Rgb) -> None:
    """Of exam sites that take 10 KB, some count 1000 bytes."""
    file = encode(two_inch, 300, Window(None, 10))
    assert len(file) <= 10_000
    assert np.abs(np.asarray(opened(file)).astype(float) - two_inch).mean() < 4


def test_colours_are_halved_only_in_coarse_files(two_inch: Rgb) -> None:
    for most, sampling in ((60, (1, 1)), (30, (1, 1)), (12, (2, 2))):
        layer = opened(encode(two_inch, 300, Window(None, most))).layer  # type: ignore[attr-defined]
        assert layer[0][1:3] == sampling


@pytest.mark.parametrize("most", [25, 40, 55])
def test_a_greatest_size_holds_for_sites_that_count_1000(two_inch: Rgb, most: int) -> None:
    for least in (None, most - 10):
        size = len(encode(two_inch, 300, Window(least, most)))
        assert (least or 0) * KB <= size <= most * SMALL_KB
