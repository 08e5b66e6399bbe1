"""What stands on a plain ground keeps its top."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engines.crop import Engine
from engines.crop.face import Face
from engines.crop.figure import figure
from engines.crop.lettering import Box
from engines.crop.scene import composed
from tests.support.pictures.scenes import GRASS, Rgb, ball, ground

PAPER = (235, 233, 230)


def dress() -> Rgb:
    """A dress without anybody in it: most of it is skirt, the neckline is at row 120."""
    image = ground(700, 1000, PAPER)
    outline = [(270, 120), (310, 120), (350, 190), (390, 120), (430, 120), (470, 300), (430, 420), (560, 900)]
    cv2.fillPoly(image, [np.array([*outline, (140, 900), (270, 420), (230, 300)])], (160, 60, 80))
    return image


def animal() -> Rgb:
    """A drawn one with a long neck; its head begins at row 80."""
    image = ground(900, 800, (190, 215, 160))
    cv2.ellipse(image, (480, 430), (220, 100), 0, 0, 360, (120, 70, 45), -1)
    cv2.line(image, (310, 400), (200, 130), (120, 70, 45), 70)
    cv2.ellipse(image, (190, 130), (80, 50), 0, 0, 360, (120, 70, 45), -1)
    for x in (320, 400, 580, 650):
        cv2.line(image, (x, 460), (x, 730), (120, 70, 45), 40)
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.78, 2.35])
def test_a_dress_keeps_its_neckline(engine: Engine, ratio: float) -> None:
    (crop,) = engine.crops(dress(), [ratio]).crops
    assert crop.top <= 120


@pytest.mark.parametrize("ratio", [1.78, 2.35])
def test_a_drawn_animal_keeps_its_head(engine: Engine, ratio: float) -> None:
    (crop,) = engine.crops(animal(), [ratio]).crops
    assert crop.top <= 80


def test_high_hair_on_a_plain_ground_is_kept() -> None:
    face = Face(250, 400, 350, 500, 0.9)
    bare = composed((600, 1200), np.zeros((56, 56), np.float32), [face])
    bare.saliency[50:, 20:30] = 1
    seen = replace(bare, figure=Box(200, 324, 400, 1200))
    assert bare.crop(1.0).top > 324
    assert seen.crop(1.0).top <= 324


def test_a_box_around_what_stands_there() -> None:
    found = figure(dress())
    assert found is not None
    assert (found.left, found.top, found.right, found.bottom) == pytest.approx((140, 120, 560, 900), abs=4)


def test_of_a_photo_in_a_white_frame_not_only_the_sky_is_kept() -> None:
    framed = ground(480, 640, (250, 250, 250))
    framed[8:-8, 8:-8] = (90, 140, 200)
    framed[300:-8, 8:-8] = (70, 90, 40)
    assert figure(ball(framed, 240, 400, 60)) is None


def test_no_figure_without_a_plain_ground() -> None:
    striped = ball(ground(400, 300), 200, 150, 60)
    striped[:, ::3] = 0
    assert figure(striped) is None
    assert figure(ground(400, 300, GRASS)) is None
    assert figure(ground(5, 300)) is None
