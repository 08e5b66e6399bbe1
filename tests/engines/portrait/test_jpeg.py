"""Files are JPEG with their resolution set, as large as was asked for, or there is a clear error."""

import io

import numpy as np
import pytest
from PIL import Image

from engines.portrait import Background, Cut, DoesNotFit, Rgb, Window
from engines.portrait.background import composite
from engines.portrait.jpeg import KB, encode, pad

WHITE, BLUE, RED = (255, 255, 255), (67, 142, 219), (255, 0, 0)


@pytest.fixture(scope="module")
def photo(one_inch: Cut) -> Rgb:
    return composite(one_inch.rgb, one_inch.alpha, Background(BLUE, BLUE))


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
    assert (least or 0) * KB <= len(file) <= (most or 10240) * KB
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
        for most in (30, 20, 12)
    ]
    assert errors_ == sorted(errors_)
    with pytest.raises(DoesNotFit) as caught:
        encode(photo, 300, Window(None, 4))
    least = caught.value.least_kb
    assert 4 * KB < len(encode(photo, 300, Window(None, least))) <= least * KB
