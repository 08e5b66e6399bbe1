"""One call makes all files of an order, or none."""

import io
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image

from engines.portrait import (
    TIGHT,
    Background,
    Cut,
    DoesNotFit,
    Format,
    Levels,
    Order,
    Photos,
    Rgb,
    Second,
    Studio,
    Window,
)
from engines.portrait.bust import Bust
from engines.portrait.face import Face
from shared import errors
from shared.clock import Deadline

pytestmark = pytest.mark.usefixtures("remembering")

WHITE, BLUE = Background((255, 255, 255), (255, 255, 255)), Background((67, 142, 219), (67, 142, 219))
ORDER = Order(Format((295, 413)), {"white": WHITE, "blue": BLUE}, dpi=350)


@pytest.fixture(scope="module")
def made(studio: Studio, astronaut: Rgb) -> Photos:
    return studio.make(astronaut, ORDER, seed=1)


def opened(file: bytes) -> Image.Image:
    return Image.open(io.BytesIO(file))


def test_there_are_four_files_for_each_background_in_the_orders_order(made: Photos) -> None:
    assert made.complete
    assert [photo.name for photo in made.photos] == ["white", "blue"]
    for photo in made.photos:
        files = (photo.clean, photo.clean_sheet, photo.marked, photo.marked_sheet)
        assert [opened(file).size for file in files] == [(295, 413), (1800, 1205)] * 2
        assert [opened(file).info["dpi"][0] for file in files] == [350, 300, 350, 300]


@pytest.mark.usefixtures("cut_out_once")
def test_a_seed_settles_the_mark_and_leaves_the_photo(studio: Studio, astronaut: Rgb, made: Photos) -> None:
    again, other = (studio.make(astronaut, ORDER, seed).photos[0] for seed in (1, 2))
    assert again == made.photos[0]
    assert other.clean == made.photos[0].clean
    assert other.marked != made.photos[0].marked


@pytest.mark.usefixtures("cut_out_once")
def test_an_order_is_followed(studio: Studio, astronaut: Rgb, made: Photos) -> None:
    window, levels = Window(30, 31), Levels(whitening=1.0)
    order = Order(ORDER.format, {"white": WHITE}, 350, window, TIGHT, levels)
    wished = studio.make(astronaut, order, seed=1)
    assert wished.on_sheet > made.on_sheet
    assert 30 * 1024 <= len(wished.photos[0].clean) <= 31 * 1024
    plain, changed = (np.asarray(opened(one.photos[0].clean), int) for one in (made, wished))
    assert np.abs(plain - changed).mean() > 2


def test_the_picture_is_looked_at_once_for_all_backgrounds(
    studio: Studio, astronaut: Rgb, one_inch: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Rgb] = []

    def cuts(rgb: Rgb, *_: object) -> list[Cut]:
        looks.append(rgb)
        return [one_inch]

    monkeypatch.setattr(studio, "_cuts", cuts)
    assert len(studio.make(astronaut, ORDER, seed=1).photos) == 2
    assert len(looks) == 1


def test_the_person_is_found_and_cut_out_once_for_both_formats_of_a_mixed_sheet(
    studio: Studio, astronaut: Rgb, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Rgb] = []
    search, bust = studio._faces, studio._cutter.bust
    busts: list[int] = []

    def faces(rgb: Rgb, deadline: Deadline) -> list[Face]:
        looks.append(rgb)
        return search(rgb, deadline)

    def counted(rgb: Rgb, face: Face, formats: Sequence[Format]) -> Bust:
        busts.append(len(formats))
        return bust(rgb, face, formats)

    monkeypatch.setattr(studio, "_faces", faces)
    monkeypatch.setattr(studio._cutter, "bust", counted)
    mixed = Order(ORDER.format, {"white": WHITE}, second=Second(Format((413, 579)), 300))
    assert studio.make(astronaut, mixed, seed=1).on_sheet > 2
    assert (len(looks), busts) == (1, [2])


def test_no_time_is_no_photo(studio: Studio, astronaut: Rgb) -> None:
    with pytest.raises(errors.OutOfTime):
        studio.make(astronaut, ORDER, 1, Deadline.after(0))


@pytest.mark.usefixtures("cut_out_once")
def test_a_file_that_cannot_be_so_small_says_what_it_needs(studio: Studio, astronaut: Rgb) -> None:
    order = Order(ORDER.format, {"white": WHITE}, window=Window(None, 1))
    with pytest.raises(DoesNotFit, match=r"needs at least \d+ KB") as caught:
        studio.make(astronaut, order, seed=1)
    assert caught.value.least_kb > 1
