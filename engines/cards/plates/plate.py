"""A number plate: its colour, its number, and what of the one goes with the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engines.text import Character

from ..numbers import PROVINCES, is_plate, plain
from ..pieces import Points

Colour = Literal["blue", "green", "yellow", "white", "black"]
SERIAL = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
SIGNS = frozenset(PROVINCES + SERIAL + "OI警学挂港澳使领应急·.-: ")
"""What can be read on a plate. O and I are 0 and 1 there; dot and dash are the point after the second sign."""
LEAST, PROVINCE, SURE = 0.6, 0.8, 0.9
"""Least probability of a sign and of the province, and that of each sign of a number that was read only once.
Where a province was misread on tuning pictures and photographs, its probability was 0.61 at most."""
_FORMS = {
    "blue": re.compile(f"[^使].[{SERIAL}]{{5}}"),
    "green": re.compile(f"..[{SERIAL}]{{6}}"),
    "yellow": re.compile(f"[^使].[{SERIAL}]{{4}}[{SERIAL}学挂]"),
    "white": re.compile(f"..[{SERIAL}]{{4}}(?:警|应急)|WJ.{{6}}"),
    "black": re.compile(f"粤Z[{SERIAL}]{{4}}[港澳]|..[{SERIAL}]{{4}}领|使.{{6}}"),
}
_POINTS = frozenset("·.-: ")


@dataclass(frozen=True)
class Plate:
    """A plate's number, its colour, and the corners of what was read, from the upper left one on, in pixels."""

    number: str
    colour: Colour
    corners: Points


@dataclass(frozen=True)
class Guess:
    """A number as it was read once. `certain`: with probabilities that one may believe; `sure`: that alone do."""

    number: str
    certain: bool
    sure: bool


def guess(characters: Sequence[Character], colour: Colour) -> Guess | None:
    """The number that characters are, if plates of the colour have such."""
    signs = _signs(characters)
    number = plain("".join(sign.text for sign in signs), letters="Q")
    if not _fits(number, colour):
        return None
    least = min(sign.probability for sign in signs)
    province = min((sign.probability for sign in signs if sign.text in PROVINCES), default=1.0)
    return Guess(number, least >= LEAST and province >= PROVINCE, least >= SURE)


def without_province(characters: Sequence[Character], colour: Colour) -> list[Character]:
    """The signs behind a province that was not read or is not certain, if they are all others of a number; or none."""
    signs = _signs(characters)
    if signs and signs[0].text in PROVINCES and signs[0].probability >= PROVINCE:
        return []
    for rest in (signs, signs[1:]):
        if rest and _fits(PROVINCES[0] + plain("".join(sign.text for sign in rest), letters="Q"), colour):
            return rest
    return []


def _signs(characters: Sequence[Character]) -> list[Character]:
    return [character for character in characters if character.text not in _POINTS]


def _fits(number: str, colour: Colour) -> bool:
    return is_plate(number) and _FORMS[colour].fullmatch(number) is not None
