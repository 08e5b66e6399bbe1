"""Two opinions on one person, and the matte that comes of them, on drawn persons whose truth is known."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from engines.portrait.arrays import Alpha
from engines.portrait.networks import Network
from engines.portrait.opinions import fuse, is_doubtful, second_opinion
from engines.portrait.segmentation import Scale
from engines.runtime.tensors import Tensor

from .persons import FACE, HAIR, SIDE, WALL, matted, person, rough, shown

FACE_AT = Scale(np.array((SIDE / 2, SIDE / 3), np.float32), FACE)
CHIN = SIDE // 3 + int(FACE / 2)


def bust() -> Alpha:
    """A head on shoulders that reach the lower edge, as a network sees it."""
    drawn = np.zeros((SIDE, SIDE), np.float32)
    cv2.circle(drawn, (SIDE // 2, SIDE // 3), int(FACE * 0.6), 1.0, -1)
    cv2.rectangle(drawn, (SIDE // 5, CHIN), (SIDE - SIDE // 5, SIDE), 1.0, -1)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 2), np.float32)


class LeftHalf(Network):
    """Says of whatever it sees that the left half is the person."""

    def __init__(self) -> None:
        """It has no file."""

    def run(self, picture: Tensor, outputs: Sequence[str]) -> list[Tensor]:
        assert outputs == ("alpha",)
        said = np.zeros(picture.shape[:2], np.float32)
        said[:, : picture.shape[1] // 2] = 1
        return [said]


def test_the_second_network_sees_the_head_and_the_shoulders_alone() -> None:
    first = np.full((700, 900), 0.4, np.float32)
    face = Scale(np.array((500, 250), np.float32), 100.0)
    said = second_opinion(LeftHalf(), np.zeros((700, 900, 3), np.uint8), first, face)
    assert said[250, 460] > 0.99
    assert said[250, 540] < 0.01
    assert said[250, 340] == said[250, 660] == said[450, 500] == pytest.approx(0.4)


def test_a_picture_that_ends_beside_the_face_has_no_seam_there() -> None:
    first = np.full((300, 240), 0.4, np.float32)
    face = Scale(np.array((120, 150), np.float32), 100.0)
    said = second_opinion(LeftHalf(), np.zeros((300, 240, 3), np.uint8), first, face)
    assert said[150, 0] == 1
    assert said[0, 0] == 1


def test_clothes_that_the_second_network_misses_stay_whole() -> None:
    first, second = bust(), bust()
    second[CHIN + 20 :] = 0
    assert fuse(first, second, FACE_AT)[CHIN + 45 : -5, SIDE // 5 + 15 : -SIDE // 5 - 15].min() > 0.9


def test_a_chair_that_the_second_network_takes_along_stays_out() -> None:
    first, second = bust(), bust()
    second[CHIN - 60 : CHIN, 10:70] = 1
    assert fuse(first, second, FACE_AT)[CHIN - 50 : CHIN - 15, 20:40].max() < 0.1


def test_a_lump_above_the_crown_that_only_the_first_network_sees_is_cleared() -> None:
    truth, first = bust(), bust()
    top = SIDE // 3 - int(FACE * 0.6)
    first[top - 8 : top, SIDE // 2 - 10 : SIDE // 2 + 10] = 1
    squares = np.random.default_rng(1).random((SIDE // 6, SIDE // 6, 3))
    picture = shown(truth, np.kron(squares, np.ones((6, 6, 1))).astype(np.float32))
    assert matted(picture, fuse(first, truth, FACE_AT), FACE)[top - 6, SIDE // 2] < 0.3


def test_dark_hair_that_the_second_network_takes_for_the_dark_ground_stays_whole() -> None:
    first, second = bust(), bust()
    second[: SIDE // 3 + 20, : SIDE // 2 - 15] = 0
    assert fuse(first, second, FACE_AT)[SIDE // 3, SIDE // 2 - 40 : SIDE // 2 - 20].min() > 0.9


def test_a_neighbour_that_the_first_network_half_sees_and_the_second_does_not_stays_out() -> None:
    first, second = bust(), bust()
    first[CHIN - 60 : CHIN, 10:70] = np.maximum(first[CHIN - 60 : CHIN, 10:70], 0.6)
    second[CHIN - 60 : CHIN, 10:70] = 0
    assert fuse(first, second, FACE_AT)[CHIN - 50 : CHIN - 15, 20:40].max() < 0.35


def test_a_photographer_behind_the_shoulder_whom_the_second_is_sure_not_to_be_the_person_stays_out() -> None:
    first, second = bust(), bust()
    first[CHIN - 60 : CHIN, 10:70] = 0.85
    second[CHIN - 60 : CHIN, 10:70] = 0
    assert fuse(first, second, FACE_AT)[CHIN - 50 : CHIN - 15, 20:40].max() < 0.3


def test_half_of_a_head_of_pale_hair_that_only_the_second_network_is_sure_of_stays_whole() -> None:
    first, second = bust(), bust()
    side = (slice(SIDE // 3 - 20, SIDE // 3 + 40), slice(SIDE // 2 - 70, SIDE // 2 - 20))
    first[side], second[side] = 0.2, 0.97
    assert fuse(first, second, FACE_AT)[side][8:-8, 8:-8].min() > 0.65


def test_a_shirt_of_the_walls_colour_keeps_whole_where_both_networks_say_person() -> None:
    truth = bust()
    picture = shown(truth, WALL)
    picture[CHIN + 25 : CHIN + 60, SIDE // 2 - 30 : SIDE // 2 + 30] = WALL
    alpha = matted(picture, fuse(truth, truth, FACE_AT), FACE)
    assert alpha[CHIN + 25 : CHIN + 60, SIDE // 2 - 30 : SIDE // 2 + 30].min() == 1


def test_a_dark_wall_leaves_no_halo_around_light_hair() -> None:
    truth = bust()
    dark = np.asarray(1 - shown(truth, 1 - np.full(3, 0.15, np.float32)), np.float32)  # hair of 0.85
    alpha = matted(dark, fuse(rough(truth), rough(truth), FACE_AT), FACE)
    around = (cv2.dilate((truth > 0.05).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0) & (rough(truth) > 0.01)
    assert alpha[around].max(initial=0) < 0.1


def test_mortar_of_a_brick_wall_makes_no_spikes() -> None:
    truth = bust()
    wall = np.full((SIDE, SIDE, 3), (0.55, 0.3, 0.25), np.float32)
    wall[::14], wall[:, ::30] = 0.8, 0.8
    alpha = matted(shown(truth, wall), fuse(rough(truth), rough(truth), FACE_AT), FACE)
    outside = cv2.dilate((truth > 0.5).astype(np.uint8), np.ones((13, 13), np.uint8)) == 0
    assert alpha[outside].max() < 0.1


def test_a_large_place_that_is_left_open_is_noticed_and_a_soft_rim_is_not() -> None:
    rim = np.asarray(cv2.GaussianBlur(bust(), (0, 0), 6), np.float32)
    assert not is_doubtful(fuse(bust(), bust(), FACE_AT), FACE_AT)
    assert not is_doubtful(rim, FACE_AT)
    first = bust()
    first[CHIN - 90 : CHIN, 5:80] = np.maximum(first[CHIN - 90 : CHIN, 5:80], 0.5)
    assert is_doubtful(fuse(first, first, FACE_AT), FACE_AT)


def test_the_gap_in_a_ring_of_hair_that_the_networks_doubt_stays_open() -> None:
    truth = np.zeros((SIDE, SIDE), np.float32)
    cv2.circle(truth, (SIDE // 2, SIDE // 2), int(FACE), 1.0, -1)
    cv2.circle(truth, (SIDE // 2 + 85, SIDE // 2), 14, 0.0, -1)
    probability = np.asarray(np.maximum(cv2.GaussianBlur(truth, (0, 0), 3), 0.45 * (truth == 0) * (rough(truth) > 0.3)))
    assert matted(shown(truth, WALL), probability.astype(np.float32), FACE)[SIDE // 2, SIDE // 2 + 85] < 0.1


@pytest.mark.parametrize(
    ("ground", "less"),
    [("plain", 0.0), ("busy", 0.0), ("of the hair's colour", 0.04)],  # there, a looser curve would leave old ground
)
def test_the_silhouette_does_not_fall_below_the_rough_answer(ground: str, less: float) -> None:
    truth = rough(person())
    squares = np.random.default_rng(1).random((SIDE // 6, SIDE // 6, 3))
    behind = {"plain": WALL, "of the hair's colour": HAIR, "busy": np.kron(squares, np.ones((6, 6, 1)))}[ground]
    # networks cut off more than they leave
    cut = cv2.erode((truth > 0.5).astype(np.float32), np.ones((3, 3), np.uint8))
    answer = np.asarray(cv2.GaussianBlur(cut, (0, 0), 3), np.float32)
    found = matted(shown((truth > 0.5).astype(np.float32), behind), answer, FACE)
    assert _iou(found, truth) >= _iou(answer, truth) - less


def _iou(one: Alpha, other: Alpha) -> float:
    return float(((one > 0.5) & (other > 0.5)).sum() / ((one > 0.5) | (other > 0.5)).sum())
