"""From an image to the number plates that it shows."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from engines.text import Character, Engine, Line
from shared.clock import Budget

from ..pieces import Points, Rgb
from ..rows import IDEOGRAPHS
from . import quads
from .look import look
from .places import Place, around, by_colour, parts
from .plate import SIGNS, SURE, Guess, Plate, guess


def read_plates(rgb: Rgb, lines: Sequence[Line], engine: Engine, budget: Budget) -> list[Plate]:
    """The number plates of an image whose lines were read, the largest first; `engine` reads each of them again.

    What is no number of its plate's colour, or is not certain, is none. Where the time is up, no
    further place is looked at. The image may lie on its side, or upside down.
    """
    words = [np.asarray(line.corners, np.float64).mean(axis=0) for line in lines if _is_another(line)]
    known = parts([line for line in lines if not _is_another(line)])
    boxes = [np.asarray(line.corners, np.float64) for line in known]
    turn = quads.quarters(boxes[0]) if boxes else 0
    image = quads.turned(rgb, turn)
    found: list[Plate] = []
    for line, box in zip(known, boxes, strict=True):
        if budget.spent():
            break
        upright = quads.turned_points(box, turn, rgb.shape[:2])
        _add(found, image, around(image, upright, line.text), engine, line.characters)
    largest = max((_area(plate.corners) for plate in found), default=0.0)
    middles = [quads.turned_points(np.array(line.corners), turn, rgb.shape[:2]).mean(axis=0) for line in lines]
    words = [quads.turned_points(middle[None], turn, rgb.shape[:2])[0] for middle in words]
    for places in by_colour(image):
        row = places[0].rows[-1]
        worth = _area(row) > largest and any(_holds(row, middle) for middle in middles)
        # Where one plate was read, a larger one has print that was seen.
        if (not found or worth) and not any(_holds(row, middle) for middle in words) and not budget.spent():
            _add(found, image, places, engine)
    found.sort(key=lambda plate: -_area(plate.corners))
    return [replace(plate, corners=quads.turned_points(plate.corners, -turn, image.shape[:2])) for plate in found]


def _is_another(line: Line) -> bool:
    """Tell whether a line has an ideograph behind its first sign that stands on no plate, as those of shops' signs do.

    Read as a plate's alone, it would be lost between signs that are.
    """
    return any(
        sign.text >= IDEOGRAPHS and sign.text not in SIGNS and sign.probability >= SURE for sign in line.characters[1:]
    )


def _add(
    found: list[Plate], image: Rgb, places: Sequence[Place], engine: Engine, read: Sequence[Character] = ()
) -> None:
    """Read what stands in one of several places, unless a plate was found there."""
    if not any(_covers(plate, places) for plate in found):
        plate = _agreed(image, places, engine, read)
        if plate is not None and all(plate.number != other.number for other in found):
            found.append(plate)


def _area(corners: Points) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))


def _agreed(image: Rgb, places: Sequence[Place], engine: Engine, read: Sequence[Character]) -> Plate | None:
    """The plate that stands in one of several places, if it is read twice and the same, or once and sure.

    What was `read` of the whole image counts, where it is a number of the plate's colour.
    """
    plates: list[Plate] = []
    guesses: list[Guess] = []
    for place in places:
        if (seen := look(image, place, engine)) is None:
            continue
        if not plates and (before := guess(read, seen[1].colour)) is not None:
            guesses.append(before)
        guesses.append(seen[0])
        plates.append(seen[1])
        again = len(guesses) > 1 and any(known.certain for known in guesses)
        if again or (len(place.rows) > 1 and seen[0].sure):  # no other place has two rows
            break
    if len({known.number for known in guesses}) != 1:
        return None
    believed = any(known.sure or (known.certain and len(guesses) > 1) for known in guesses)
    return plates[0] if believed else None


def _covers(plate: Plate, places: Sequence[Place]) -> bool:
    """Tell whether a place is that of a plate that was read."""
    return _holds(plate.corners, places[0].rows[-1].mean(axis=0))


def _holds(corners: Points, point: Points) -> bool:
    return cv2.pointPolygonTest(corners.astype(np.float32), tuple(map(float, point)), False) >= 0
