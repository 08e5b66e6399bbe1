"""Colours of JPEGs: what was red is not brown, white has no blotches, and what is clean keeps what it has."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines.superresolution import HALVED, Enlarger, tiles
from engines.superresolution.canvas import enlarge_plainly
from training.superresolution.degrade import compressed, halved

Bytes = NDArray[np.uint8]
RED, BLUE, GREEN = (220, 20, 20), (30, 60, 200), (20, 140, 60)
SIDE = 320


@pytest.fixture(scope="module")
def screen() -> Bytes:
    """Letters and lines of strong colours on white, at twice the sides."""
    page = np.full((SIDE, SIDE, 3), 255, np.uint8)
    for row, colour in enumerate((RED, BLUE, GREEN, RED, BLUE, RED)):
        y = 44 + 48 * row
        cv2.putText(page, "Pay 128.50 Gh", (14, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, colour, 2, cv2.LINE_AA)
        cv2.line(page, (10, y + 10), (SIDE - 10, y + 10), colour, 3, cv2.LINE_AA)
    return page


def chroma_error(one: Bytes, other: Bytes) -> float:
    """Root mean square of both chroma planes."""
    planes = [cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb)[8:-8, 8:-8, 1:].astype(float) for image in (one, other)]
    return float(np.sqrt(((planes[0] - planes[1]) ** 2).mean()))


@pytest.mark.parametrize("quality", [75, 60, 40])
def test_colours_are_nearer_than_by_interpolation(engine: Enlarger, screen: Bytes, quality: int) -> None:
    small = compressed(halved(screen), quality, 2)
    done = engine.enlarge(small, quality).image
    assert chroma_error(done, screen) < 0.9 * chroma_error(enlarge_plainly(small), screen)


@pytest.mark.parametrize("quality", [75, 60])
def test_red_strokes_do_not_turn_brown(engine: Enlarger, screen: Bytes, quality: int) -> None:
    small = compressed(halved(screen), quality, 2)
    red = (screen == RED).all(axis=2)
    ours, plain = (image[red].mean(axis=0) for image in (engine.enlarge(small, quality).image, enlarge_plainly(small)))
    assert (np.abs(ours - RED) <= np.abs(plain - RED) + 0.5).all()


def test_the_ground_beside_letters_has_fewer_blotches(engine: Enlarger, screen: Bytes) -> None:
    small = compressed(halved(screen), 60, 2)
    ground = cv2.erode((screen == 255).all(axis=2).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    ours, plain = (
        (np.ptp(image[ground].astype(int), axis=1) > 10).mean()
        for image in (engine.enlarge(small, 60).image, enlarge_plainly(small))
    )
    assert ours < 0.4 * plain


@pytest.mark.parametrize(("ink", "ground"), [((220, 20, 20), (80, 80, 80)), ((200, 60, 60), (60, 130, 60))])
@pytest.mark.parametrize(("quality", "subsampling"), [(85, 0), (75, 2)])
def test_letters_as_bright_as_their_ground_keep_their_colour(
    engine: Enlarger, ink: tuple[int, int, int], ground: tuple[int, int, int], quality: int, subsampling: int
) -> None:
    """A filter that follows luma alone made them a quarter worse."""
    page = np.full((160, SIDE, 3), ground, np.uint8)
    for y in (40, 80, 120):
        cv2.putText(page, "Pay 128.50 Gh", (14, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, ink, 2, cv2.LINE_AA)
    small = compressed(halved(page), quality, subsampling)
    done = engine.enlarge(small, quality, subsampling=HALVED if subsampling else 1).image
    assert chroma_error(done, page) <= 1.04 * chroma_error(enlarge_plainly(small), page)


@pytest.mark.parametrize("quality", [None, 95])
def test_good_colours_stay_as_good(engine: Enlarger, screen: Bytes, quality: int | None) -> None:
    small = halved(screen) if quality is None else compressed(halved(screen), quality, 0)
    done = engine.enlarge(small, quality).image
    assert chroma_error(done, screen) <= 1.1 * chroma_error(enlarge_plainly(small), screen)


@pytest.mark.parametrize("quality", [75, 40])
def test_tiles_have_no_borders_in_their_colours(
    engine: Enlarger, screen: Bytes, quality: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = compressed(screen, quality, 2)
    whole = engine.enlarge(small, quality).image
    monkeypatch.setattr(tiles, "SIDE", 56)
    assert int(cv2.absdiff(whole, engine.enlarge(small, quality).image).max()) <= 1
