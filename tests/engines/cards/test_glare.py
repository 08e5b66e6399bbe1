"""Light on a card: what it hides, and what it does not."""

import numpy as np
import pytest

from engines.cards.documents import business, idcard
from engines.cards.frame import Frame
from engines.cards.glare import Glare
from engines.cards.pieces import Points, Rgb

SCALE = 10
PLACES: Points = np.array([(20.0 + 3.0 * place, 28.0) for place in range(6)])
"""Middles of characters in millimetres."""


def _card(ground: int) -> Rgb:
    """A grey card whose left half has a ground of one value, with six dark characters on it."""
    image = np.full((54 * SCALE, 856, 3), 200, np.uint8)
    image[:, :430] = ground
    for x, y in PLACES * SCALE:
        image[int(y) - 10 : int(y) + 10, int(x) - 9 : int(x) + 9] = 40
    return image


def _glare(image: Rgb) -> Glare:
    matrix = np.diag((1 / SCALE, 1 / SCALE, 1.0))
    return Glare(image, Frame(idcard.FRONT_LAYOUT, matrix, ()), PLACES, 3.2)


@pytest.mark.parametrize("ground", [225, 255])
def test_dark_print_on_a_ground_that_is_blown_out_is_seen(ground: int) -> None:
    glare = _glare(_card(ground))
    assert not glare.touches(17.0, 26.0, 39.0, 30.0)


def test_a_spot_behind_the_last_character_may_hide_another_one() -> None:
    image = _card(215)
    image[250:310, 365:420] = 255
    glare = _glare(image)
    assert glare.touches(35.0, 26.5, 39.5, 29.5)
    assert not glare.touches(17.0, 26.5, 31.0, 29.5)


@pytest.mark.parametrize("dark", [True, False])
def test_the_white_of_a_qr_code_beside_a_row_is_no_light(dark: bool) -> None:
    """As many modules as the smallest code has, and four of white around them."""
    image = _card(215)
    modules = np.random.default_rng(5).integers(0, 2, (21, 21)) * dark
    white = np.where(np.kron(np.pad(modules, 4), np.ones((8, 8), np.int_)) == 1, 20, 255)
    image[180:412, 365:597] = white[..., None]
    assert _glare(image).touches(35.0, 26.5, 39.5, 29.5) is not dark


def test_print_at_the_edge_of_the_picture_may_not_have_been_found() -> None:
    glare = _glare(_card(215)[:, :400])
    assert glare.touches(35.0, 26.5, 39.0, 29.5)
    assert not glare.touches(17.0, 26.5, 31.0, 29.5)


@pytest.mark.parametrize(("last", "hidden"), [(220.0, False), (160.0, True)])
def test_bright_paper_hides_nothing_where_print_was_read_that_is_as_dark_as_elsewhere(
    last: float, hidden: bool
) -> None:
    places: Points = np.array([(40.0 + 5.0 * place, 60.0 + 8 * row) for place in range(36) for row in range(5)])
    read = places[places[:, 0] < last]
    sheet = np.full((1050, 1485, 3), 225, np.uint8)
    sheet[:, 850:] = 254
    for x, y in (read * 5).astype(int):
        sheet[y - 9 : y + 9, x - 9 : x + 9 : 6] = 120
    glare = Glare(sheet, Frame(business.LYING_LAYOUT, np.diag((0.2, 0.2, 1.0)), ()), read, 5.0)
    assert glare.touches(180.0, 70.0, 200.0, 82.0) is hidden
    assert not glare.touches(40.0, 70.0, 130.0, 82.0)


def test_print_that_seems_far_too_small_for_its_card_does_not_fill_the_memory() -> None:
    matrix = np.diag((1 / SCALE, 1 / SCALE, 1.0))
    glare = Glare(_card(215), Frame(idcard.FRONT_LAYOUT, matrix, ()), PLACES, 1e-7)
    assert not glare.touches(17.0, 26.0, 39.0, 30.0)
