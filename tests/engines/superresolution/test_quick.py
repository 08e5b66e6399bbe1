"""The quick network, for pictures that do not fit the time of the others."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines.superresolution import Enlarger, tiles
from engines.superresolution.canvas import enlarge_plainly
from engines.superresolution.doubler import Quick, Residual
from tests.support.pictures.photos import astronaut_part, error
from training.superresolution.degrade import compressed, halved

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def engine() -> Enlarger:
    return Enlarger([Quick()])


@pytest.fixture(scope="module")
def photo() -> Bytes:
    return astronaut_part()


def test_it_is_the_last_resort_before_interpolation() -> None:
    assert Quick().cost < Residual().cost / 2
    assert Quick().halo <= Residual().halo


@pytest.mark.parametrize("quality", [None, 75, 50])
def test_better_than_interpolation(engine: Enlarger, photo: Bytes, quality: int | None) -> None:
    small = halved(photo) if quality is None else compressed(halved(photo), quality, 2)
    assert error(engine.enlarge(small, quality).image, photo) < 0.95 * error(enlarge_plainly(small), photo)


def test_no_seams(engine: Enlarger, photo: Bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = engine.enlarge(photo, 75).image
    monkeypatch.setattr(tiles, "SIDE", 56)
    assert int(cv2.absdiff(whole, engine.enlarge(photo, 75).image).max()) <= 1


def test_grey_as_in_colours(engine: Enlarger, photo: Bytes) -> None:
    grey = np.ascontiguousarray(photo[..., 1])
    coloured = engine.enlarge(np.dstack([grey] * 3), None).image
    assert error(coloured[..., 1], engine.enlarge(grey, None).image) < 1.5


@pytest.mark.parametrize("quality", [None, 60])
def test_flat_stays_flat(engine: Enlarger, quality: int | None) -> None:
    image = np.full((60, 40, 3), (250, 240, 200), np.uint8)
    image[:, 38:] = 0  # so that there is something to do
    seen = engine.enlarge(image, quality).image[:, :40]
    assert int(np.abs(seen.astype(int) - (250, 240, 200)).max()) <= 2
