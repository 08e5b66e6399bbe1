"""Driving and vehicle licences, from lines written by hand."""

import pytest

from engines.cards.documents import driver, vehicle
from tests.support.lines import Print

from .documents import labels, read
from .written import Told, line

VIN = "LHGCKKLW0HJ000000"
DRIVER = labels(driver.LAYOUT, ["有效起始日期"])
VEHICLE = labels(vehicle.MAIN_LAYOUT)
SECOND = labels(vehicle.SECOND_LAYOUT)


def _fields(prints: list[Print]) -> dict[str, str]:
    ((_, fields),) = read(prints)
    return fields


def test_a_validity_of_which_the_word_between_was_not_read() -> None:
    days = [Print("2015-08-10", 26.0, 55.5, 2.9), Print("2025-08-10", 47.5, 55.5, 2.9)]
    fields = _fields(DRIVER + days)
    assert (fields["valid_from"], fields["valid_to"]) == ("2015-08-10", "2025-08-10")


def test_a_doubtful_stroke_in_a_day_is_no_doubt() -> None:
    assert _fields([*DRIVER, Print("1980-07-31", 46.0, 36.6, 2.9, doubt={4: 0.2})])["birth"] == "1980-07-31"


def test_a_doubtful_digit_in_a_day_leaves_it_out() -> None:
    assert "birth" not in _fields([*DRIVER, Print("1980-07-31", 46.0, 36.6, 2.9, doubt={3: 0.4})])


def test_a_doubtful_vin_that_proves_itself_is_certain() -> None:
    doubt = dict.fromkeys(range(8, 17), 0.6)
    assert _fields([*VEHICLE, Print(VIN, 43.5, 40.8, 3.0, doubt=doubt)])["vin"] == VIN


def test_a_vin_that_does_not_prove_itself_is_left_out() -> None:
    assert "vin" not in _fields([*VEHICLE, Print(VIN[:-1] + "1", 43.5, 40.8, 3.0), Print("小型轿车", 55.5, 14.6, 3.0)])


def test_dimensions_of_which_a_digit_is_lost_are_left_out() -> None:
    persons = Print("5人", 18.5, 18.6, 2.9)
    whole = _fields([*SECOND, persons, Print("3994×1889×1565mm", 18.5, 31.4, 2.4)])
    assert whole["dimensions"] == "3994x1889x1565mm"
    assert "dimensions" not in _fields([*SECOND, persons, Print("3994×1889×156mm", 18.5, 31.4, 2.4)])


def test_what_the_edge_of_the_picture_may_have_cut_off_is_left_out() -> None:
    values = [
        Print("粤B12345", 16.5, 14.6, 3.2),
        Print("东莞市云雀俊物流有", 16.5, 21.2, 3.0),
        Print("N68", 43.5, 47.0, 3.0),
    ]
    assert {"plate", "owner", "engine"} <= set(_fields(VEHICLE + values))
    ((_, fields),) = read([*VEHICLE, *values], size=(1200, 650))
    assert set(fields) == {"plate"}


def test_the_end_of_an_english_label_below_a_use_is_none_of_it() -> None:
    english = Print("UseCharacter", 28.0, 36.4, 1.7)
    assert _fields([*VEHICLE, english, Print("租赁", 38.8, 35.2, 2.7)])["use"] == "租赁"


def test_half_a_label_before_a_value_is_none_of_it() -> None:
    days = Print("期限vaP2017-12-30至2027-12-30", 8.0, 55.5, 2.4, doubt=dict.fromkeys(range(5), 0.3))
    fields = _fields([*labels(driver.LAYOUT, ["有效起始日期", "有效期限"]), days, Print("s=男", 50.0, 20.3, 2.9)])
    assert (fields["valid_from"], fields["valid_to"], fields["sex"]) == ("2017-12-30", "2027-12-30", "男")


def test_a_row_behind_the_card_does_not_spoil_a_day() -> None:
    behind = Print("今天夜间多云", 34.6, 58.2, 2.4)
    fields = _fields([*DRIVER, Print("2015-08-10至长期", 26.0, 55.5, 2.9), behind])
    assert (fields["valid_from"], fields["valid_to"]) == ("2015-08-10", "长期")


@pytest.mark.parametrize(("x", "whole"), [(14.5, True), (18.0, False)])
def test_the_third_row_of_an_address_is_no_longer_than_its_zone(x: float, whole: bool) -> None:
    rows = [
        Print("贵州省黔西南布依族苗族自治州兴义市", 14.5, 26.8, 2.75),
        Print("枫桥北街道461号水岸家园二期C座1015", 14.5, 30.4, 2.75),
        Print("号房二楼甲乙丙室", x, 34.0, 2.75),
    ]
    ((_, fields),) = read([*DRIVER, *rows])
    assert fields["address"].endswith("丙室") == whole


def test_the_last_character_of_an_address_alone_in_its_row_is_looked_for() -> None:
    rows = [
        Print("贵州省黔西南布依族苗族自治州兴义市", 14.5, 26.8, 2.75),
        Print("枫桥北街道461号水岸家园二期C座1015", 14.5, 30.4, 2.75),
    ]
    again = Told([line("室", 352, 392)]).engine
    ((_, fields),) = read([*DRIVER, *rows], engine=again)
    assert fields["address"] == rows[0].text + rows[1].text + "室"


def test_a_plate_and_a_type_close_below_the_title_s_english_are_read() -> None:
    english = Print("Vehicle License of the People's Republic of China", 19.0, 11.6, 2.2, 1.2)
    values = [Print("甘A773RL", 16.4, 14.7, 3.0), Print("小型轿车", 55.9, 15.1, 3.0)]
    fields = _fields([*VEHICLE, english, *values])
    assert (fields["plate"], fields["type"]) == ("甘A773RL", "小型轿车")


ABROAD = "ZARNB43N5WN705902"
MODEL = Print("阿尔法罗密欧ZARNB43N", 64.1, 33.9, 1.6)


def test_an_import_s_vin_whose_ninth_place_checks_nothing_is_read_and_its_type_with_it() -> None:
    fields = _fields([*VEHICLE, MODEL, Print(ABROAD, 43.5, 40.8, 3.0)])
    assert (fields["model"], fields["vin"]) == ("阿尔法罗密欧ZARNB43N", ABROAD)


@pytest.mark.parametrize(
    ("vin", "doubt"), [(ABROAD, {12: 0.8}), (ABROAD.replace("43N", "48N"), {}), ("L" + ABROAD[1:], {})]
)
def test_an_import_s_vin_that_is_doubtful_or_not_what_its_type_says_is_left_out(
    vin: str, doubt: dict[int, float]
) -> None:
    assert "vin" not in _fields([*VEHICLE, MODEL, Print(vin, 43.5, 40.8, 3.0, doubt=doubt)])


def test_a_trailer_s_engine_number_is_the_word_for_none() -> None:
    assert _fields([*VEHICLE, Print("无", 43.5, 47.0, 3.0)])["engine"] == "无"


def test_dimensions_whose_unit_lost_a_letter_are_read() -> None:
    assert _fields([*SECOND, Print("3994×1889×1565m", 18.5, 31.4, 2.4)])["dimensions"] == "3994x1889x1565mm"


def test_a_maker_s_letters_that_look_like_an_ideograph_are_letters() -> None:
    assert _fields([*VEHICLE, Print("吉利美日牌儿79207F", 64.0, 33.9, 2.0)])["model"] == "吉利美日牌JL79207F"


def test_dimensions_in_one_line_with_the_next_label_misread_are_read() -> None:
    labels_ = labels(vehicle.SECOND_LAYOUT, ["准牵引总质量"])
    fields = _fields([*labels_, Print("3915×1651×1805mm准牵引|总质量--", 18.5, 31.4, 2.3)])
    assert fields["dimensions"] == "3915x1651x1805mm"
