"""Licences and menus that are drawn, scanned and read by the whole engine."""

import json
import unicodedata
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from pytest_mock import MockerFixture

from engines.cards import Kind, read_bank_cards, read_cards, read_menu, read_plates, reader
from engines.text import engine
from tests.engines.cards.documents import ENDLESS
from tests.support import cards
from tests.support.cards.drawing import Specimen
from tests.support.models import folder_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bizlicense_landscape", Kind.BUSINESS_LYING),
        ("bizlicense_individual", Kind.BUSINESS_LYING),
        ("bizlicense_portrait", Kind.BUSINESS_STANDING),
    ],
)
def test_a_scanned_licence_is_read_in_full(name: str, kind: Kind) -> None:
    folder_of("text")
    specimen = cards.make(name, "report", 1, "scan")
    card = read_cards(specimen.image).first(kind)
    assert card is not None
    truth = {field: unicodedata.normalize("NFKC", text) for field, text in specimen.fields.items()}
    truth["number"] = truth.pop("reg_num")
    assert {field: unicodedata.normalize("NFKC", text) for field, text in card.fields.items()} == truth


@pytest.mark.parametrize("name", ["menu_1", "menu_2", "menu_3"])
def test_a_scanned_menu_has_its_dishes(name: str) -> None:
    folder_of("text")
    specimen = cards.make(name, "report", 0, "scan")
    truth = [(item["name"], item["price"]) for item in json.loads(specimen.fields["content"])["menu_items"]]
    dishes = read_menu(engine().read(specimen.image).lines)
    assert len(set(dishes) & set(truth)) >= 0.8 * len(truth)
    assert len(set(dishes) - set(truth)) <= 0.2 * len(truth)


@pytest.mark.parametrize("name", ["idcard_front", "driving_back", "bankcard_flat", "wrong_receipt", "wrong_form"])
def test_another_document_is_no_licence_no_menu_and_no_plate(mocker: MockerFixture, name: str) -> None:
    folder_of("text")
    image = cards.make(name, "report", 0, "scan").image
    text = engine().read(image)
    mocker.patch.object(
        reader, "engine", return_value=SimpleNamespace(read=lambda *_: text, read_line=engine().read_line)
    )
    found = read_cards(image)
    assert found.first(Kind.BUSINESS_LYING) is None
    assert found.first(Kind.BUSINESS_STANDING) is None
    assert read_menu(text.lines) == []
    assert read_plates(image, text.lines, engine(), ENDLESS) == []
    assert name == "bankcard_flat" or read_bank_cards(image, text.lines, engine(), ENDLESS) == []


@pytest.mark.parametrize(
    "specimen",
    [
        lambda: cards.cut("bankcard_flat", "tune", 0),
        lambda: cards.cut("platenum_blue", "tune", 0),
        lambda: cards.labels_only("bankcard_flat", "tune", 0, "scan"),
    ],
)
def test_half_a_card_half_a_plate_and_a_sheet_of_labels_have_no_number_that_is_not_there(
    specimen: Callable[[], Specimen],
) -> None:
    folder_of("text")
    drawn = specimen()
    lines = engine().read(drawn.image).lines
    found = [card.number for card in read_bank_cards(drawn.image, lines, engine(), ENDLESS)]
    found += [plate.number for plate in read_plates(drawn.image, lines, engine(), ENDLESS)]
    assert set(found) <= {text for card in drawn.cards for text in card.fields.values()}
