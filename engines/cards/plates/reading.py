"""From an image to the number plates that it shows."""

from collections.abc import Sequence

import cv2
import numpy as np

from engines.text import Engine, Line

from ..glare import blown_out
from ..pieces import Points, Rgb
from .colours import colour
from .places import Place, around_lines, by_colour
from .plate import SIGNS, Guess, Plate, guess

HEIGHT = 32
"""Pixels of the flat row whose colours are looked at."""


def read_plates(rgb: Rgb, lines: Sequence[Line], engine: Engine) -> list[Plate]:
    """The number plates of an image whose lines were read, the largest first; `engine` reads each of them again.

    What is no number of its plate's colour, or is not certain, is none.
    """
    image = np.ascontiguousarray(rgb)
    found: list[Plate] = []
    for places in [*around_lines(image, lines), *by_colour(image)]:
        if any(_covers(plate, places) for plate in found):
            continue
        plate = _agreed(image, places, engine)
        if plate is not None and all(plate.number != other.number for other in found):
            found.append(plate)
    return sorted(found, key=lambda plate: -cv2.contourArea(plate.corners.astype(np.float32)))


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
    if any(cv2.contourArea(row.astype(np.float32)) < HEIGHT for row in rows):
        return None
    ground = colour(_flat(image, np.clip(place.core, 0, limits)))
    if ground is None or any(blown_out(_flat(image, row)) for row in rows):
        return None
    characters = [character for row in rows for character in engine.read_line(image, row, SIGNS).characters]
    known = guess(characters, ground)
    corners = np.array([*rows[0][:2], *rows[-1][2:]])
    return None if known is None else (known, Plate(known.number, ground, corners))


def _flat(image: Rgb, row: Points) -> Rgb:
    """A row of signs laid flat."""
    width = max(1, round(HEIGHT * float(np.hypot(*(row[1] - row[0])) / max(1.0, np.hypot(*(row[3] - row[0]))))))
    target = np.array(((0, 0), (width, 0), (width, HEIGHT), (0, HEIGHT)), np.float32)
    matrix = cv2.getPerspectiveTransform(row.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(image, matrix, (width, HEIGHT), flags=cv2.INTER_LINEAR), np.uint8)


def _covers(plate: Plate, places: Sequence[Place]) -> bool:
    """Tell whether a place is that of a plate that was read."""
    middle = places[0].rows[-1].mean(axis=0)
    return cv2.pointPolygonTest(plate.corners.astype(np.float32), tuple(map(float, middle)), False) >= 0
