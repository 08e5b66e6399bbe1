"""shared/images: of several frames the first on which anything is seen counts."""

import time
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pytest_mock import MockerFixture

from shared import admission, errors
from shared.admission import Line
from shared.images import decoding, frames, time_cost
from tests.support import encoded

KINDS = ("GIF", "PNG", "WEBP", "TIFF")
SIZE = (90, 60)
ENOUGH = 100_000
BLANK = Image.new("RGB", SIZE, "white")
CLEAR = Image.new("RGBA", SIZE)


def drawn(ground: Image.Image, place: tuple[int, int, int, int] = (10, 10, 60, 40)) -> Image.Image:
    image = ground.copy()
    ImageDraw.Draw(image).rectangle(place, fill="black")
    return image


def moving(kind: str, *images: Image.Image, **options: Any) -> bytes:
    return encoded(images[0], kind, save_all=True, append_images=list(images[1:]), **options)


def grey(data: bytes, max_pixels: int = ENOUGH) -> NDArray[np.uint8]:
    return np.asarray(decoding.decode(data, "L", max_pixels))


def plain(image: Image.Image) -> NDArray[np.uint8]:
    return grey(encoded(image, "PNG"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("ground", "blanks"), [(BLANK, 1), (CLEAR, 1), (BLANK, 5)])
def test_an_animation_that_begins_blank_was_answered_empty(kind: str, ground: Image.Image, blanks: int) -> None:
    shades = [Image.new("RGB", SIZE, (255 - level,) * 3) for level in range(1, blanks)]  # alike ones Pillow leaves out
    found = grey(moving(kind, ground, *shades, drawn(ground), ground, lossless=True))
    assert np.abs(found.astype(int) - plain(drawn(ground))).max() <= 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_frame_counts_where_it_shows_anything(kind: str) -> None:
    faint = drawn(BLANK, (0, 0, 2, 2))
    assert np.array_equal(grey(moving(kind, faint, drawn(BLANK), lossless=True)), plain(faint))


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_of_blank_frames_counts(kind: str) -> None:
    assert grey(moving(kind, BLANK, Image.new("RGB", SIZE, "black"), Image.new("RGB", SIZE, "gray"))).min() == 255


@pytest.mark.parametrize("options", [{"disposal": 1}, {"disposal": 2}, {"disposal": 3}, {"transparency": 0}])
def test_ways_to_go_on_to_the_next_frame(options: dict[str, int]) -> None:
    assert np.array_equal(grey(moving("GIF", BLANK, drawn(BLANK), **options)), plain(drawn(BLANK)))


def test_pages_of_other_sizes_and_modes() -> None:
    page = drawn(Image.new("1", (200, 120), "white"))
    assert np.array_equal(grey(moving("TIFF", BLANK.convert("1"), page, compression="group4")), plain(page))


def test_a_page_that_is_too_large_is_refused_as_it_would_be_alone() -> None:
    data = moving("TIFF", BLANK, Image.new("L", (1000, 1000), 255))
    assert grey(data, 2_000_000).shape == SIZE[::-1]
    with pytest.raises(errors.InvalidImage):
        grey(data, 500_000)


@pytest.mark.parametrize("kind", [1, 4])
def test_a_small_copy_or_a_mask_is_no_page(kind: int) -> None:
    page = drawn(Image.new("L", (200, 120), "white"))
    page.encoderinfo = {"tiffinfo": {254: kind}}
    data = moving("TIFF", BLANK, page, drawn(BLANK))
    with Image.open(BytesIO(data)) as image:
        image.seek(1)
        assert image.tag_v2[254] == kind  # type: ignore[attr-defined]
    assert grey(data).shape == SIZE[::-1]


def test_frames_that_are_looked_at_are_bounded(mocker: MockerFixture) -> None:
    looks = mocker.spy(decoding, "_picture")
    shades = [Image.new("L", SIZE, level) for level in range(40)]
    grey(moving("TIFF", *shades))
    assert looks.call_count == frames.MOST + 1
    looks.reset_mock()
    grey(moving("TIFF", *shades), 3 * SIZE[0] * SIZE[1])
    assert looks.call_count == 4


def test_a_later_frame_waits_for_its_own_memory(mocker: MockerFixture) -> None:
    line = Line(1 << 30)
    mocker.patch.object(admission, "memory", return_value=line)
    held = []
    for images in ((drawn(BLANK), BLANK), (BLANK, drawn(BLANK))):
        with decoding.decoded(moving("GIF", *images), "RGB", ENOUGH, decoding.EngineMemory(0, 0)):
            held.append(line.in_use)
    assert held[1] - held[0] > 10 * SIZE[0] * SIZE[1]
    assert line.in_use == 0


def test_many_blocks_before_a_second_frame_took_seconds() -> None:
    """Nobody counts them as those before the first."""
    whole = moving("GIF", BLANK, drawn(BLANK))
    second = whole.index(b"!\xf9", whole.index(b",") + 1)
    comment = b"!\xfe" + b"\x01x" * 255 + b"\0"
    data = whole[:second] + comment * (time_cost.MAX_PARTS // 64) + whole[second:]
    started = time.process_time()
    with pytest.raises(errors.InvalidImage):
        grey(data)
    assert time.process_time() - started < 2


def test_a_second_frame_that_is_cut_off_is_damage() -> None:
    data = moving("GIF", BLANK, drawn(BLANK))
    with pytest.raises(errors.InvalidImage):
        grey(data[: data.rindex(b",") + 14])


def test_a_file_is_read_as_often_as_it_says() -> None:
    file = frames.File(bytes(3 * time_cost.MAX_PARTS))
    file.bound()
    for _ in range(time_cost.MAX_PARTS):
        file.read(1)
    with pytest.raises(OSError, match="too many"):
        file.read(1)
