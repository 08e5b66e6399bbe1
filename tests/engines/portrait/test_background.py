"""Backgrounds are exact, gradients run from the first row to the last, and edges are as before."""

import numpy as np

from engines.portrait import Background, Cut, Format, Studio
from engines.portrait.arrays import unit
from engines.portrait.background import composite, lay_over
from engines.portrait.foreground import old_ground
from tests.support.pictures import portraits

BLUE = Background((67, 142, 219), (67, 142, 219))


def test_plain_ground_is_exact_up_to_the_border(one_inch: Cut) -> None:
    photo = composite(one_inch.rgb, one_inch.alpha, BLUE)
    assert (photo[one_inch.alpha == 0] == BLUE.top).all()
    assert (photo[0] == BLUE.top).all()
    assert (photo[one_inch.alpha == 1] == one_inch.rgb[one_inch.alpha == 1]).all()


def test_a_gradient_changes_evenly_from_top_to_bottom() -> None:
    photo = composite(
        np.zeros((413, 20, 3), np.uint8), np.zeros((413, 20), np.float32), Background(BLUE.top, (255, 255, 255))
    )
    assert (photo[0] == (67, 142, 219)).all()
    assert (photo[-1] == (255, 255, 255)).all()
    assert (photo[206] == ((67 + 255) // 2, (142 + 255) // 2, (219 + 255) // 2)).all()
    steps = np.diff(photo[:, 0].astype(int), axis=0)
    assert steps.min() >= 0
    assert steps.max() == 1
    assert (photo == photo[:, :1]).all()


def test_hair_neither_darkens_nor_brightens_on_its_old_ground() -> None:
    """Half-transparent dark hair over light ground, taken apart and laid on the same ground, looks as before."""
    hair, ground = np.array((40, 30, 20), np.uint8), np.array((200, 210, 220), np.uint8)
    alpha = np.tile(np.linspace(0, 1, 101, dtype=np.float32), (5, 1))
    seen = unit(hair) * alpha[..., None] + unit(ground) * (1 - alpha[..., None])
    colour = int(ground[0]), int(ground[1]), int(ground[2])
    photo = composite(np.broadcast_to(hair, (5, 101, 3)), alpha, Background(colour, colour))
    assert np.abs(unit(photo) - seen).max() < 0.6 / 255


def test_a_person_on_their_own_ground_is_the_picture(one_inch: Cut, studio: Studio) -> None:
    """A busy one too, hair included."""
    scene = portraits.composite(one_inch, portraits.checked_ground(413, 295))
    cut = studio.cut(scene, Format((295, 413)))
    ground = old_ground(unit(cut.picture), unit(cut.rgb), cut.alpha, cut.face.height)
    off = np.abs(lay_over(cut.rgb, cut.alpha, 255 * ground).astype(int) - cut.picture)
    inside = np.zeros(off.shape[:2], bool)
    inside[50:-50, 60:-60] = True
    assert off[inside].mean() < 1
    assert np.percentile(off[inside], 99) <= 8


def test_the_ground_goes_on_behind_the_persons_edge() -> None:
    picture = np.full((120, 120, 3), 0.75, np.float32)
    person, alpha = np.zeros_like(picture), np.zeros((120, 120), np.float32)
    picture[:, 60:], alpha[:, 60:] = 0, 1
    ground = old_ground(picture, person, alpha, 100.0)
    assert np.abs(ground[:, :80] - 0.75).max() < 0.02


def test_beyond_the_pictures_edge_its_ground_is_drawn_on(one_inch: Cut, studio: Studio) -> None:
    """A head near the upper edge is not mirrored above it."""
    whole = portraits.composite(one_inch, portraits.plain((120, 160, 90)))
    crown = int(one_inch.crown)
    cut = studio.cut(whole[max(0, crown - 6) :], Format((295, 413)))
    ground = 255 * old_ground(unit(cut.picture), unit(cut.rgb), cut.alpha, cut.face.height)
    assert np.abs(lay_over(cut.rgb, cut.alpha, ground)[:10] - np.array((120, 160, 90))).max() <= 3
