"""Pictures of people's cards that are not what they should be, read by the whole engine: nothing is invented."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest

from engines.cards import Card, Kind, read_cards
from functions.drivinglicense.local import FIELDS as DRIVER
from functions.idcard.local import BACK, FRONT
from tests.support import cards
from tests.support.cards import camera
from tests.support.cards.drawing import Specimen
from tests.support.models import folder_of

pytestmark = pytest.mark.slow
KINDS = ("idcard_front", "idcard_back", "drivinglicense")
NAMES: Mapping[Kind, Mapping[str, str]] = {
    Kind.IDENTITY_FRONT: FRONT,
    Kind.IDENTITY_BACK: BACK,
    Kind.DRIVING_LICENCE: DRIVER,
}


@pytest.fixture(autouse=True)
def _models() -> None:
    folder_of("text")


def _read(specimen: Specimen) -> list[dict[str, str]]:
    return [_named(card) for card in read_cards(specimen.image).cards]


def _named(card: Card) -> dict[str, str]:
    """Its fields by the vendor's names, as the drawing has them; another kind of card has been invented."""
    return card.named(NAMES[card.kind])


def _screens() -> Iterator[Specimen]:
    for kind in KINDS:
        photo = cards.make(kind, "report", 4, "photo")
        random = np.random.default_rng(4)
        yield replace(photo, image=camera.noisy(random, camera.on_screen(random, photo.image), 4))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [4, 8])
def test_of_a_card_cut_in_half_only_what_is_there_is_answered(kind: str, seed: int) -> None:
    specimen = cards.cut(kind, "report", seed)
    for fields in _read(specimen):
        assert fields.items() <= dict(specimen.fields).items()


@pytest.mark.parametrize("kind", ["idcard_front", "drivinglicense"])
def test_two_peoples_cards_keep_their_own_fields(kind: str) -> None:
    specimen = cards.together((kind, kind), "report", 4, holders=2)
    truths = [dict(card.fields) for card in specimen.cards]
    found = _read(specimen)
    assert len(found) == 2
    assert all(any(fields.items() <= truth.items() for truth in truths) for fields in found)


def test_of_a_photo_of_a_screen_nothing_is_made_up() -> None:
    for specimen in _screens():
        for fields in _read(specimen):
            assert fields.items() <= dict(specimen.fields).items()


@pytest.mark.parametrize("kind", KINDS)
def test_labels_without_a_card_are_none(kind: str) -> None:
    assert _read(cards.labels_only(kind, "report", 3, "scan")) == []
