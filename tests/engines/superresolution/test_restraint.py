"""What is pale stays pale: grey letters, bars, icons and codes keep their tone and are not hollowed out."""

import numpy as np
import pytest

from engines.superresolution import Enlarger
from engines.superresolution.colour import Bytes
from engines.superresolution.doubler import Quick
from engines.superresolution.restraint import REACH, restrained
from training.superresolution.degrade import compressed

WIDTHS = (2, 3, 4, 5)


@pytest.fixture(scope="module", params=["best", "quick"])
def engine(request: pytest.FixtureRequest) -> Enlarger:
    return Enlarger([Quick()] if request.param == "quick" else [])


def bars(ink: tuple[int, int, int], ground: int) -> Bytes:
    """One of each width, 12 pixels apart."""
    page = np.full((80, 96, 3), ground, np.uint8)
    for place, width in enumerate(WIDTHS):
        page[8:72, 16 + 20 * place : 16 + 20 * place + width] = ink
    return page


def furthest(enlarged: Bytes, ink: tuple[int, int, int]) -> int:
    """By how much the inside of a bar is off, at most."""
    insides = [enlarged[40:120, 33 + 40 * place : 31 + 40 * place + 2 * width] for place, width in enumerate(WIDTHS)]
    return max(int(np.abs(inside.astype(int) - ink).max()) for inside in insides)


@pytest.mark.parametrize("quality", [None, 90, 60])
@pytest.mark.parametrize(("grey", "ground"), [(100, 255), (150, 255), (210, 255), (150, 0), (60, 0), (60, 128)])
def test_a_grey_bar_stays_as_grey(engine: Enlarger, quality: int | None, grey: int, ground: int) -> None:
    """A bar of 150 on white came out white inside and black at its edges."""
    ink = (grey, grey, grey)
    page = bars(ink, ground)
    seen = page if quality is None else compressed(page, quality, 0)
    assert furthest(engine.enlarge(seen, quality).image, ink) <= 0.33 * abs(grey - ground) + 8


def test_what_is_around_bounds_what_comes_out() -> None:
    seen = np.full((6, 6), 100, np.float32)
    seen[:, 4:] = 200
    wild = np.tile(np.array([-500, 500], np.float32), (8, 4))
    made = restrained(wild, seen)
    assert made.shape == (2 * (6 - 2 * REACH),) * 2
    assert (made[:, :4] >= 96).all()
    assert (made[:, :4] <= 104).all()
    assert made[:, 4:].min() == 71
    assert made[:, 4:].max() == 229
