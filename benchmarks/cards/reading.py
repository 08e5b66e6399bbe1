"""What each function would answer on a picture, in the vendor's names, and its time."""

import json
import time
from collections.abc import Callable, Mapping

from engines.cards import Cards, Kind, read_cards, read_menu
from engines.cards.bankcards import read_bank_cards
from engines.cards.pieces import Rgb
from engines.cards.plates import read_plates
from engines.text import Line, engine
from functions.bizlicense.local import FIELDS as BUSINESS
from functions.driving.local import MAIN, SECOND
from functions.drivinglicense.local import FIELDS as DRIVER
from functions.idcard.local import BACK, FRONT
from shared.clock import NEVER, Budget

Fields = dict[str, str]
Names = Mapping[str, str]
Ways = tuple[tuple[tuple[tuple[Kind, ...], Names], ...], ...]
"""Alternatives, each of pages: the kinds of which a page may be, and its fields."""
PAGES: dict[str, Ways] = {
    "idcard": ((((Kind.IDENTITY_FRONT,), FRONT),), (((Kind.IDENTITY_BACK,), BACK),)),
    "driving": ((((Kind.VEHICLE_MAIN,), MAIN), ((Kind.VEHICLE_SECOND,), SECOND)),),
    "drivinglicense": ((((Kind.DRIVING_LICENCE,), DRIVER),),),
    "bizlicense": ((((Kind.BUSINESS_LYING, Kind.BUSINESS_STANDING), BUSINESS),),),
}
"""For each function of documents: the first of these that is in the picture is its answer, with all its pages."""


def documents(rgb: Rgb) -> dict[str, Fields]:
    """The answers of the functions that read documents; one that finds nothing has none."""
    read = read_cards(rgb)
    answers = {function: _document(read, ways) for function, ways in PAGES.items()}
    return {function: fields for function, fields in answers.items() if fields}


def _document(read: Cards, ways: Ways) -> Fields:
    for pages in ways:
        fields: Fields = {}
        for kinds, names in pages:
            if card := read.first(*kinds):
                fields |= {name: card.fields[field] for name, field in names.items() if field in card.fields}
        if fields:
            return fields
    return {}


def _bank_card(rgb: Rgb, lines: list[Line]) -> Fields:
    found = read_bank_cards(rgb, lines, engine(), Budget(NEVER))
    return {"number": found[0].number} if found else {}


def _plate(rgb: Rgb, lines: list[Line]) -> Fields:
    found = read_plates(rgb, lines, engine(), Budget(NEVER))
    return {"number": found[0].number} if found else {}


def _menu(_rgb: Rgb, lines: list[Line]) -> Fields:
    dishes = [{"name": dish.name, "price": dish.price} for dish in read_menu(lines)]
    return {"content": json.dumps({"menu_items": dishes}, ensure_ascii=False)} if dishes else {}


ON_LINES: dict[str, Callable[[Rgb, list[Line]], Fields]] = {"bankcard": _bank_card, "platenum": _plate, "menu": _menu}
"""The functions that read what the text engine has found."""


def on_lines(rgb: Rgb, lines: list[Line], functions: list[str]) -> dict[str, Fields]:
    """The answers of some of those functions."""
    return {function: fields for function in functions if (fields := ON_LINES[function](rgb, lines))}


def timed(rgb: Rgb, function: str) -> tuple[dict[str, Fields], float]:
    """What a function answers (of documents: those of the other documents' too), and seconds of CPU."""
    began = time.process_time()
    answers = on_lines(rgb, engine().read(rgb).lines, [function]) if function in ON_LINES else documents(rgb)
    return answers, time.process_time() - began


def read_text(rgb: Rgb) -> tuple[list[Line], float]:
    """The lines of the same picture read as printed text, and seconds of CPU."""
    began = time.process_time()
    lines = engine().read(rgb).lines
    return lines, time.process_time() - began
