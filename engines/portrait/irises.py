"""Irises with more colour and a darker rim, as with cosmetic lenses. Knows no skin."""

import cv2
import numpy as np

from .arrays import Points, Rgb, unit
from .face import LEFT_CONTOUR, RIGHT_CONTOUR, Face

LARGER = 1.06
"""The painted lens, by the iris."""
RIM, PUPIL = 0.82, 0.38
"""Radii at which the dark rim begins and the pupil ends, by the lens's."""
DARKER, RICHER = 0.5, 0.5
"""How much the rim is darkened and the colour between rim and pupil enriched, at full strength."""
LIGHTER = 0.25
"""How much lighter the colour between rim and pupil becomes, at full strength."""
GLEAM = 0.72
"""Lightness of a reflection, which stays."""
FADE = 0.15
"""Over how much lightness a reflection begins, and over which part of the lens's radius the pupil ends."""


def paint_lenses(rgb: Rgb, face: Face, strength: float) -> Rgb:
    """The photo with both irises changed where the lids leave them free. `strength` is 0 to 1."""
    result = rgb
    for iris, contour in ((face.right_iris, RIGHT_CONTOUR), (face.left_iris, LEFT_CONTOUR)):
        result = _paint_lens(result, iris, face.mesh[list(contour)], strength)
    return result


def _paint_lens(rgb: Rgb, iris: Points, contour: Points, strength: float) -> Rgb:
    radius = LARGER * float(np.hypot(*(iris[1:] - iris[0]).T).mean())
    reach = int(radius) + 3
    left, top = (max(0, int(value) - reach) for value in iris[0])
    where = slice(top, top + 2 * reach + 1), slice(left, left + 2 * reach + 1)
    part = unit(rgb[where])
    if not part.size:
        return rgb
    rows, columns = np.mgrid[: part.shape[0], : part.shape[1]]
    away = np.hypot(columns + left - iris[0, 0], rows + top - iris[0, 1]) / radius
    eye = np.zeros(part.shape[:2], np.float32)
    hull = cv2.convexHull(np.rint((contour - (left, top)) * 16).astype(np.int32))
    cv2.fillConvexPoly(eye, hull, 1.0, cv2.LINE_AA, 4)
    inside = np.clip((1 - away) * radius + 0.5, 0, 1) * eye * np.clip((GLEAM - part.max(axis=-1)) / FADE, 0, 1)
    rim = np.clip((away - RIM) / (1 - RIM), 0, 1)
    ring = np.clip((away - PUPIL) / FADE, 0, 1) * (1 - rim)
    grey = part.mean(axis=-1, keepdims=True)
    rich = grey + (1 + RICHER * strength * ring[..., None]) * (part - grey)
    lens = rich * (1 - strength * DARKER * rim[..., None]) * (1 + LIGHTER * strength * ring[..., None])
    result = rgb.copy()
    result[where] = np.rint(255 * np.clip(part + inside[..., None] * (lens - part), 0, 1))
    return result
