"""Where light hides a card's print: what is blown out there may have been anything."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .frame import Frame
from .pieces import Points, Rgb
from .raster import Raster
from .template import Zone

WIDTH = 344
"""Pixels that the card is laid out on, in width; more where its print is small beside it."""
HIGH, LARGEST = 10, 4000
"""Pixels of its lines, at least; and of the card, at most."""
BLOWN, GROUND = 250, 240
"""Value from which a pixel's darkest colour is blown out, and up to which the card's ground tells that from paper."""
SMOOTHED = 5
"""Pixels over which noise is averaged out."""
AROUND = 6
"""Pixels around what is blown out in which print is too pale to be seen at all."""
EDGE = 10
"""Pixels before the image's edge in which print may not have been found."""
SMALLEST = 60
"""Pixels: a smaller patch hides no character."""
INK, CLEAR, SIDES = 150, 0.7, 3
"""Value up to which ink is dark, share of a strip beside a character that is blown out, and how many of its four sides
are where the ground alone is, on which print is seen: a spot that hides print has dark print at one side or two."""
CODE = 0.25
"""Share of a QR code that is dark, at least: half of its modules, of which there are 21 in a row or more, without the
white of four around them (ISO/IEC 18004)."""
PALE, OVER = 0.7, 1.3
"""Share of the usual contrast that print has where no light makes it pale, and heights of print that a row is high."""
NEAR = 3.5
"""Heights of print around such a character in which the light is no stronger."""


class Glare:
    """The parts of one card that are blown out, except those in which something was read, or not in the image."""

    def __init__(self, rgb: Rgb, frame: Frame, read: Points, height: float) -> None:
        """`read`: the middles of the characters that were read, `height`: of their print; in the card's millimetres."""
        width, longer = frame.template.width, max(frame.template.width, frame.template.height)
        self._raster = Raster(frame, min(max(WIDTH / width, HIGH / height), LARGEST / longer))
        legible = np.rint(read * self._raster.scale).astype(int)
        inside = ((legible >= 0) & (legible < self._raster.size)).all(axis=1)
        darkest = self._raster.shown(rgb, border=cv2.BORDER_REPLICATE).min(axis=2)
        self._mask = _blown(darkest, legible[inside], height * self._raster.scale) | _outside(rgb, self._raster)

    def touches(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether light or the edge of the image hides something in a part of the card, in millimetres."""
        x0, x1, y0, y1 = self._raster.part(Zone(left, top, right, bottom))
        return bool(self._mask[y0:y1, x0:x1].any())


def _outside(rgb: Rgb, raster: Raster) -> NDArray[np.bool_]:
    """The pixels of the card that the image does not show."""
    whole = np.ones(rgb.shape[:2], np.uint8)
    shown = raster.shown(whole, flags=cv2.INTER_NEAREST, border=cv2.BORDER_CONSTANT)
    return np.asarray(cv2.erode(shown, np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8), borderValue=1) == 0, np.bool_)


def _blown(darkest: NDArray[np.uint8], legible: NDArray[np.int_], height: float) -> NDArray[np.bool_]:
    """The pixels in which light may hide print, by the middles of characters, N x 2, and the height of their print."""
    if float(np.median(darkest)) > GROUND:
        return np.zeros(darkest.shape, np.bool_)
    blown = (cv2.blur(darkest, (SMOOTHED, SMOOTHED)) >= BLOWN).astype(np.uint8)
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(blown)
    hiding = stats[:, cv2.CC_STAT_AREA] >= SMALLEST
    hiding[0] = False
    hiding[[number for number in np.flatnonzero(hiding) if _is_code(darkest, stats[number])]] = False
    hiding[np.unique(numbers[legible[:, 1], legible[:, 0]])] = False
    hidden = hiding[numbers].astype(np.uint8)
    seen = _seen_on_light(darkest, legible, height) | _seen_within(darkest, blown, legible, height)
    for x, y in legible[seen].tolist():
        cv2.circle(hidden, (x, y), round(NEAR * height), 0, -1)
    around = np.ones((2 * AROUND + 1, 2 * AROUND + 1), np.uint8)
    return cv2.dilate(hidden, around) > 0


def _is_code(darkest: NDArray[np.uint8], stats: NDArray[np.int32]) -> bool:
    """Tell whether what is blown out is the white of a QR code: as much of its square is dark as codes have."""
    left, top, width, height = stats[:4].tolist()
    return bool((darkest[top : top + height, left : left + width] <= INK).mean() >= CODE)


def _seen_on_light(darkest: NDArray[np.uint8], legible: NDArray[np.int_], height: float) -> NDArray[np.bool_]:
    """Which characters are dark on a ground that is blown out."""
    half, strip = max(1, round(0.42 * height)), max(1, round(height / 6))
    bright = (darkest >= BLOWN).astype(np.float32)
    ink = cv2.erode(darkest, np.ones((2 * half + 1, 2 * half + 1), np.uint8))
    x, y = legible.T
    sides = np.zeros(len(legible), np.int_)
    for across, down in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        share = cv2.blur(bright, (2 * half + 1, strip) if down else (strip, 2 * half + 1))
        column = np.clip(x + across * (half + strip), 0, darkest.shape[1] - 1)
        sides += share[np.clip(y + down * (half + strip), 0, len(darkest) - 1), column] >= CLEAR
    return np.asarray((sides >= SIDES) & (ink[y, x] <= INK), np.bool_)


def _seen_within(
    darkest: NDArray[np.uint8], blown: NDArray[np.uint8], legible: NDArray[np.int_], height: float
) -> NDArray[np.bool_]:
    """Which characters are as dark as others and have blown out ground all around them, which no row interrupts."""
    if not len(legible):
        return np.zeros(0, np.bool_)
    near, across = (
        np.ones((wide, wide), np.uint8) for wide in (2 * max(1, round(0.42 * height)) + 1, round(OVER * height))
    )
    x, y = legible.T
    contrast = (cv2.dilate(darkest, near)[y, x] - cv2.erode(darkest, near)[y, x]).astype(np.float64)
    within = cv2.morphologyEx(blown, cv2.MORPH_CLOSE, across)[y, x] > 0
    return np.asarray(within & (contrast >= PALE * np.median(contrast)), np.bool_)


ROW, STROKE = 32, 6
"""Pixels in height of a row of print that was laid flat, and a width that none of its strokes has."""
LIGHT_INK, DARK_INK = 244, 205
"""Values from which a row's pixels are blown out, by its ink; the white in a light one is near."""


def laid_flat(rgb: Rgb, corners: Points) -> Rgb:
    """A row of print between corners, its own left_top first, ROW pixels high."""
    width = max(
        1, round(ROW * float(np.hypot(*(corners[1] - corners[0])) / max(1.0, np.hypot(*(corners[3] - corners[0])))))
    )
    target = np.array(((0, 0), (width, 0), (width, ROW), (0, ROW)), np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(rgb, matrix, (width, ROW), flags=cv2.INTER_LINEAR), np.uint8)


def blown_out(row: Rgb, level: int = LIGHT_INK) -> bool:
    """Tell whether light hides a part of a row of print that was laid flat, on a ground that is not white."""
    darkest = np.asarray(row.min(axis=2), np.uint8)
    if float(np.median(darkest)) > GROUND:
        return False
    blown = (cv2.blur(darkest, (3, 3)) >= level).astype(np.uint8)
    return bool(cv2.erode(blown, np.ones((STROKE, STROKE), np.uint8)).any())
