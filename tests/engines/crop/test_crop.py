"""How large a crop is, and where it goes: arithmetic, no network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.crop import best
from engines.crop.crop import largest
from engines.crop.faces import Face, nms
from engines.crop.placement import place
from engines.crop.scene import Scene, composed

FLAT = np.zeros((56, 56), np.float32)


def scene(width: int, height: int, *faces: Face, spot: tuple[float, float] | None = None) -> Scene:
    """A scene with faces, and something at `spot` (x, y in shares) that draws the eye."""
    saliency = FLAT.copy()
    if spot:
        column, row = (min(int(share * 56), 52) for share in spot)
        saliency[row : row + 4, column : column + 4] = 1
    return composed(width, height, saliency, faces)


def face(left: float, top: float, side: float) -> Face:
    return Face(left, top, left + side, top + side, 0.9)


class TestSize:
    def test_vendors_example(self) -> None:
        assert largest(966, 728, 1.0) == (728, 728)
        assert largest(966, 728, 2.35) == (966, 411)

    def test_vendors_example_as_coordinates(self) -> None:
        crop = scene(966, 728).crop(1.0)
        assert (crop.right - crop.left, crop.top, crop.bottom) == (839 - 112, 0, 727)
        crop = scene(966, 728).crop(2.35)
        assert (crop.left, crop.right, crop.bottom - crop.top) == (0, 965, 615 - 205)

    @given(
        st.integers(1, 20_000), st.integers(1, 20_000), st.floats(0.01, 100.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0)
    )
    def test_maximal_and_inside(self, width: int, height: int, ratio: float, x: float, y: float) -> None:
        crop = scene(width, height, spot=(x, y)).crop(ratio)
        assert 0 <= crop.left <= crop.right < width
        assert 0 <= crop.top <= crop.bottom < height
        assert crop.width == width or crop.height == height
        wide, high = max(1.0, min(width, height * ratio)), max(1.0, min(height, width / ratio))
        assert abs(crop.width - wide) <= 0.5
        assert abs(crop.height - high) <= 0.5

    def test_whole_image_where_it_has_the_ratio(self) -> None:
        crop = scene(1600, 900, spot=(0.0, 0.0)).crop(16 / 9)
        assert (crop.left, crop.top, crop.right, crop.bottom) == (0, 0, 1599, 899)


class TestPlace:
    def test_nothing_anywhere_gives_the_middle(self) -> None:
        crop = scene(1000, 400).crop(1.0)
        assert crop.left == pytest.approx(300, abs=2)

    @pytest.mark.parametrize(("x", "left"), [(0.0, 0), (1.0, 600)])
    def test_subject_at_the_edge(self, x: float, left: int) -> None:
        assert scene(1000, 400, spot=(x, 0.5)).crop(1.0).left == left

    def test_small_subject_comes_to_the_middle_of_the_crop(self) -> None:
        crop = scene(2000, 400, spot=(0.3, 0.5)).crop(1.0)
        assert (crop.left + crop.right) / 2 == pytest.approx(0.336 * 2000, abs=30)

    def test_of_two_subjects_far_apart_the_larger_one_is_kept_whole(self) -> None:
        saliency = FLAT.copy()
        saliency[20:36, 2:10], saliency[20:40, 40:52] = 1, 1
        crop = composed(1120, 400, saliency, ()).crop(1.0)
        assert crop.left <= 800
        assert crop.right >= 1039

    def test_an_edge_does_not_go_through_a_subject_that_can_be_left_out(self) -> None:
        profile = np.zeros(400)
        profile[40:240], profile[300:340] = 1, 1
        start = place(profile, [], 400, 262)
        assert start <= 40
        assert start + 262 <= 300

    def test_weights_and_ties_do_not_depend_on_the_number_of_pixels(self) -> None:
        small, large = (scene(100 * k, 40 * k, spot=(0.6, 0.5)).crop(1.0) for k in (1, 90))
        assert large.left / 90 == pytest.approx(small.left, abs=1.5)


class TestFaces:
    def test_face_is_kept_whole_with_head_room_although_the_rest_draws_more(self) -> None:
        crop = scene(600, 1200, face(250, 100, 100), spot=(0.5, 0.9)).crop(1.0)
        assert crop.top <= 100 - 30
        assert crop.bottom >= 210

    def test_head_room_is_left_where_nothing_else_asks_for_the_place(self) -> None:
        crop = scene(600, 1200, face(250, 500, 100)).crop(2.35)
        assert crop.top <= 500 - 70
        assert crop.bottom >= 615

    def test_all_faces_that_fit_together_are_kept(self) -> None:
        crop = scene(1000, 400, face(80, 100, 80), face(300, 100, 60), spot=(0.9, 0.5)).crop(1.0)
        assert crop.left <= 80
        assert crop.right >= 360

    def test_the_largest_face_wins_where_they_do_not_fit_together(self) -> None:
        crop = scene(1600, 400, face(50, 100, 80), face(1400, 100, 120)).crop(1.0)
        assert crop.left <= 1400
        assert crop.right >= 1520

    def test_a_passer_by_does_not_count(self) -> None:
        crop = scene(1600, 400, face(700, 100, 150), face(1500, 100, 30), spot=(0.45, 0.5)).crop(1.0)
        assert crop.right < 1500

    def test_a_face_larger_than_the_crop_shows_its_middle(self) -> None:
        crop = scene(1000, 1000, face(100, 150, 800)).crop(4.0)
        assert crop.top < 550 < crop.bottom

    def test_boxes_of_one_face_become_one(self) -> None:
        found = nms([Face(0, 0, 100, 100, 0.7), Face(10, 5, 105, 102, 0.9), Face(300, 0, 400, 100, 0.8)])
        assert [one.score for one in found] == [0.9, 0.8]


class TestBestRatio:
    def test_is_one_of_the_common_ones(self) -> None:
        crop = best.crop(scene(3000, 1000, spot=(0.5, 0.5)))
        assert min(abs(crop.width / crop.height - ratio) for ratio in best.RATIOS) < 0.01

    def test_wide_subject_gets_a_wide_crop(self) -> None:
        saliency = FLAT.copy()
        saliency[26:30, 4:52] = 1
        crop = best.crop(composed(900, 900, saliency, ()))
        assert crop.width / crop.height == pytest.approx(16 / 9, abs=0.01)
        crop = best.crop(composed(900, 900, saliency.T.copy(), ()))
        assert crop.width / crop.height == pytest.approx(9 / 16, abs=0.01)

    def test_no_face_is_lost_for_a_smaller_area(self) -> None:
        crop = best.crop(scene(1600, 900, face(100, 300, 90), face(1400, 300, 80), spot=(0.5, 0.5)))
        assert crop.left <= 100
        assert crop.right >= 1479
