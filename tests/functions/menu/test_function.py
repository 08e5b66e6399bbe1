"""The function for menus: pairs of name and price, in a text that holds JSON."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from engines.cards import Dish
from tests.functions.card_function import CardFunction, answer, jpeg, read_text
from tests.support import cards


class TestMenu(CardFunction):
    function = "menu"
    cloud_name = "openapi.ocr.menu"
    wanted = "a menu with prices"
    fields: ClassVar = {
        "content": '{"menu_items": [{"name": "酱鸭", "price": 48.0}, {"name": "\\"汤\\"", "price": 5.5}]}'
    }
    cloud_fields: ClassVar = fields

    def reading(self, *, complete: bool) -> Mapping[str, Any]:
        return {
            "engine": read_text(complete=complete),
            "read_menu": [Dish("酱鸭", 48.0), Dish('"汤"', 5.5)],
        }

    @pytest.mark.slow
    def test_a_drawn_menu_is_read(self) -> None:
        specimen = cards.make("menu_1", "tune", 1, "flat")
        document = answer("menu", jpeg(specimen))
        assert list(document) == ["errcode", "errmsg", "content"]
        assert type(document["content"]) is str
        items = json.loads(document["content"])["menu_items"]
        assert all(list(item) == ["name", "price"] and type(item["price"]) is float for item in items)
        assert items == json.loads(specimen.fields["content"])["menu_items"]

    @pytest.mark.slow
    def test_a_receipt_is_no_menu(self) -> None:
        self.refused(answer("menu", jpeg(cards.make("wrong_receipt", "tune", 1, "flat"))))
