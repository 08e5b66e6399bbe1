"""The function for bank cards: one number under both of the vendor's names."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from tests.functions.card_function import CardFunction, answer, jpeg, read_text
from tests.support import cards


class TestBankCard(CardFunction):
    function = "bankcard"
    cloud_name = "openapi.ocr.bankcard"
    wanted = "the front of a bank card"
    fields: ClassVar = {"number": "6222020000000000000", "id": "6222020000000000000"}
    cloud_fields: ClassVar = fields

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {
            "engine": read_text(complete=complete),
            "read_bank_cards": [SimpleNamespace(number=number) for number in ("6222020000000000000", "1")],
        }

    @pytest.mark.slow
    def test_a_drawn_card_is_read(self) -> None:
        specimen = cards.make("bankcard_flat", "tune", 1, "flat")
        document = answer("bankcard", jpeg(specimen))
        number = specimen.fields["number"]
        assert list(document.items())[2:] == [("number", number), ("id", number)]

    @pytest.mark.slow
    def test_the_number_of_an_identity_card_is_not_that_of_a_bank_card(self) -> None:
        self.refused(answer("bankcard", jpeg(cards.make("idcard_front", "tune", 1, "flat"))))
