"""The function for business licences: the vendor's form around the engine."""

import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from pytest_mock import MockerFixture

from engines.cards import Card, Cards, Kind
from tests.functions.card_function import (
    BLANK,
    CORNERS,
    POS,
    POS_OF_CLOUD_CALLS,
    CardFunction,
    answer,
    jpeg,
    local_of,
)
from tests.support import cards

LICENCE = {
    "registered_date": "2019年01月01日",
    "number": "91110105MA0000000Y",
    "serial": "00000000",
    "legal_representative": "样本一",
    "enterprise_name": "北京样品商贸有限公司",
    "type_of_organization": "个人经营",
    "address": "北京市朝阳区样品街1号",
    "type_of_enterprise": "有限责任公司",
    "business_scope": "销售样品。",
    "registered_capital": "壹佰万元整",
    "paid_in_capital": "壹佰万元整",
    "valid_period": "长期",
}
"""The engine's names, in no order."""
SIZE = {"w": 300, "h": 200}


class TestBusinessLicence(CardFunction):
    function = "bizlicense"
    cloud_name = "openapi.ocr.businessLicense"
    wanted = "a business licence of 2019 or later"
    fields: ClassVar = {
        "reg_num": "91110105MA0000000Y",
        "serial": "00000000",
        "legal_representative": "样本一",
        "enterprise_name": "北京样品商贸有限公司",
        "type_of_organization": "个人经营",
        "address": "北京市朝阳区样品街1号",
        "type_of_enterprise": "有限责任公司",
        "business_scope": "销售样品。",
        "registered_capital": "壹佰万元整",
        "paid_in_capital": "壹佰万元整",
        "valid_period": "长期",
        "registered_date": "2019年01月01日",
        "cert_position": {"pos": POS},
        "img_size": SIZE,
    }
    cloud_fields: ClassVar = {
        "regNum": "91110105MA0000000Y",
        "serial": "00000000",
        "legalRepresentative": "样本一",
        "enterpriseName": "北京样品商贸有限公司",
        "typeOfOrganization": "个人经营",
        "address": "北京市朝阳区样品街1号",
        "typeOfEnterprise": "有限责任公司",
        "businessScope": "销售样品。",
        "registeredCapital": "壹佰万元整",
        "paidInCapital": "壹佰万元整",
        "validPeriod": "长期",
        "registeredDate": "2019年01月01日",
        "certPosition": {"pos": POS_OF_CLOUD_CALLS},
        "imgSize": SIZE,
    }

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {"read_cards": Cards([Card(Kind.BUSINESS_LYING, LICENCE, CORNERS)], complete)}

    @pytest.mark.slow
    def test_a_drawn_licence_is_read(self) -> None:
        specimen = cards.make("bizlicense_landscape", "tune", 2, "flat")
        document = answer("bizlicense", jpeg(specimen))
        # Both widths of brackets and colons are good.
        truth = {name: unicodedata.normalize("NFKC", text) for name, text in specimen.fields.items()}
        assert {name: unicodedata.normalize("NFKC", document[name]) for name in truth} == truth
        present = {*truth, "cert_position", "img_size"}
        assert list(document)[2:] == [name for name in self.fields if name in present]
        height, width = specimen.image.shape[:2]
        assert document["img_size"] == {"w": width, "h": height}

    @pytest.mark.parametrize("lost", ["serial", "paid_in_capital", "valid_period"])
    def test_what_a_standing_licence_does_not_say_is_absent(self, mocker: MockerFixture, lost: str) -> None:
        rest = {name: text for name, text in LICENCE.items() if name != lost}
        found = Cards([Card(Kind.BUSINESS_STANDING, rest, CORNERS)], complete=True)
        mocker.patch.object(local_of("bizlicense"), "read_cards", return_value=found)
        assert list(answer("bizlicense", BLANK))[2:] == [name for name in self.fields if name != lost]

    def test_of_two_licences_the_clearest_is_answered_however_it_lies(self, mocker: MockerFixture) -> None:
        clear = Card(Kind.BUSINESS_STANDING, LICENCE, CORNERS)
        pale = Card(Kind.BUSINESS_LYING, {"serial": "00000001"}, CORNERS)
        mocker.patch.object(local_of("bizlicense"), "read_cards", return_value=Cards([clear, pale], complete=True))
        assert answer("bizlicense", BLANK)["serial"] == LICENCE["serial"]

    @pytest.mark.slow
    def test_a_receipt_is_no_business_licence(self) -> None:
        self.refused(answer("bizlicense", jpeg(cards.make("wrong_receipt", "tune", 1, "flat"))))
