"""Heads from every side: out of the network's cells, and where crops go for them."""

from dataclasses import replace

import numpy as np
import pytest

from engines.crop.face import Face
from engines.crop.heads import Cells, Head, heads
from engines.crop.lettering import Box
from engines.crop.saliency import blended
from engines.crop.scene import composed

EVERYWHERE = np.ones((56, 56), np.float32)


def cells(*found: tuple[int, int, float, float]) -> Cells:
    """28 x 28 cells with heads: row, column, score, and how many cells the box reaches to each side."""
    made = np.zeros((5, 28, 28), np.float32)
    for row, column, score, reach in found:
        made[:, row, column] = (score, reach, reach, reach, reach)
    return made


def test_a_head_is_a_box_in_pixels() -> None:
    (box,) = heads(cells((7, 14, 0.9, 2.5)), EVERYWHERE, 560, 280)
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((240, 50, 340, 100))


def test_a_box_ends_at_the_image() -> None:
    (box,) = heads(cells((1, 1, 0.9, 5)), EVERYWHERE, 280, 280)
    assert (box.left, box.top) == (0, 0)


def test_a_head_in_two_cells_is_one() -> None:
    assert len(heads(cells((7, 14, 0.9, 2.5), (7, 16, 0.8, 2.5)), EVERYWHERE, 280, 280)) == 1
    assert len(heads(cells((7, 4, 0.9, 2.5), (7, 16, 0.8, 2.5)), EVERYWHERE, 280, 280)) == 2


def test_what_hardly_looks_like_a_head_is_none() -> None:
    assert heads(cells((7, 14, 0.1, 2.5)), EVERYWHERE, 280, 280) == []


def test_passers_by_do_not_count() -> None:
    (box,) = heads(cells((7, 4, 0.9, 4), (7, 20, 0.9, 1.5)), EVERYWHERE, 280, 280)
    assert box.right < 140


def test_a_head_away_from_what_draws_the_eye_does_not_count() -> None:
    left = EVERYWHERE.copy()
    left[:, 28:] = 0.05
    (box,) = heads(cells((7, 4, 0.6, 2.5), (7, 20, 0.9, 2.5)), left, 280, 280)
    assert box.right < 140


def test_a_head_above_a_large_body_is_kept_whole() -> None:
    low = np.zeros((56, 56), np.float32)
    low[19:31, 10:46] = 1
    scene = composed((600, 900), low, ())
    assert scene.crop(1.6).top > 130
    crop = replace(scene, heads=(Head(250, 130, 350, 270, 0.6),)).crop(1.6)
    assert crop.top <= 130


def test_a_head_does_not_overrule_a_line_of_text() -> None:
    low = np.zeros((56, 56), np.float32)
    low[40:50, 10:46] = 1
    scene = composed((600, 900), low, (), [Box(60, 640, 540, 800)])
    crop = replace(scene, heads=(Head(250, 20, 350, 120, 0.79),)).crop(1.6)
    assert crop.bottom >= 799


def test_a_face_comes_before_another_head() -> None:
    scene = composed((600, 1200), EVERYWHERE, [Face(250, 900, 350, 1000, 0.9)])
    crop = replace(scene, heads=(Head(250, 20, 350, 120, 0.79),)).crop(1.6)
    assert crop.top <= 900
    assert crop.bottom >= 999


def test_a_hat_above_a_face_stays() -> None:
    scene = composed((600, 900), EVERYWHERE, [Face(250, 300, 350, 400, 0.9)])
    assert scene.crop(1.5).top > 200
    crop = replace(scene, heads=(Head(240, 200, 360, 410, 0.6),)).crop(1.5)
    assert crop.top <= 200


def test_a_cap_stays_where_the_chin_has_hardly_room() -> None:
    scene = composed((600, 900), EVERYWHERE, [Face(250, 300, 350, 400, 0.9)])
    crop = replace(scene, heads=(Head(240, 215, 360, 405, 0.7),)).crop(600 / 195)
    assert crop.top <= 215
    assert crop.bottom >= 404


def test_a_head_that_costs_much_of_the_subject_does_not_steer() -> None:
    low = np.zeros((56, 56), np.float32)
    low[34:56, 10:46] = 1
    scene = composed((600, 900), low, ())
    assert replace(scene, heads=(Head(250, 20, 350, 120, 0.79),)).crop(1.6) == scene.crop(1.6)


def test_a_dog_that_is_certain_is_not_shown_without_its_head() -> None:
    low = np.zeros((56, 56), np.float32)
    low[34:56, 10:46] = 1
    scene = composed((600, 900), low, ())
    assert replace(scene, heads=(Head(250, 20, 350, 120, 0.95),)).crop(1.6).top <= 20


def test_a_dog_whose_ears_touch_the_edge_of_the_picture_keeps_them() -> None:
    low = np.zeros((56, 56), np.float32)
    low[34:56, 10:46] = 1
    scene = composed((600, 900), low, ())
    assert replace(scene, heads=(Head(250, 0, 350, 100, 0.95),)).crop(1.6).top == 0


def test_a_known_face_stays_whole_beside_a_head_that_is_higher_than_the_crop() -> None:
    low = np.zeros((56, 56), np.float32)
    low[12:32, 10:46] = 1
    scene = composed((600, 1200), low, [Face(250, 300, 350, 400, 0.9)])
    crop = replace(scene, heads=(Head(240, 40, 360, 410, 0.95),)).crop(1.6)
    assert crop.top <= 300
    assert crop.bottom >= 399


def test_a_bird_is_not_shown_without_its_head_for_a_tail_that_looks_like_a_larger_one() -> None:
    scene = composed((600, 1200), EVERYWHERE, ())
    tail, head = Head(200, 700, 400, 1000, 0.46), Head(250, 100, 350, 200, 0.6)
    crop = replace(scene, heads=(tail, head)).crop(1.2)
    assert crop.top <= 100


def test_the_surer_a_head_the_more_is_given_up_for_it() -> None:
    low = np.zeros((56, 56), np.float32)
    low[26:50, 10:46] = 1
    scene = composed((600, 900), low, ())
    heads = [(Head(250, 350, 350, 440, score),) for score in (0.3, 0.85)]
    unlikely, likely = (replace(scene, heads=some).crop(1.6) for some in heads)
    assert unlikely == scene.crop(1.6)
    assert likely.top <= 350 < unlikely.top


def test_a_head_higher_than_the_crop_keeps_its_middle() -> None:
    low = np.zeros((56, 56), np.float32)
    low[14:50, 10:46] = 1
    scene = composed((600, 900), low, ())
    crop = replace(scene, heads=(Head(100, 180, 500, 580, 0.6),)).crop(2.0)
    assert crop.top <= 380 - 0.2 * 400
    assert crop.bottom >= 380 + 0.2 * 400


def test_both_networks_are_heard() -> None:
    subject = np.zeros((56, 56), np.float32)
    subject[:, :28] = 1
    seen = blended(np.full((56, 56), 0.5, np.float32), subject)
    assert seen[:, :28].min() > 0.5 > seen[:, 28:].max()
