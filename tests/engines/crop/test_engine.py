"""The engine with its networks: it finds what is drawn."""

import numpy as np
import pytest

from engines.crop import Crop, Engine
from engines.crop.face import Face
from shared.clock import NEVER, Budget
from tests.support.pictures.scenes import WALL, Rgb, ball, ground, portrait


def one(engine: Engine, image: Rgb, ratio: float) -> Crop:
    (crop,) = engine.crops(image, [ratio]).crops
    return crop


def faces(engine: Engine, image: Rgb) -> tuple[Face, ...]:
    seen = engine.look(image, Budget(NEVER))
    assert seen is not None
    return seen.faces


@pytest.mark.parametrize("x", [80, 300, 500, 820])
def test_ball_is_kept_whole(engine: Engine, x: int) -> None:
    crop = one(engine, ball(ground(900, 400), x, 220, 60), 1.0)
    assert crop.left <= max(x - 60, 0)
    assert crop.right >= min(x + 60, 899)


@pytest.mark.parametrize("y", [90, 700, 1120])
def test_ball_is_kept_whole_in_an_upright_image(engine: Engine, y: int) -> None:
    crop = one(engine, ball(ground(400, 1200), 200, y, 60), 1.33)
    assert crop.top <= y - 60
    assert crop.bottom >= y + 60


def test_one_answer_for_each_ratio_in_their_order(engine: Engine) -> None:
    crops = engine.crops(ball(ground(800, 600), 400, 300, 80), [2.35, 0.5, 1.0, 1.0]).crops
    assert [round(crop.width / crop.height, 1) for crop in crops] == [2.4, 0.5, 1.0, 1.0]
    assert crops[2] == crops[3]


def test_twelve_megapixels_give_what_a_small_copy_gives(engine: Engine) -> None:
    small = ball(ground(500, 375), 400, 200, 50)
    large = np.ascontiguousarray(small.repeat(8, axis=0).repeat(8, axis=1))
    assert one(engine, large, 1.0).left / 8 == pytest.approx(one(engine, small, 1.0).left, abs=12)


def test_grey_image(engine: Engine) -> None:
    grey = ball(ground(900, 400), 120, 220, 60).mean(axis=2).astype(np.uint8)
    assert one(engine, np.repeat(grey[..., None], 3, axis=2), 1.0).left <= 60


def test_drawn_face_is_found(engine: Engine) -> None:
    (face,) = faces(engine, portrait(ground(900, 600), 600, 150, 260))
    assert (face.left + face.right) / 2 == pytest.approx(600 + 130, abs=20)
    assert 150 < face.top < 150 + 0.45 * 260
    assert 150 + 0.65 * 260 < face.bottom < 150 + 260


def test_small_faces_at_both_ends_are_found(engine: Engine) -> None:
    image = ground(1600, 640, WALL)
    for left in (80, 720, 1280):
        portrait(image, left, 40, 260)
    assert len(faces(engine, image)) == 3


def test_face_is_kept_whole_beside_a_loud_ball(engine: Engine) -> None:
    image = ball(portrait(ground(1200, 400), 80, 60, 280), 1050, 200, 120)
    crop = one(engine, image, 1.0)
    assert crop.left <= 80 + 0.17 * 280
    assert crop.right >= 80 + 0.83 * 280


def test_a_second_call_gives_the_same(engine: Engine) -> None:
    image = ball(ground(640, 480), 200, 200, 50)
    assert engine.crops(image, [1, 2]) == engine.crops(image, [1, 2])


def test_without_ratios_the_crop_holds_the_subject(engine: Engine) -> None:
    (crop,) = engine.crops(ball(ground(1500, 500), 300, 250, 90), []).crops
    assert crop.left <= 210
    assert crop.right >= 390
    assert crop.width < 1500
