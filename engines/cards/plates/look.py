"""What stands in one place where a number may stand."""

from collections.abc import Sequence

import cv2
import numpy as np

from engines.text import Character, Engine

from ..glare import DARK_INK, LIGHT_INK, ROW, blown_out, laid_flat
from ..pieces import Points, Rgb
from . import quads
from .colours import colour
from .places import Place
from .plate import SIGNS, Colour, Guess, Plate, guess, without_province

LEVELS: dict[Colour, int] = {"blue": LIGHT_INK, "black": LIGHT_INK, "green": DARK_INK, "yellow": DARK_INK, "white": 232}
"""Values from which a plate's pixels are blown out; on a white one, light hides strokes before its ground is."""
PALE = 16
"""Rows of a flat number's pixels that are nearly white on a green plate."""
HALF = 0.53
"""Half of a province's width, with what is between it and the next sign, in steps from one sign to the next."""


def look(image: Rgb, place: Place, engine: Engine) -> tuple[Guess, Plate] | None:
    """The plate that stands in a place of an upright image."""
    limits = _limits(image)
    rows = [np.clip(row, 0, limits) for row in place.rows]
    if any(cv2.contourArea(row.astype(np.float32)) < ROW for row in rows):
        return None
    ground = colour(laid_flat(image, np.clip(place.core, 0, limits)))
    if ground is None:
        return None
    read: list[Sequence[Character]] = [engine.read_line(image, row, SIGNS).characters for row in rows]
    if not all(read):
        return None
    if len(rows) == 1:
        read = [_completed(image, rows[0], read[0], ground, engine)]
    known = guess([character for row in read for character in row], ground)
    top = PALE if ground == "green" else 0
    flat = [_signs(image, *row)[top:] for row in zip(rows, read, strict=True)]
    if known is None or any(blown_out(row, LEVELS[ground]) for row in flat):
        return None
    if any(_is_cut(image, *row) for row in zip(rows, read, strict=True)):
        return None
    return known, Plate(known.number, ground, np.array([*rows[0][:2], *rows[-1][2:]]))


def _limits(image: Rgb) -> tuple[int, int]:
    return image.shape[1] - 1, image.shape[0] - 1


def _completed(
    image: Rgb, row: Points, read: Sequence[Character], ground: Colour, engine: Engine
) -> Sequence[Character]:
    """What was read in a row, with its province looked at alone where that is all that is not certain.

    It has the most strokes, and among large letters it is the first that is lost.
    """
    behind = without_province(read, ground)
    if not behind:
        return read
    places = _places(row, behind)
    step = float(np.median(np.diff(places[1:])))
    box = quads.section(row, places[0] - step * (1 + HALF), places[0] - step * (1 - HALF), 0, 1)
    if not ((box >= 0) & (box <= _limits(image))).all():
        return read
    alone = engine.read_line(image, box, SIGNS).characters
    return [*alone, *behind] if len(alone) == 1 else read


def _places(row: Points, read: Sequence[Character]) -> Points:
    """Where characters stand in a row, in shares of its width."""
    across = row[1] - row[0]
    return np.asarray((np.array([one.place for one in read]) - row[0]) @ across / (across @ across), np.float64)


def _is_cut(image: Rgb, row: Points, read: Sequence[Character]) -> bool:
    """Tell whether the image ends in the first sign of a row or in the last one: a half of G is like 0."""
    places = _places(row, read)
    half = np.ptp(places) / max(1, len(places) - 1) / 2
    ends = quads.section(row, places.min() - half, places.max() + half, 0.5, 0.5)
    return not bool(((ends >= 0) & (ends <= _limits(image))).all())


def _signs(image: Rgb, row: Points, read: Sequence[Character]) -> Rgb:
    """The part of a row, laid flat, from its first sign to its last one."""
    places = _places(row, read)
    flat = laid_flat(image, row)
    half = np.ptp(places) / max(1, len(places) - 1) / 2
    left, right = np.rint(np.array((places.min() - half, places.max() + half)) * flat.shape[1]).astype(int)
    return flat[:, max(0, left) : right + 1]
