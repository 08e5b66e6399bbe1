"""Transparent pictures: no fringe of what is hidden, no holes and no dust, and edges as sharp as those of colours."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import Enlarger
from engines.superresolution.transparency import spread

Bytes = NDArray[np.uint8]
SIDE = 96
DISC = (60, 120, 210)
WHITE, BLACK = 255, 0


@pytest.fixture(scope="module")
def engine() -> Enlarger:
    return Enlarger()


def disc(side: int, *, soft: bool) -> Bytes:
    """How much of each pixel a disc covers, 0 to 255."""
    scale = 8
    y, x = (np.mgrid[: side * scale, : side * scale] + 0.5) / scale
    inside = (x - side * 0.48) ** 2 + (y - side * 0.52) ** 2 < (side * 0.37) ** 2
    covered = inside.reshape(side, scale, side, scale).mean((1, 3))
    return np.asarray(np.rint(covered * 255) if soft else (covered > 0.5) * 255, np.uint8)


def cutout(alpha: Bytes, colour: tuple[int, int, int], hidden: tuple[int, int, int]) -> Bytes:
    image = np.empty((*alpha.shape, 4), np.uint8)
    image[..., :3] = np.where(alpha[..., None] > 0, colour, hidden)
    image[..., 3] = alpha
    return image


def shown(image: Bytes, ground: int) -> NDArray[np.float64]:
    """As it looks on a ground of this grey."""
    alpha = image[..., 3:] / 255
    return np.asarray(image[..., :3] * alpha + ground * (1 - alpha), np.float64)


@pytest.mark.parametrize("soft", [True, False])
@pytest.mark.parametrize("hidden", [(0, 0, 0), (255, 255, 255), (0, 255, 0), (255, 0, 255), (255, 230, 0)])
@pytest.mark.parametrize("colour", [DISC, (200, 30, 40), (20, 20, 20), (250, 250, 250)])
def test_no_fringe(engine: Enlarger, colour: tuple[int, int, int], hidden: tuple[int, int, int], soft: bool) -> None:
    done = engine.enlarge(cutout(disc(SIDE, soft=soft), colour, hidden), None).image
    true = cutout(done[..., 3], colour, colour)
    for ground in (WHITE, BLACK):
        assert np.abs(shown(done, ground) - shown(true, ground)).max() <= 4


@pytest.mark.parametrize("quality", [None, 80])
def test_noise_that_is_hidden(engine: Enlarger, quality: int | None) -> None:
    image = cutout(disc(SIDE, soft=True), DISC, DISC)
    hidden = image[..., 3] == 0
    image[hidden, :3] = np.random.default_rng(1).integers(0, 256, (int(hidden.sum()), 3), np.uint8)
    done = engine.enlarge(image, quality).image
    true = cutout(done[..., 3], DISC, DISC)
    assert np.abs(shown(done, WHITE) - shown(true, WHITE)).max() <= 4


def test_edges_are_as_sharp_as_those_of_colours(engine: Enlarger) -> None:
    true = disc(2 * SIDE, soft=True).astype(float)
    alpha = disc(SIDE, soft=True)
    done = engine.enlarge(cutout(alpha, DISC, DISC), None).image[..., 3]
    linear = np.asarray(Image.fromarray(alpha).resize((2 * SIDE, 2 * SIDE), Image.Resampling.BILINEAR))
    assert ((done - true) ** 2).mean() < 0.2 * ((linear - true) ** 2).mean()


@pytest.mark.parametrize("soft", [True, False])
def test_no_holes_and_no_dust(engine: Enlarger, soft: bool) -> None:
    alpha = disc(SIDE, soft=soft)
    done = engine.enlarge(cutout(alpha, DISC, BLACK_COLOUR), None).image[..., 3]
    padded = np.pad(alpha, 1, "edge")
    around = np.stack([padded[y : y + SIDE, x : x + SIDE] for y in range(3) for x in range(3)])
    for value in (0, 255):
        even = np.repeat(np.repeat((around == value).all(0), 2, 0), 2, 1)
        assert (done[even] == value).all()


BLACK_COLOUR = (0, 0, 0)


@pytest.mark.parametrize("alpha", [0, 1, 128, 255])
def test_the_same_transparency_everywhere(engine: Enlarger, alpha: int) -> None:
    image = np.random.default_rng(1).integers(0, 256, (50, 60, 4), np.uint8)
    image[..., 3] = alpha
    done = engine.enlarge(image, None).image
    assert done.shape == (100, 120, 4)
    assert (done[..., 3] == alpha).all()


def test_what_is_seen_faintly_keeps_its_colours(engine: Enlarger) -> None:
    """A shadow, or a watermark."""
    image = np.zeros((60, 60, 4), np.uint8)
    image[20:40, 20:40] = (200, 40, 20, 3)
    spread(image)
    assert (image[20:40, 20:40] == (200, 40, 20, 3)).all()
    assert (image[18, 18:42, :3] == (200, 40, 20)).all()
    assert (image[..., 3] > 0).sum() == 400


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (300, 1), (257, 130), (128, 128), (129, 300)])
def test_any_size_is_coloured_to_its_corners(size: tuple[int, int]) -> None:
    image = np.zeros((*size, 4), np.uint8)
    image[size[0] // 2, size[1] // 2] = (9, 90, 200, 255)
    spread(image)
    assert (image[..., :3] == (9, 90, 200)).all()


def test_a_gif_with_a_transparent_colour(engine: Enlarger) -> None:
    alpha = disc(60, soft=False)
    picture = Image.fromarray(np.where(alpha > 0, 1, 0).astype(np.uint8), "P")
    picture.putpalette([0, 200, 0, 220, 60, 10])
    file = io.BytesIO()
    picture.save(file, "GIF", transparency=0)
    done = engine.enlarge(np.array(Image.open(file).convert("RGBA")), None).image
    true = cutout(done[..., 3], (220, 60, 10), (220, 60, 10))
    assert np.abs(shown(done, WHITE) - shown(true, WHITE)).max() <= 4
