"""How large a crop is, and where it goes: arithmetic, no network."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.crop import best
from engines.crop.crop import largest
from engines.crop.face import Face, nms
from engines.crop.lettering import Box
from engines.crop.placement import Side, place
from engines.crop.scene import Scene, composed
from engines.crop.spans import Span

FLAT = np.zeros((56, 56), np.float32)


def scene(width: int, height: int, *faces: Face, spot: tuple[float, float] | None = None) -> Scene:
    """A scene with faces, and something at `spot` (x, y in shares) that draws the eye."""
    saliency = FLAT.copy()
    if spot:
        column, row = (min(int(share * 56), 52) for share in spot)
        saliency[row : row + 4, column : column + 4] = 1
    return composed((width, height), saliency, faces)


def face(left: float, top: float, side: float) -> Face:
    return Face(left, top, left + side, top + side, 0.9)


def with_points(left: float, top: float, side: float) -> Face:
    """A face with eyes at .35, the nose at .6, the mouth at .8 and the ears at .4 of its height."""
    shares = ((0.3, 0.35), (0.7, 0.35), (0.5, 0.6), (0.5, 0.8), (0.1, 0.4), (0.9, 0.4))
    points = tuple((left + x * side, top + y * side) for x, y in shares)
    return replace(face(left, top, side), points=points)


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
        crop = composed((1120, 400), saliency, ()).crop(1.0)
        assert crop.left <= 800
        assert crop.right >= 1039

    def test_an_edge_does_not_go_through_a_subject_that_can_be_left_out(self) -> None:
        profile = np.zeros(400)
        profile[40:240], profile[300:340] = 1, 1
        start = place(Side(profile), 400, 262)
        assert start <= 40
        assert start + 262 <= 300

    def test_in_a_panorama_text_and_a_code_that_only_one_place_holds_are_kept(self) -> None:
        line, code = Span(40_001, 40_301), Span(40_601, 40_901)
        profile = np.zeros(300)
        profile[:40] = 1
        assert place(Side(profile, lines=[line], codes=[code], headlines=[line]), 60_000, 900) == 40_001

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

    def test_a_close_up_does_not_keep_hair_and_lose_the_eyes(self) -> None:
        crop = scene(800, 1200, with_points(0, 250, 800), spot=(0.5, 0.0)).crop(2.35)
        eyes, nose, margin = 250 + 0.35 * 800, 250 + 0.6 * 800, 0.2 * 340
        assert crop.top <= eyes - margin
        assert crop.bottom + 1 >= nose

    def test_a_close_up_keeps_nose_and_mouth_where_they_fit(self) -> None:
        crop = scene(800, 1200, with_points(0, 250, 800), spot=(0.5, 0.0)).crop(1.4)
        assert crop.top <= 250 + 0.35 * 800 - 0.2 * 571
        assert crop.bottom + 1 >= 250 + 0.8 * 800

    @pytest.mark.parametrize("ratio", [0.3, 0.5])
    def test_a_close_up_in_a_narrow_crop_keeps_both_eyes(self, ratio: float) -> None:
        crop = scene(1200, 1200, with_points(100, 100, 700), spot=(0.9, 0.5)).crop(ratio)
        assert crop.left <= 100 + 0.3 * 700
        assert crop.right >= 100 + 0.7 * 700

    def test_the_top_of_a_head_in_profile_is_kept(self) -> None:
        one = with_points(250, 400, 100)
        aside = replace(one, points=(*one.points[:2], (340.0, 460.0), *one.points[3:]))
        crop = scene(600, 1200, aside, spot=(0.5, 0.9)).crop(1.0)
        assert crop.top <= 400 - 30 - 35

    def test_the_main_person_is_not_halved_for_bystanders(self) -> None:
        crop = scene(1000, 400, face(500, 100, 100), face(120, 150, 50)).crop(1.2)
        assert crop.right >= 600 + 45

    def test_of_two_of_a_size_both_faces_are_kept_rather_than_shoulders(self) -> None:
        crop = scene(1000, 400, face(500, 100, 100), face(190, 110, 90)).crop(1.1)
        assert crop.left <= 190
        assert crop.right >= 600

    def test_boxes_of_one_face_become_one(self) -> None:
        found = nms([Face(0, 0, 100, 100, 0.7), Face(10, 5, 105, 102, 0.9), Face(300, 0, 400, 100, 0.8)])
        assert [one.score for one in found] == [0.9, 0.8]


class TestLettering:
    def test_a_line_of_text_is_not_sliced(self) -> None:
        line = Box(100, 500, 700, 560)
        for y in np.linspace(0, 1, 21):
            saliency = FLAT.copy()
            row = int(y * 52)
            saliency[row : row + 4, 20:30] = 1
            crop = composed((800, 1200), saliency, (), [line]).crop(1.5)
            assert not line.top < crop.top < line.bottom
            assert not line.top < crop.bottom + 1 < line.bottom

    def test_a_line_wider_than_the_crop_does_not_decide(self) -> None:
        saliency = FLAT.copy()
        saliency[20:30, 2:10] = 1
        crop = composed((2000, 400), saliency, (), [Box(300, 100, 1900, 150)]).crop(1.0)
        assert crop.left <= 80

    def test_text_and_a_face_are_both_kept_where_both_fit(self) -> None:
        crop = composed((2000, 700), FLAT, [face(1500, 100, 120)], [Box(90, 200, 700, 300)]).crop(2.3)
        assert crop.left <= 90
        assert crop.right >= 1620

    def test_a_code_is_whole_although_a_picture_draws_more(self) -> None:
        saliency = FLAT.copy()
        saliency[0:20] = 1
        crop = composed((900, 1600), saliency, (), (), [Box(270, 1180, 630, 1530)]).crop(0.75)
        assert crop.bottom >= 1529

    def test_of_a_subject_higher_than_the_crop_the_upper_part_is_kept(self) -> None:
        """Clothes have their neckline there, animals and people from behind their heads."""
        saliency = FLAT.copy()
        saliency[6:50, 20:36] = 1
        assert composed((600, 800), saliency, ()).crop(2.35).top <= 0.15 * 800


class TestBestRatio:
    def test_is_one_of_the_common_ones(self) -> None:
        crop = best.crop(scene(3000, 1000, spot=(0.5, 0.5)))
        assert min(abs(crop.width / crop.height - ratio) for ratio in best.RATIOS) < 0.01

    def test_wide_subject_gets_a_wide_crop(self) -> None:
        saliency = FLAT.copy()
        saliency[26:30, 4:52] = 1
        crop = best.crop(composed((900, 900), saliency, ()))
        assert crop.width / crop.height == pytest.approx(16 / 9, abs=0.01)
        crop = best.crop(composed((900, 900), saliency.T.copy(), ()))
        assert crop.width / crop.height == pytest.approx(9 / 16, abs=0.01)

    def test_no_face_is_lost_for_a_smaller_area(self) -> None:
        crop = best.crop(scene(1600, 900, face(100, 300, 90), face(1400, 300, 80), spot=(0.5, 0.5)))
        assert crop.left <= 100
        assert crop.right >= 1479


def test_the_hair_of_everybody_in_a_group_stays_before_the_first_ones_shoulders() -> None:
    crop = scene(1000, 600, face(100, 200, 102), face(300, 200, 100), face(480, 200, 100)).crop(0.9)
    assert crop.right >= 580 + 20


def test_a_headline_is_not_cut_at_the_tips_of_its_letters_for_a_little_of_the_subject() -> None:
    saliency = np.zeros((56, 56), np.float32)
    saliency[14:32, 10:46] = 1
    saliency[39:41, 10:46] = 0.5
    crop = composed((600, 900), saliency, (), [Box(60, 60, 540, 140)]).crop(1.0)
    assert crop.top < 30


def test_a_headline_beside_a_person_is_kept_where_both_fit() -> None:
    seen = replace(scene(2000, 700, face(1480, 200, 120)), lines=(Box(60, 250, 800, 430),))
    crop = seen.crop(2.35)
    assert crop.left <= 60
    assert crop.right >= 1600


def test_in_a_banner_the_headline_stays_where_it_and_the_face_fit_but_not_the_hair() -> None:
    seen = replace(scene(2000, 700, face(1520, 200, 130)), lines=(Box(60, 250, 800, 430),))
    crop = seen.crop(1600 / 700)
    assert crop.left <= 60
    assert crop.right >= 1650


def test_small_print_beside_a_person_is_not_sought() -> None:
    seen = replace(scene(2000, 700, face(1480, 200, 120)), lines=(Box(60, 250, 260, 280),))
    assert seen.crop(1.0).left > 260
