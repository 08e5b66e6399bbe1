"""Cards and licences drawn by ourselves, with their truth: layouts after the public ones, numbers that are nobody's.

There are two sets, `tune` and `report`: no face, no ground and no seed is in both. What was tuned on one is
reported on the other.
A seed is one holder: the front and the back of one seed belong together.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from zlib import crc32

import numpy as np

from . import bankcard, bizlicense, driver, idcard, menu, otherfirms, others, othervehicles, plates, shots, vehicle
from .drawing import Drawing, Specimen
from .fonts import SPLITS, Faces, Split

Condition = Literal["flat", "scan", "photo", "hard"]
CONDITIONS: tuple[Condition, ...] = ("flat", "scan", "photo", "hard")
KINDS: Mapping[str, Callable[[Faces, np.random.Generator, bool], Drawing]] = {
    "idcard_front": idcard.front,
    "idcard_back": idcard.back,
    "idcard_bilingual": idcard.bilingual,
    "idcard_front_other": idcard.FRONT_BY_ANOTHER,
    "idcard_back_other": idcard.BACK_BY_ANOTHER,
    "idcard_bilingual_other": idcard.BILINGUAL_BY_ANOTHER,
    "bankcard_flat": bankcard.flat,
    "bankcard_silver": bankcard.silver,
    "bankcard_raised": bankcard.raised,
    "bankcard_worn": bankcard.worn,
    "bankcard_busy": bankcard.busy,
    "bankcard_portrait": bankcard.upright,
    "driving_front": vehicle.main_page,
    "driving_back": vehicle.second_page,
    "driving_front_other": othervehicles.main_page,
    "driving_back_other": othervehicles.second_page,
    "drivinglicense": driver.today,
    "drivinglicense_other": driver.BY_ANOTHER,
    "drivinglicense_old": driver.before_2012,
    "bizlicense_landscape": bizlicense.landscape,
    "bizlicense_portrait": bizlicense.portrait,
    "bizlicense_individual": bizlicense.individual,
    "bizlicense_lying_other": otherfirms.lying,
    "bizlicense_standing_other": otherfirms.standing,
    "platenum_blue": plates.blue,
    "platenum_yellow": plates.yellow,
    "platenum_green": plates.green,
    "platenum_white": plates.police,
    "platenum_black": plates.black,
    "platenum_lorry": plates.lorry,
    "menu_1": menu.one,
    "menu_2": menu.two,
    "menu_3": menu.three,
    "wrong_receipt": others.receipt,
    "wrong_staff_card": others.staff_card,
    "wrong_business_card": others.business_card,
    "wrong_ticket": others.ticket,
    "wrong_book_page": others.book_page,
    "wrong_form": others.form,
}
"""What can be drawn: the vendor's name of the function, then which of its cards; `wrong_...` is no function's.

`..._other` is laid out by other hands than ours, another one for each seed: nothing in the engine is measured on them.
"""


def make(kind: str, split: Split, seed: int, condition: Condition) -> Specimen:
    """One card of a kind in one condition; always the same for the same arguments.

    A plate is `flat` alone, and otherwise on a car in a street. What is wrong for every function has no card in it.
    """
    drawn, taking = _generators(split, seed, kind, condition)
    faces = Faces(split, drawn)
    drawing = KINDS[kind](faces, drawn, False)
    if condition == "flat":
        return shots.flat(drawing)
    if condition == "scan":
        return shots.scan((drawing,), taking)
    return shots.photo((drawing,), taking, faces, split, hard=condition == "hard")


def together(kinds: Sequence[str], split: Split, seed: int, holders: int = 1) -> Specimen:
    """Several cards in one photograph: of one holder, or each of another."""
    drawings = []
    for place, kind in enumerate(kinds):
        drawn, _ = _generators(split, seed + place * 100_000 * (holders > 1), kind, "photo")
        drawings.append(KINDS[kind](Faces(split, drawn), drawn, False))
    drawn, taking = _generators(split, seed, "+".join(kinds), "photo")
    return shots.photo(drawings, taking, Faces(split, drawn), split, hard=False)


def cut(kind: str, split: Split, seed: int) -> Specimen:
    """A photograph whose edge goes through the card's middle: the fields beyond it and across it are hidden."""
    _, taking = _generators(split, seed, kind, "cut")
    return shots.cut(make(kind, split, seed, "photo"), taking)


def labels_only(kind: str, split: Split, seed: int, condition: Condition) -> Specimen:
    """A white sheet with a kind's labels where its cards have them, and no value: no card."""
    drawn, taking = _generators(split, seed, kind, condition)
    faces = Faces(split, drawn)
    drawing = KINDS[kind](faces, drawn, True)
    if condition == "flat":
        return shots.flat(drawing)
    return shots.scan((drawing,), taking)


def _generators(split: Split, seed: int, kind: str, condition: str) -> tuple[np.random.Generator, np.random.Generator]:
    """One for what is drawn, the same for all of a holder's cards, and one for how it is taken."""
    of = SPLITS.index(split)
    return np.random.default_rng([of, seed]), np.random.default_rng([of, seed, crc32(f"{kind}/{condition}".encode())])
