"""The crop is solved for: all bounds, or the nearest; never a missing body."""

from dataclasses import replace

import numpy as np
import pytest

from engines.portrait import Bounds, Format
from engines.portrait.bounds import ANY
from engines.portrait.head import Head
from engines.portrait.placing import BEYOND, LOWEST_CHIN, TOLERATED, Place, place_head
from tests.engines.portrait.standards import STANDARDS

ROWS = 600
WHOLE = np.full(ROWS, np.inf, np.float32)
HEAD = Head(
    crown=-110.0,
    chin=110.0,
    left=-65.0,
    right=65.0,
    middle=0.0,
    between_ears=4.0,
    below=500.0,
    left_ends=-WHOLE,
    right_ends=WHOLE,
)


@pytest.mark.parametrize("name", STANDARDS)
def test_all_bounds_are_met_where_they_can_be(name: str) -> None:
    size, bounds = STANDARDS[name]
    place = place_head(HEAD, Format(size, bounds), 0.0)
    assert place.misses == ()
    for value, (least, most) in zip(place.ratios, bounds.asked, strict=True):
        assert least is None or value >= least - 1e-9
        assert most is None or value <= most + 1e-9


def test_the_ratios_are_those_of_the_crop() -> None:
    place = place_head(HEAD, Format((295, 413)), 0.0)
    head_pixels = place.ratios.head * 413
    assert place.scale == pytest.approx(head_pixels / 220)
    assert place.ratios.face * 295 == pytest.approx(130 * place.scale)
    assert place.ratios.eye * 413 == pytest.approx(413 - place.ratios.top * 413 - head_pixels / 2)


def test_without_wishes_the_middle_of_the_usual_is_taken() -> None:
    place = place_head(HEAD, Format((295, 413)), 0.0)
    assert 0.6 < place.ratios.head < 0.68
    assert 0.07 < place.ratios.top < 0.12


def test_ratios_that_push_the_chin_out_of_the_photo_are_missed_and_not_followed() -> None:
    place = place_head(HEAD, Format((295, 413), Bounds(head=(0.9, 0.95), top=(0.3, 0.4))), 0.0)
    assert place.ratios.top + place.ratios.head <= LOWEST_CHIN + 1e-9
    assert {miss.name for miss in place.misses} == {"head", "top"}


def test_contradicting_bounds_give_the_nearest_and_say_so() -> None:
    bounds = Bounds(head=(0.6, 0.62), face=(0.6, 0.65))  # this head's face is 0.5 wide when it is 0.6 high
    place = place_head(HEAD, Format((295, 413), bounds), 0.0)
    assert {miss.name for miss in place.misses} <= {"head", "face"}
    assert place.misses
    assert 0.62 <= place.ratios.head <= 0.72


def uncovered_below(place: Place, head: Head) -> float:
    shown = (1 - place.ratios.top) / place.ratios.head * head.height
    return shown - (head.below - head.crown)


def test_a_short_body_makes_the_head_larger_instead_of_showing_nothing() -> None:
    short = replace(HEAD, below=150.0)
    place = place_head(short, Format((295, 413)), 0.0)
    assert uncovered_below(place, short) <= (BEYOND + TOLERATED) * short.height
    assert place.ratios.head > place_head(HEAD, Format((295, 413)), 0.0).ratios.head


def test_a_missing_body_goes_before_a_bound() -> None:
    short = replace(HEAD, below=140.0)
    place = place_head(short, Format((295, 413), Bounds((0.5, 0.6), (0.5, 0.6), (0.08, 0.12))), 0.0)
    assert place.misses
    assert uncovered_below(place, short) <= (BEYOND + TOLERATED) * short.height


def test_a_body_cut_at_the_side_is_not_shown_beyond_the_cut() -> None:
    ends = WHOLE.copy()
    ends[20:] = 95.0
    place = place_head(replace(HEAD, right_ends=ends), Format((413, 413)), 0.0)
    assert place.uncovered <= TOLERATED + 1e-9
    assert place.ratios.head > place_head(HEAD, Format((413, 413)), 0.0).ratios.head
    mirrored = place_head(replace(HEAD, left_ends=-ends), Format((413, 413)), 0.0)
    assert mirrored.ratios == place.ratios


def test_anything_goes_with_no_wish_at_all() -> None:
    for size in ((50, 50), (1050, 1500), (1000, 300), (100, 900)):
        assert place_head(HEAD, Format(size, ANY), 0.0).misses == ()
