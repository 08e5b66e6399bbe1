"""Bad light on a face is made good within bounds; good light is left exactly as it is."""

import io
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image

from engines.portrait import Cut, Format, Order, Rgb, Studio
from engines.portrait.arrays import Points
from engines.portrait.light import relight
from tests.support.pictures import portraits

pytestmark = pytest.mark.usefixtures("remembering")

RIGHT, LEFT = [50, 205], [280, 425]


def with_rgb(cut: Cut, picture: np.ndarray) -> Cut:
    return replace(cut, rgb=np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8))


def lightness(cut: Cut, points: list[int]) -> float:
    return float(lab(cut, cut.face.mesh[points])[:, 0].mean())


def lab(cut: Cut, points: Points) -> np.ndarray:
    blurred = cv2.GaussianBlur(cut.rgb, (0, 0), 3).astype(np.float32) / 255
    x, y = np.rint(points).astype(int).T
    return np.asarray(cv2.cvtColor(blurred, cv2.COLOR_RGB2LAB)[y, x])


def same(one: Cut, other: Cut) -> bool:
    return np.array_equal(one.rgb, other.rgb) and np.array_equal(one.picture, other.picture)


def shaded(cut: Cut) -> Cut:
    """A quarter of the light on the left of the picture."""
    x = float(cut.face.centre[0])
    columns = np.arange(cut.rgb.shape[1])
    share = 0.5 + 0.5 / (1 + np.exp(-(columns - x) / 6))
    return with_rgb(cut, cut.rgb * share[:, None])


def test_level_0_leaves_every_pixel(one_inch: Cut) -> None:
    dim = with_rgb(one_inch, 0.5 * one_inch.rgb)
    assert relight(dim, 0) is dim


def test_good_light_leaves_every_pixel(one_inch: Cut) -> None:
    assert same(relight(one_inch, 1), one_inch)


def test_a_dim_face_becomes_lighter_step_by_step_and_not_burnt_out(one_inch: Cut) -> None:
    dim = with_rgb(one_inch, 0.5 * one_inch.rgb)
    seen = [lightness(relight(dim, level), RIGHT + LEFT) for level in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert all(one < other for one, other in pairwise(seen))
    assert seen[0] + 15 < seen[-1] < lightness(one_inch, RIGHT + LEFT)
    assert (relight(dim, 1).rgb == 255).mean() < 0.01


def test_dark_skin_in_good_light_is_not_made_pale(studio: Studio, astronaut: Rgb) -> None:
    portrait = portraits.with_skin(astronaut, studio.face(astronaut), (0.5, 0.45, 0.4))
    cut = studio.cut(portrait, Format((295, 413)))
    assert lightness(relight(cut, 1), RIGHT + LEFT) < lightness(cut, RIGHT + LEFT) + 8


@pytest.mark.parametrize("cast", [(0.8, 1.0, 1.3), (1.0, 1.15, 0.8)], ids=["blue", "green"])
def test_a_colour_cast_gets_weaker(one_inch: Cut, cast: tuple[float, float, float]) -> None:
    points = one_inch.face.mesh[RIGHT + LEFT]
    tinted = with_rgb(one_inch, 0.8 * one_inch.rgb * cast)
    off = [
        np.abs(lab(cut, points)[:, 1:] - lab(one_inch, points)[:, 1:]).mean() for cut in (tinted, relight(tinted, 1))
    ]
    assert off[1] < 0.8 * off[0]


def test_a_picture_without_colours_gets_none(one_inch: Cut) -> None:
    grey = cv2.cvtColor(one_inch.rgb, cv2.COLOR_RGB2GRAY)[..., None].repeat(3, axis=-1)
    made = relight(with_rgb(one_inch, 0.5 * grey), 1)
    assert np.ptp(made.rgb.astype(int), axis=-1).max() == 0
    assert lightness(made, RIGHT + LEFT) > lightness(with_rgb(one_inch, 0.5 * grey), RIGHT + LEFT) + 5


def test_a_lamp_of_a_colour_is_left_alone(one_inch: Cut) -> None:
    red = with_rgb(one_inch, one_inch.rgb * (0.5, 0.08, 0.02))
    assert same(relight(red, 1), red)


def test_a_side_in_shadow_is_filled_and_the_lit_one_stays(one_inch: Cut) -> None:
    dim = shaded(one_inch)
    made = relight(dim, 1)
    before, after = (lightness(cut, LEFT) - lightness(cut, RIGHT) for cut in (dim, made))
    assert after < 0.75 * before
    assert abs(lightness(made, LEFT) - lightness(dim, LEFT)) < 4
    assert np.array_equal(made.picture, dim.picture)


def test_an_order_is_lit_as_it_says_and_its_own_ground_with_it(studio: Studio, astronaut: Rgb) -> None:
    dim = portraits.lit(astronaut, 0.5)
    order = Order(Format((144, 192)), {"own": None})
    plain, better = (
        np.asarray(Image.open(io.BytesIO(studio.make(dim, replace(order, light=light), seed=1).photos[0].clean)))
        for light in (0.0, 1.0)
    )
    assert better.mean() > plain.mean() + 10
    assert better[:20, :20].mean() > plain[:20, :20].mean() + 5
