"""Which network makes a picture: one for all of it, the best that is through in time on this machine now."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engines.runtime.crew import ALONE
from engines.superresolution import Enlarger, tiles
from engines.superresolution.canvas import enlarge_plainly
from engines.superresolution.damage import Damage
from shared.admission import Line
from shared.clock import Deadline
from tests.support import Steps
from tests.support.clock import Clock

Bytes = NDArray[np.uint8]
TILES, SIDE = 40, 48
"""Tiles are as many as they would be, and smaller: here they are counted, and what makes them takes no time."""


@pytest.fixture(autouse=True)
def _small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "SIDE", SIDE)


class Network:
    """Paints all in one grey, and takes `seconds` of the tests' clock for each tile."""

    halo = 2

    def __init__(self, grey: int, cost: float, clock: Clock, seconds: float) -> None:
        self.grey, self.cost, self._clock, self._seconds = grey, cost, clock, [seconds] * 1000
        self.runs = 0

    def slows_down(self, tile: int, factor: float) -> None:
        self._seconds = [s * (factor if n >= tile else 1) for n, s in enumerate(self._seconds)]

    def prepare(self) -> None:
        pass

    def double(self, seen: Bytes, damage: Damage | None) -> Bytes:
        self._clock.forward(self._seconds[self.runs])
        self.runs += 1
        height, width = (2 * (side - 2 * self.halo) for side in seen.shape[:2])
        return np.full((height, width, *seen.shape[2:]), self.grey, np.uint8)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock([])
    clock.rule(monkeypatch)
    return clock


@pytest.fixture(scope="module")
def picture() -> Bytes:
    """Of forty tiles, all with detail."""
    return np.random.default_rng(1).integers(0, 256, (4 * SIDE, TILES // 4 * SIDE), np.uint8)


def networks(clock: Clock, seconds: float) -> tuple[Network, Network]:
    """The best one, which takes `seconds` for a tile, and one that is ten times cheaper."""
    return Network(50, 1.0, clock, seconds), Network(200, 0.1, clock, seconds / 10)


def test_the_best_where_it_is_through_in_time(clock: Clock, picture: Bytes) -> None:
    best, cheap = networks(clock, 1.0)
    done = Enlarger([best, cheap]).enlarge(picture, None, Deadline.after(50))
    assert (done.network, done.complete, best.runs, cheap.runs) == (0, True, TILES, 0)
    assert (done.image == 50).all()


def test_the_cheap_one_for_all_of_it_where_the_best_is_not(clock: Clock, picture: Bytes) -> None:
    best, cheap = networks(clock, 2.0)
    done = Enlarger([best, cheap]).enlarge(picture, None, Deadline.after(40))
    assert (done.network, done.complete, cheap.runs) == (1, True, TILES)
    assert (done.image == 200).all()


@pytest.mark.parametrize("seconds", [2.0, 5.0, 20.0])
def test_little_time_is_lost_by_the_choice(clock: Clock, picture: Bytes, seconds: float) -> None:
    """A tenth of the time, and the step in which it ends."""
    best, cheap = networks(clock, seconds)
    assert Enlarger([best, cheap]).enlarge(picture, None, Deadline.after(100 * seconds / 5)).network == 1
    assert best.runs <= 3


def test_a_machine_that_slows_down_on_the_way(clock: Clock, picture: Bytes) -> None:
    best, cheap = networks(clock, 1.0)
    best.slows_down(20, 4)
    done = Enlarger([best, cheap]).enlarge(picture, None, Deadline.after(50))
    assert (done.network, cheap.runs) == (1, TILES)


def test_nearly_through_it_goes_on(clock: Clock, picture: Bytes) -> None:
    """Beginning anew would take longer than the rest."""
    best, cheap = networks(clock, 1.0)
    best.slows_down(TILES - 3, 3)
    done = Enlarger([best, cheap]).enlarge(picture, None, Deadline.after(44))
    assert (done.network, cheap.runs) == (0, 0)


@pytest.mark.parametrize("pair", [0, 1])
def test_no_patchwork_where_no_network_is_through_in_time(clock: Clock, picture: Bytes, pair: int) -> None:
    """A part by the network and the rest interpolated: sharp squares beside soft ones."""
    done = Enlarger(networks(clock, 20.0)[pair:]).enlarge(picture, None, Deadline.after(30))
    assert (done.network, done.complete, done.begun) == (None, False, True)
    inner = np.s_[8:-8, 8:-8]  # an edge is mirrored, or repeated
    assert (done.image[inner] == enlarge_plainly(picture)[inner]).all()


def test_without_time_nothing_is_begun(clock: Clock, picture: Bytes) -> None:
    done = Enlarger(networks(clock, 1.0)).enlarge(picture, None, Deadline.after(0))
    assert (done.network, done.begun) == (None, False)


def test_one_colour_needs_no_time(clock: Clock) -> None:
    best, cheap = networks(clock, 1.0)
    done = Enlarger([best, cheap]).enlarge(np.full((300, 300, 3), 90, np.uint8), None, Steps(0))
    assert (done.complete, done.network, best.runs) == (True, 0, 0)


def test_idle_processors_help_and_change_nothing() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (3 * SIDE + 7, 2 * SIDE, 3), np.uint8)
    line = Line(3)
    engine = Enlarger()
    with line.held(1, Deadline.after(60)):
        together = engine.enlarge(picture, 70, processors=line)
        assert line.in_use == 1
    assert (together.image == engine.enlarge(picture, 70, processors=ALONE).image).all()
