"""The function for number plates: the vendor's form around the engine."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from tests.functions.card_function import CardFunction, answer, jpeg, read_text
from tests.support import cards


class TestNumberPlate(CardFunction):
    function = "platenum"
    cloud_name = "openapi.ocr.plateNum"
    wanted = "the number plate of a vehicle"
    fields: ClassVar = {"number": "粤B00000"}
    cloud_fields: ClassVar = fields

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {
            "engine": read_text(complete=complete),
            "read_plates": [SimpleNamespace(number=number) for number in ("粤B00000", "京A00000")],
        }

    @pytest.mark.slow
    def test_the_plate_of_a_drawn_car_in_a_street_is_read(self) -> None:
        specimen = cards.make("platenum_blue", "tune", 1, "photo")
        document = answer("platenum", jpeg(specimen))
        assert document == {"errcode": 0, "errmsg": "ok", "number": specimen.fields["number"]}

    @pytest.mark.slow
    def test_the_plate_that_a_vehicle_licence_names_is_no_plate(self) -> None:
        self.refused(answer("platenum", jpeg(cards.make("driving_front", "tune", 1, "flat"))))
