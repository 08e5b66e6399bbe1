"""What the benchmark of cards counts as right, wrong and left out."""

import json
from typing import Any

from benchmarks.cards.score import Tally, scored

HOLDER = {"type": "Front", "name": "王梦", "gender": "女", "nationality": "汉"}
OTHER = HOLDER | {"name": "李远", "gender": "男"}


def card(fields: dict[str, str], *hidden: str) -> dict[str, Any]:
    return {"fields": fields, "hidden": list(hidden)}


def menu(*pairs: tuple[str, float]) -> dict[str, str]:
    return {"content": json.dumps({"menu_items": [{"name": name, "price": price} for name, price in pairs]})}


def test_a_card_is_exact_if_every_field_is_right_however_wide_its_letters_are() -> None:
    assert scored("idcard", [card(HOLDER | {"name": "王·A"})], HOLDER | {"name": "王·Ａ"}) == Tally(1, 1, 0, 3, 0, 0)


def test_a_wrong_field_and_one_that_is_left_out_are_told_apart() -> None:
    assert scored("idcard", [card(HOLDER)], {"name": "王萝", "gender": "女"}) == Tally(1, 0, 0, 1, 1, 1)


def test_a_hidden_field_is_right_if_it_is_left_out_and_wrong_if_it_is_made_up() -> None:
    seen = {"name": "王梦", "nationality": "汉"}
    assert scored("idcard", [card(HOLDER, "gender")], seen) == Tally(1, 1, 0, 3, 0, 0)
    assert scored("idcard", [card(HOLDER, "gender")], seen | {"gender": "男"}) == Tally(1, 0, 0, 2, 1, 0)


def test_a_field_that_the_card_does_not_have_is_wrong() -> None:
    assert scored("drivinglicense", [card({"name": "王梦"})], {"name": "王梦", "valid_to": "2021-01-01"}).wrong == 1


def test_a_field_of_another_persons_card_in_the_picture_is_wrong() -> None:
    mixed = HOLDER | {"gender": "男"}
    assert scored("idcard", [card(OTHER), card(HOLDER)], mixed) == Tally(1, 0, 0, 2, 1, 0)
    assert scored("idcard", [card(OTHER), card(HOLDER)], HOLDER).exact == 1


def test_two_pages_of_a_vehicle_licence_are_one_card() -> None:
    pages = [card({"plate_num": "粤A00000"}), card({"plate_num_b": "粤A00000"})]
    assert scored("driving", pages, {"plate_num": "粤A00000", "plate_num_b": "粤A00000"}).exact == 1


def test_where_there_is_no_card_only_silence_is_exact() -> None:
    assert scored("idcard", [], {}) == Tally(1, 1, 1, 0, 0, 0)
    assert scored("idcard", [], {"name": "王梦"}) == Tally(1, 0, 0, 0, 1, 0)


def test_a_menus_pairs_are_counted_one_by_one() -> None:
    truth = card(menu(("酱鸭", 38.0), ("豆浆", 5.5)), "content")
    assert scored("menu", [truth], menu(("豆浆", 5.5), ("鸭", 38.0))) == Tally(1, 0, 0, 1, 1, 1)
