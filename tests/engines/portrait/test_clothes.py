"""Garments cover the old clothes, leave the head as it was, and are there at any size."""

import cv2
import numpy as np
import pytest

from engines.portrait import GARMENTS, Cut, Format, Rgb, Studio
from engines.portrait.clothes import dress
from engines.portrait.fit import fit_neck


def test_there_is_something_for_everyone() -> None:
    kinds = [name.partition("_")[0] for name in GARMENTS]
    assert kinds.count("man") >= 2
    assert kinds.count("woman") >= 2
    assert kinds.count("child") >= 1


@pytest.mark.parametrize("name", GARMENTS)
def test_the_head_stays_and_the_old_clothes_are_gone(one_inch: Cut, name: str) -> None:
    made = dress(one_inch, name)
    mouth = int(one_inch.face.mesh[[61, 291], 1].mean()) - 8
    assert np.array_equal(made.rgb[:mouth], one_inch.rgb[:mouth])
    assert np.abs(made.alpha[:mouth] - one_inch.alpha[:mouth]).max() < 1e-6
    below = slice(round(one_inch.chin + 0.45 * fit_neck(one_inch).width), None)
    assert made.alpha[below, 40:-40].min() == 1
    assert np.abs(made.rgb[below].astype(int) - one_inch.rgb[below]).mean() > 15


@pytest.mark.parametrize("name", GARMENTS)
def test_the_face_is_not_covered(one_inch: Cut, name: str) -> None:
    made = dress(one_inch, name)
    oval = np.zeros(one_inch.alpha.shape, np.uint8)
    middle = one_inch.face.centre
    cv2.fillConvexPoly(oval, np.rint(cv2.convexHull(middle + 0.93 * (one_inch.face.mesh - middle))).astype(np.int32), 1)
    assert np.abs(made.rgb.astype(int) - one_inch.rgb)[oval > 0].mean() < 0.5


def test_the_neck_is_skin_where_a_black_collar_was(one_inch: Cut) -> None:
    made = dress(one_inch, "woman_blazer")
    fit = fit_neck(one_inch)
    spot = round(fit.chin + 0.25 * fit.width), round(fit.x)
    assert one_inch.rgb[spot].max() < 60
    red, green, blue = (int(value) for value in made.rgb[spot])
    assert red > 100
    assert red > green > blue


def test_nothing_shines_through_at_the_shoulders(one_inch: Cut) -> None:
    """The edge of a jacket is of the jacket's colour on any ground."""
    made = dress(one_inch, "man_suit")
    rows = np.arange(len(made.alpha))[:, None] > one_inch.chin + 20
    edge = made.rgb[rows & (made.alpha > 0.2) & (made.alpha < 0.8)]
    assert len(edge) > 20
    assert np.median(edge.max(axis=-1)) < 100


@pytest.mark.parametrize("size", [(144, 192), (600, 600), (390, 567)])
def test_any_size(studio: Studio, astronaut: Rgb, size: tuple[int, int]) -> None:
    made = dress(studio.cut(astronaut, Format(size)), "child_sweater")
    assert made.rgb.shape == (size[1], size[0], 3)
    assert made.alpha.min() == 0
    assert made.alpha[-1].min() > 0.9


def test_the_cut_is_left_as_it_was(one_inch: Cut) -> None:
    before = one_inch.rgb.copy(), one_inch.alpha.copy()
    first, second = (dress(one_inch, "man_suit") for _ in range(2))
    assert np.array_equal(one_inch.rgb, before[0])
    assert np.array_equal(one_inch.alpha, before[1])
    assert np.array_equal(first.rgb, second.rgb)
