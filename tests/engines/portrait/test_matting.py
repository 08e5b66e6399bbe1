"""Alpha and colours of drawn persons, whose truth is known."""

import cv2
import numpy as np
import pytest

from engines.portrait.arrays import unit
from engines.portrait.foreground import foreground
from engines.portrait.guided import enlarged_guided_filter, guided_filter
from engines.portrait.matting import remove_islands

from .persons import FACE, HAIR, SIDE, WALL, matted, person, rough, shown


def test_hair_on_a_plain_wall_comes_out_strand_by_strand() -> None:
    truth = person()
    probability = rough(truth)
    found = matted(shown(truth, WALL), probability, FACE)
    edge = (truth > 0.02) & (truth < 0.98)
    assert np.abs(found - truth)[edge].mean() < 0.6 * np.abs(probability - truth)[edge].mean()
    assert np.abs(found - truth).mean() < 0.01


def test_inside_is_all_person_and_far_outside_is_none() -> None:
    truth = person()
    found = matted(shown(truth, WALL), rough(truth), FACE)
    far = cv2.dilate((truth > 0).astype(np.uint8), np.ones((31, 31), np.uint8)) == 0
    deep = cv2.erode((truth >= 1).astype(np.uint8), np.ones((31, 31), np.uint8)) > 0
    assert found[far].max() == 0
    assert found[deep].min() == 1


def test_a_ground_of_the_persons_colour_leaves_it_to_the_network() -> None:
    truth = person()
    probability = rough(truth)
    found = matted(shown(truth, HAIR), probability, FACE)
    assert np.abs(found - (probability > 0.7)).mean() < 0.02


def test_a_busy_ground_leaves_no_grey_rim() -> None:
    truth = rough(person())
    squares = np.random.default_rng(1).random((SIDE // 6, SIDE // 6, 3))
    found = matted(shown(truth, np.kron(squares, np.ones((6, 6, 1)))), truth, FACE)
    around = (cv2.dilate((truth > 0.5).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0) & (truth < 0.3)
    assert found[around].mean() < 0.1


def test_black_hair_on_a_black_wall_has_no_wide_halo() -> None:
    truth = rough(person())
    found = matted(np.full((SIDE, SIDE, 3), 0.05, np.float32), truth, FACE)
    column = found[: SIDE // 2, SIDE // 2]  # from above the head down into it
    assert ((column > 0.05) & (column < 0.95)).sum() < 5


def test_cloth_that_differs_a_little_from_a_plain_wall_is_not_eaten_into_and_a_busy_ground_leaves_no_rim() -> None:
    truth = rough(person())
    squares = np.random.default_rng(1).random((SIDE // 6, SIDE // 6, 3))
    seen = (truth > 0.5) & (truth < 0.6)  # just inside of the edge
    before_a_wall = matted(shown(truth, HAIR + 0.15), truth, FACE)[seen]
    before_squares = matted(shown(truth, np.kron(squares, np.ones((6, 6, 1)))), truth, FACE)[seen]
    assert before_a_wall.mean() > 0.55  # 0.50 if the curve began there as before squares
    assert before_squares.mean() < 0.42


def test_what_networks_and_colours_leave_open_over_a_wide_place_is_no_veil() -> None:
    truth = rough(person())
    squares = np.random.default_rng(1).random((SIDE // 6, SIDE // 6, 3))
    veil = (slice(55, 120), slice(125, 175))  # a knot of hair, or a lamp behind it
    for said, all_or_nothing in ((0.54, 0.0), (0.71, 1.0)):
        probability = truth.copy()
        probability[veil] = np.maximum(probability[veil], said)
        found = matted(shown(truth, np.kron(squares, np.ones((6, 6, 1)))), probability, FACE)
        assert abs(found[65:85, 140:160].mean() - all_or_nothing) < 0.1


def test_somebody_elses_elbow_is_cleared() -> None:
    alpha = person()
    alpha[5:40, 5:40] = 1
    cleared = remove_islands(alpha, FACE)
    assert cleared[:45, :45].max() == 0
    assert cleared[SIDE // 2, SIDE // 2] == 1


def test_an_island_that_the_network_is_sure_of_is_cleared() -> None:
    truth = person()
    probability = rough(truth)
    probability[5:60, 5:40] = 1
    picture = shown(np.maximum(truth, (probability == 1) * 1.0).astype(np.float32), WALL)
    assert matted(picture, probability, FACE)[:62, :42].max() == 0


def test_an_empty_matte_stays_empty() -> None:
    empty = np.zeros((SIDE, SIDE), np.float32)
    assert matted(shown(empty, WALL), empty, FACE).max() == 0


@pytest.mark.parametrize("ground", [(0.1, 0.7, 0.2), (0.9, 0.9, 0.2)])
def test_the_old_ground_is_taken_out_of_hair(ground: tuple[float, float, float]) -> None:
    alpha = np.asarray(cv2.GaussianBlur(person(), (0, 0), 2), np.float32)
    picture = np.asarray(np.rint(255 * shown(alpha, np.array(ground, np.float32))), np.uint8)
    colours = unit(foreground(picture, alpha, FACE))
    half = (alpha > 0.3) & (alpha < 0.9)
    assert np.abs(colours[half] - HAIR).mean() < 0.05
    assert np.abs(colours - HAIR)[alpha > 0.99].mean() < 0.02


def test_the_guided_filter_keeps_what_is_linear_in_the_guide() -> None:
    guide = np.random.default_rng(2).integers(0, 256, (60, 80, 3), np.uint8)
    values = np.asarray(unit(guide) @ np.array((0.2, 0.5, 0.3)), np.float32)
    assert np.abs(guided_filter(guide, values, 5, 1e-7) - values).max() < 1e-2
    assert np.abs(enlarged_guided_filter(unit(guide), values, 5, 1e-7, guide) - values).max() < 1e-2
