"""The function for driving licences: the vendor's form around the engine."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from pytest_mock import MockerFixture

from engines.cards import Card, Cards, Kind
from tests.functions.card_function import BLANK, CORNERS, CardFunction, answer, jpeg, local_of
from tests.support import cards

LICENCE = {
    "valid_to": "2054-01-02",
    "classes": "C1",
    "name": "样本一",
    "number": "110105203001010001",
    "sex": "女",
    "nationality": "中国",
    "address": "北京市朝阳区样品街1号",
    "birth": "2030-01-01",
    "first_issue": "2048-01-02",
    "valid_from": "2048-01-02",
}
"""The engine's names, in no order."""


class TestDrivingLicence(CardFunction):
    function = "drivinglicense"
    cloud_name = "openapi.ocr.driverLicense"
    wanted = "the main page of a driving licence"
    fields: ClassVar = {
        "id_num": "110105203001010001",
        "name": "样本一",
        "sex": "女",
        "nationality": "中国",
        "address": "北京市朝阳区样品街1号",
        "birth_date": "2030-01-01",
        "issue_date": "2048-01-02",
        "car_class": "C1",
        "valid_from": "2048-01-02",
        "valid_to": "2054-01-02",
    }
    cloud_fields: ClassVar = {
        "idNum": "110105203001010001",
        "name": "样本一",
        "sex": "女",
        "nationality": "中国",
        "address": "北京市朝阳区样品街1号",
        "birthDate": "2030-01-01",
        "issueDate": "2048-01-02",
        "carClass": "C1",
        "validFrom": "2048-01-02",
        "validTo": "2054-01-02",
    }

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {"read_cards": Cards([Card(Kind.DRIVING_LICENCE, LICENCE, CORNERS)], complete)}

    @pytest.mark.slow
    def test_a_drawn_licence_is_read(self) -> None:
        specimen = cards.make("drivinglicense", "tune", 2, "flat")
        document = answer("drivinglicense", jpeg(specimen))
        assert document == {"errcode": 0, "errmsg": "ok", **specimen.fields}
        assert list(document) == ["errcode", "errmsg", *self.fields]

    def test_an_old_licence_without_a_last_day_has_none(self, mocker: MockerFixture) -> None:
        old = {name: text for name, text in LICENCE.items() if name != "valid_to"}
        found = Cards([Card(Kind.DRIVING_LICENCE, old, CORNERS)], complete=True)
        mocker.patch.object(local_of("drivinglicense"), "read_cards", return_value=found)
        assert list(answer("drivinglicense", BLANK))[2:] == list(self.fields)[:-1]

    @pytest.mark.slow
    def test_an_identity_card_is_no_driving_licence(self) -> None:
        self.refused(answer("drivinglicense", jpeg(cards.make("idcard_front", "tune", 1, "flat"))))
