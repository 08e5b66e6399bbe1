"""The function for vehicle licences: the main page, the second page, and both in one picture."""

from collections.abc import Mapping
from dataclasses import replace
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

MAIN = Card(
    Kind.VEHICLE_MAIN,
    {
        "vin": "LSVAA0000K0000000",
        "issued": "2018-07-01",
        "plate": "粤B00000",
        "type": "小型轿车",
        "owner": "样本一",
        "address": "广东省深圳市样品街1号",
        "use": "非营运",
        "model": "样品牌YP0001",
        "engine": "A00001",
        "registered": "2018-07-06",
    },
    CORNERS,
)
SECOND = Card(
    Kind.VEHICLE_SECOND,
    {
        "dimensions": "4582x1795x1458mm",
        "plate": "粤B00000",
        "record": "440300000000",
        "persons": "5人",
        "total_mass": "2700kg",
        "kerb_mass": "1995kg",
    },
    CORNERS,
)
"""The engine's names, in no order."""
SIZE = {"w": 300, "h": 200}


class TestVehicleLicence(CardFunction):
    function = "driving"
    cloud_name = "openapi.ocr.drivingLicense"
    wanted = "a page of a vehicle licence"
    fields: ClassVar = {
        "plate_num": "粤B00000",
        "vehicle_type": "小型轿车",
        "owner": "样本一",
        "addr": "广东省深圳市样品街1号",
        "use_character": "非营运",
        "model": "样品牌YP0001",
        "vin": "LSVAA0000K0000000",
        "engine_num": "A00001",
        "register_date": "2018-07-06",
        "issue_date": "2018-07-01",
        "plate_num_b": "粤B00000",
        "record": "440300000000",
        "passengers_num": "5人",
        "total_quality": "2700kg",
        "prepare_quality": "1995kg",
        "overall_size": "4582x1795x1458mm",
        "card_position_front": {"pos": POS},
        "card_position_back": {"pos": POS},
        "img_size": SIZE,
    }
    cloud_fields: ClassVar = {
        "plateNum": "粤B00000",
        "vehicleType": "小型轿车",
        "owner": "样本一",
        "addr": "广东省深圳市样品街1号",
        "useCharacter": "非营运",
        "model": "样品牌YP0001",
        "vin": "LSVAA0000K0000000",
        "engineNum": "A00001",
        "registerDate": "2018-07-06",
        "issueDate": "2018-07-01",
        "plateNumB": "粤B00000",
        "record": "440300000000",
        "passengersNum": "5人",
        "totalQuality": "2700kg",
        "prepareQuality": "1995kg",
        "overallSize": "4582x1795x1458mm",
        "cardPositionFront": {"pos": POS_OF_CLOUD_CALLS},
        "cardPositionBack": {"pos": POS_OF_CLOUD_CALLS},
        "imgSize": SIZE,
    }

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {"read_cards": Cards([SECOND, MAIN], complete)}

    def test_a_page_that_is_not_there_has_no_place_and_no_fields(self, mocker: MockerFixture) -> None:
        read = mocker.patch.object(local_of("driving"), "read_cards", return_value=Cards([MAIN], complete=True))
        names = list(self.fields)
        assert list(answer("driving", BLANK))[2:] == [*names[:10], "card_position_front", "img_size"]
        read.return_value = Cards([SECOND], complete=True)
        assert list(answer("driving", BLANK))[2:] == [*names[10:16], "card_position_back", "img_size"]

    def test_the_second_page_of_another_vehicle_is_left_out(self, mocker: MockerFixture) -> None:
        other = replace(SECOND, fields={**SECOND.fields, "plate": "粤B00001"})
        mocker.patch.object(local_of("driving"), "read_cards", return_value=Cards([other, MAIN], complete=True))
        document = answer("driving", BLANK)
        assert document["plate_num"] == "粤B00000"
        assert "plate_num_b" not in document
        assert "card_position_back" not in document

    @pytest.mark.slow
    def test_both_pages_in_one_photograph(self) -> None:
        specimen = cards.together(("driving_front", "driving_back"), "tune", 1)
        document = answer("driving", jpeg(specimen))
        assert list(document) == ["errcode", "errmsg", *self.fields]
        main, second = specimen.cards
        truth = {**main.fields, **second.fields}
        assert {name: document[name] for name in truth} == truth
        height, width = specimen.image.shape[:2]
        assert document["img_size"] == {"w": width, "h": height}
        for place, card in (("card_position_front", main), ("card_position_back", second)):
            found = [(point["x"], point["y"]) for point in document[place]["pos"].values()]
            assert all(type(value) is int for point in found for value in point)
            assert abs(card.corners - found).max() < 0.06 * max(height, width)

    @pytest.mark.slow
    def test_a_driving_licence_is_no_vehicle_licence(self) -> None:
        self.refused(answer("driving", jpeg(cards.make("drivinglicense", "tune", 1, "flat"))))
