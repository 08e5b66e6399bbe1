"""From an image to the number plates that it shows."""

from collections.abc import Sequence

import cv2
import numpy as np

from engines.text import Engine, Line

from ..glare import DARK_INK, LIGHT_INK, ROW, blown_out, laid_flat
from ..pieces import Points, Rgb
from .colours import colour
from .places import Place, around_lines, by_colour
from .plate import SIGNS, Guess, Plate, guess

DARK_INKED = frozenset({"green", "yellow"})
PALE = 16
"""Rows of a flat number's pixels that are nearly white on a green plate."""


def read_plates(rgb: Rgb, lines: Sequence[Line], engine: Engine) -> list[Plate]:
    """The number plates of an image whose lines were read, the largest first; `engine` reads each of them again.

    What is no number of its plate's colour, or is not certain, is none.
    """
    image = np.ascontiguousarray(rgb)
    found: list[Plate] = []
    for places in around_lines(image, lines):
        _add(found, image, places, engine)
    largest = max((_area(plate.corners) for plate in found), default=0.0)
    for places in by_colour(image):
        if _area(places[0].rows[-1]) > largest:  # what is smaller is not worth its time
            _add(found, image, places, engine)
    return sorted(found, key=lambda plate: -_area(plate.corners))


def _add(found: list[Plate], image: Rgb, places: Sequence[Place], engine: Engine) -> None:
    """Read what stands in one of several places, unless a plate was found there."""
    if not any(_covers(plate, places) for plate in found):
        plate = _agreed(image, places, engine)
        if plate is not None and all(plate.number != other.number for other in found):
            found.append(plate)


def _area(corners: Points) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))


def _agreed(image: Rgb, places: Sequence[Place], engine: Engine) -> Plate | None:
    """The plate that stands in one of several places, if it is read twice and the same, or once and sure."""
    guesses: list[tuple[Guess, Plate]] = []
    for place in places:
        guesses += [read] if (read := _read(image, place, engine)) is not None else []
        if len(guesses) > 1 and any(known.certain for known, _ in guesses):
            break
    if len({known.number for known, _ in guesses}) != 1:
        return None
    believed = [(known, plate) for known, plate in guesses if known.sure or (known.certain and len(guesses) > 1)]
    return believed[0][1] if believed else None


def _read(image: Rgb, place: Place, engine: Engine) -> tuple[Guess, Plate] | None:
    """The plate that stands in a place."""
    limits = (image.shape[1] - 1, image.shape[0] - 1)
    rows = [np.clip(row, 0, limits) for row in place.rows]
    if any(_area(row) < ROW for row in rows):
        return None
    ground = colour(laid_flat(image, np.clip(place.core, 0, limits)))
    if ground is None:
        return None
    lines = [engine.read_line(image, row, SIGNS) for row in rows]
    if not all(line.characters for line in lines):
        return None
    known = guess([character for line in lines for character in line.characters], ground)
    level, top = DARK_INK if ground in DARK_INKED else LIGHT_INK, PALE if ground == "green" else 0
    if known is None or any(blown_out(_signs(image, *read)[top:], level) for read in zip(rows, lines, strict=True)):
        return None
    return known, Plate(known.number, ground, np.array([*rows[0][:2], *rows[-1][2:]]))


def _signs(image: Rgb, row: Points, line: Line) -> Rgb:
    """The part of a row, laid flat, from its first sign to its last one."""
    across = row[1] - row[0]
    places = (np.array([character.place for character in line.characters]) - row[0]) @ across / (across @ across)
    flat = laid_flat(image, row)
    half = np.ptp(places) / max(1, len(places) - 1) / 2
    left, right = np.rint(np.array((places.min() - half, places.max() + half)) * flat.shape[1]).astype(int)
    return flat[:, max(0, left) : right + 1]


def _covers(plate: Plate, places: Sequence[Place]) -> bool:
    """Tell whether a place is that of a plate that was read."""
    middle = places[0].rows[-1].mean(axis=0)
    return cv2.pointPolygonTest(plate.corners.astype(np.float32), tuple(map(float, middle)), False) >= 0
