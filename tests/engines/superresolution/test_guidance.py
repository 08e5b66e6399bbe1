"""Colours follow luma: dirt goes where luma is even, edges of both stay."""

import numpy as np
import pytest

from engines.superresolution.colour import Floats
from engines.superresolution.guidance import guided

STEP = np.tile(np.array([60] * 20 + [180] * 20, np.float32), (40, 1))


def dirt() -> Floats:
    return np.random.default_rng(3).normal(0, 5, STEP.shape).astype(np.float32)


def test_dirt_on_an_even_ground_is_taken_off() -> None:
    (cleaner,) = guided(np.full_like(STEP, 230), [dirt()], 40)
    assert cleaner.std() < 0.6 * dirt().std()


@pytest.mark.parametrize("slope", [-0.6, 0.4])
def test_a_colour_that_ends_where_luma_does_ends_there_still(slope: float) -> None:
    colour = slope * STEP
    (kept,) = guided(STEP, [colour], 60)
    assert np.abs(kept - colour).max() < 0.06 * np.ptp(colour)


def test_a_small_spot_of_colour_that_luma_does_not_know_is_not_lost() -> None:
    spot = np.zeros_like(STEP)
    spot[16:24, 6:14] = 80
    (kept,) = guided(STEP, [spot], 60)
    assert kept[18:22, 8:12].mean() > 65


def test_thin_strokes_in_another_colour_of_the_same_brightness_stay() -> None:
    """Red letters on as dark a grey came out a quarter worse."""
    strokes = np.zeros_like(STEP)
    strokes[:, 4:36:8] = strokes[:, 5:36:8] = 90
    (kept,) = guided(np.full_like(STEP, 80), [strokes], 40)
    assert np.abs(kept - strokes).max() < 2


def test_the_better_the_file_the_less_is_changed() -> None:
    changes = [np.abs(guided(STEP, [dirt()], lost)[0] - dirt()).mean() for lost in (0, 5, 20, 60)]
    assert changes[0] == 0
    assert changes == sorted(changes)
