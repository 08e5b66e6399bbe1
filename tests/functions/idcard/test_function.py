"""The function for identity cards: the vendor's form around the engine, both sides."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from pytest_mock import MockerFixture

from engines.cards import Card, Cards, Kind
from tests.functions.card_function import BLANK, CORNERS, CardFunction, answer, jpeg, local_of
from tests.support import cards

FRONT = {
    "nationality": "维吾尔",
    "name": "样本·一",
    "sex": "女",
    "birth": "2030-01-01",
    "address": "北京市朝阳区样品街1号",
    "number": "110105203001010001",
}
"""The engine's names, in no order."""


class TestFront(CardFunction):
    function = "idcard"
    cloud_name = "openapi.ocr.idcard"
    wanted = "an identity card of the second generation"
    fields: ClassVar = {
        "type": "Front",
        "name": "样本·一",
        "id": "110105203001010001",
        "addr": "北京市朝阳区样品街1号",
        "gender": "女",
        "nationality": "维吾尔",
    }
    cloud_fields: ClassVar = fields

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {"read_cards": Cards([Card(Kind.IDENTITY_FRONT, FRONT, CORNERS)], complete)}

    @pytest.mark.slow
    def test_a_drawn_front_is_read(self) -> None:
        specimen = cards.make("idcard_front", "tune", 1, "flat")
        document = answer("idcard", jpeg(specimen))
        assert document == {"errcode": 0, "errmsg": "ok", **specimen.fields}
        assert list(document) == ["errcode", "errmsg", *self.fields]

    @pytest.mark.slow
    def test_a_drawn_back_is_read(self) -> None:
        specimen = cards.make("idcard_back", "tune", 1, "flat")
        document = answer("idcard", jpeg(specimen))
        assert list(document.items())[2:] == [("type", "Back"), ("valid_date", specimen.fields["valid_date"])]

    @pytest.mark.slow
    def test_a_driving_licence_is_no_identity_card(self) -> None:
        self.refused(answer("idcard", jpeg(cards.make("drivinglicense", "tune", 1, "flat"))))

    @pytest.mark.slow
    def test_a_form_with_the_same_labels_is_no_identity_card(self) -> None:
        self.refused(answer("idcard", jpeg(cards.make("wrong_form", "tune", 1, "flat"))))

    @pytest.mark.parametrize("lost", ["name", "number", "address", "sex", "nationality"])
    def test_what_is_not_certain_is_absent(self, mocker: MockerFixture, lost: str) -> None:
        rest = {name: text for name, text in FRONT.items() if name != lost}
        found = Cards([Card(Kind.IDENTITY_FRONT, rest, CORNERS)], complete=True)
        mocker.patch.object(local_of("idcard"), "read_cards", return_value=found)
        names = {"name": "name", "number": "id", "address": "addr", "sex": "gender", "nationality": "nationality"}
        assert answer("idcard", BLANK) == {
            "errcode": 0,
            "errmsg": "ok",
            **{name: text for name, text in self.fields.items() if name != names[lost]},
        }

    def test_of_both_sides_the_front_is_answered(self, mocker: MockerFixture) -> None:
        back = Card(Kind.IDENTITY_BACK, {"validity": "20170105-长期"}, CORNERS)
        found = Cards([back, Card(Kind.IDENTITY_FRONT, FRONT, CORNERS)], complete=True)
        mocker.patch.object(local_of("idcard"), "read_cards", return_value=found)
        assert answer("idcard", BLANK)["type"] == "Front"
