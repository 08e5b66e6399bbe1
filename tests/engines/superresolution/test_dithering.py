"""Dots of pictures in few colours, as GIFs have them, are smoothed and not made more of; drawings keep their own."""

import numpy as np
import pytest
from PIL import Image

from engines.superresolution import Enlarger
from engines.superresolution.canvas import enlarge_plainly
from engines.superresolution.colour import Bytes
from engines.superresolution.dithering import dithered_quality
from tests.support.pictures.photos import error
from training.superresolution.degrade import halved


def web(image: Bytes) -> Bytes:
    """In the 216 colours of old GIFs."""
    kept = Image.fromarray(image).convert("P", palette=Image.Palette.WEB, dither=Image.Dither.FLOYDSTEINBERG)
    return np.asarray(kept.convert("RGB"))


def own(image: Bytes, colours: int, dither: Image.Dither = Image.Dither.FLOYDSTEINBERG) -> Bytes:
    """In so many colours of its own."""
    picture = Image.fromarray(image)
    return np.asarray(picture.quantize(palette=picture.quantize(colours), dither=dither).convert("RGB"))


def thresholds(image: Bytes) -> Bytes:
    """In six levels a channel, by a pattern of 4 x 4."""
    pattern = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16 - 0.47
    over = np.tile(pattern, (len(image) // 4 + 1, image.shape[1] // 4 + 1))[: len(image), : image.shape[1], None]
    return np.clip(np.round(image / 51 + over) * 51, 0, 255).astype(np.uint8)


def drawing() -> Bytes:
    """Lines, a grid of dots, small squares and a ramp in 16 levels."""
    page = np.full((160, 160, 3), 255, np.uint8)
    page[10:150:12, 10:150] = (20, 60, 160)
    page[16:60:6, 16:60:6] = 0
    page[80:84, 20:140] = page[90:94, 20:140:3] = (200, 30, 30)
    page[110:150, 10:150] = (np.arange(140) // 9 * 17)[None, :, None]
    return page


@pytest.mark.parametrize("fewer", [web, thresholds, lambda image: own(image, 16)])
def test_a_dithered_picture_is_nearer_to_the_original_than_by_interpolation(
    truth: Bytes, engine: Enlarger, fewer: object
) -> None:
    dotted = fewer(halved(truth))  # type: ignore[operator]
    assert dithered_quality(dotted) is not None
    assert error(engine.enlarge(dotted, None).image, truth) < 0.98 * error(enlarge_plainly(dotted), truth)


def test_the_stronger_the_dots_the_lower_the_quality(truth: Bytes) -> None:
    found = [dithered_quality(image) or 100 for image in (truth, own(truth, 64), own(truth, 16), thresholds(truth))]
    assert found == sorted(found, reverse=True)
    assert found[0] == 100
    assert found[-1] < 60


def test_a_sticker_is_measured_where_it_is_seen(truth: Bytes) -> None:
    dotted = web(halved(truth))
    sticker = np.zeros((300, 300, 4), np.uint8)
    sticker[20 : 20 + len(dotted), 30 : 30 + dotted.shape[1], :3] = dotted
    sticker[20 : 20 + len(dotted), 30 : 30 + dotted.shape[1], 3] = 255
    whole, part = dithered_quality(dotted), dithered_quality(sticker)
    assert whole is not None
    assert part is not None
    assert abs(whole - part) <= 3


@pytest.mark.parametrize("colours", [256, 32, 16])
def test_drawings_and_photographs_in_few_colours_without_dots_stay_as_they_are(truth: Bytes, colours: int) -> None:
    assert dithered_quality(own(truth, colours, Image.Dither.NONE)) is None
    assert dithered_quality(own(drawing(), colours, Image.Dither.NONE)) is None
    assert dithered_quality(drawing()) is None


@pytest.mark.parametrize("shape", [(1, 1), (2, 2, 3), (3, 3, 4), (5, 300), (300, 2, 3)])
def test_small_and_narrow_ones_have_none(shape: tuple[int, ...]) -> None:
    assert dithered_quality(np.zeros(shape, np.uint8)) is None


def test_a_grey_one(truth: Bytes) -> None:
    grey = np.asarray(Image.fromarray(halved(truth)).convert("1").convert("L"))
    # black and white alone: dots of full contrast are a drawing's
    assert dithered_quality(grey) is None
    assert dithered_quality(thresholds(halved(truth))[..., 1]) is not None
