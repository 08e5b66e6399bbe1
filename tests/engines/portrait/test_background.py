"""Backgrounds are exact, gradients run from the first row to the last, and edges are as before."""

import numpy as np

from engines.portrait import Background, Cut
from engines.portrait.arrays import unit
from engines.portrait.background import composite

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
