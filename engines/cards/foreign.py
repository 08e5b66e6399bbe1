"""Vehicles made abroad: their maker's name has no 牌 behind it, their type is what their VIN begins with."""

from .certainty import CHINESE, DOTS, certain, proven
from .numbers import is_foreign_vin, is_vin
from .value import Value

MODEL = rf"{CHINESE}(?:{CHINESE}|[{DOTS}-])*[A-HJ-NPR-Z\d]{{8}}"
TYPE = 8
"""Characters of a VIN that name the maker and describe the vehicle (ISO 3779): an import's type is made of them."""
SURE = 0.9
"""Least probability of the characters of a number that no digit checks."""


def vin_of(value: Value | None, model: Value | None) -> str | None:
    """The VIN: one that proves itself, or one of abroad that begins as the vehicle's type ends, if it is certain."""
    number = proven(value, is_vin)
    text = certain(value) or ""
    if number or value is None or value.least < SURE or not is_foreign_vin(text):
        return number
    return text if model is not None and model.text.endswith(text[:TYPE]) else None


def model_of(model: Value | None, vin: Value | None) -> str | None:
    """An import's type, if it is certain and what the VIN begins with."""
    text = certain(model)
    return text if text and vin is not None and text.endswith(vin.text[:TYPE]) else None
