"""Outlines filled with shaded cloth: a small vector drawing on top of OpenCV. Knows no garments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha, Colours, Points

Outline = NDArray[np.float64]
"""N x 2, in units of the frame."""
Shade = Callable[[Any, Any], Any]
"""What a colour is multiplied by at x and y, in units of the frame."""
Colour = tuple[int, int, int]

STEPS = 12
"""Points of a curve between two of its knots."""
SUBPIXELS = 4
"""Bits of OpenCV's fixed-point coordinates."""


@dataclass(frozen=True)
class Frame:
    """Where a drawing's origin lies in the picture, and its unit in pixels.

    What lies within `inner` units beside the origin is `stretch` times as wide, and what is beyond is shifted with it.
    """

    x: float
    y: float
    unit: float
    inner: float = 1.0
    stretch: float = 1.0

    def pixels(self, outline: Outline) -> Points:
        """An outline in the picture's pixels."""
        beside = np.abs(outline[:, 0])
        wide = np.where(beside < self.inner, beside * self.stretch, beside + self.inner * (self.stretch - 1))
        x = self.x + self.unit * np.sign(outline[:, 0]) * wide
        return np.column_stack((x, self.y + self.unit * outline[:, 1])).astype(np.float32)


def curve(*knots: tuple[float, float]) -> Outline:
    """A smooth line through the knots (centripetal ends; Catmull and Rom, 1974)."""
    points = np.array(knots, np.float64)
    points = np.vstack((2 * points[0] - points[1], points, 2 * points[-1] - points[-2]))
    share = np.linspace(0, 1, STEPS, endpoint=False)[:, None]
    parts = []
    for before, first, second, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        linear, square = second - before, 2 * before - 5 * first + 4 * second - after
        cube = 3 * first - before - 3 * second + after
        parts.append(first + 0.5 * (linear * share + square * share**2 + cube * share**3))
    return np.vstack((*parts, points[-2:-1]))


def shape(*parts: Outline | Sequence[tuple[float, float]]) -> Outline:
    """The outline that goes through points and curves one after the other."""
    return np.vstack([np.asarray(part, np.float64) for part in parts])


def mirror(outline: Outline) -> Outline:
    """The other side's outline."""
    return outline * (-1, 1)


def even(_x: Any, _y: Any) -> Any:
    """The tone of a flat colour."""
    return np.float32(1)


class Canvas:
    """A transparent picture that is drawn on; all lengths are in units of the frame.

    `rgb` holds colours from 0 to 1, already multiplied by `alpha`.
    """

    def __init__(self, size: tuple[int, int], frame: Frame) -> None:
        width, height = size
        self._frame = frame
        self.rgb: Colours = np.zeros((height, width, 3), np.float32)
        self.alpha: Alpha = np.zeros((height, width), np.float32)
        rows, columns = np.mgrid[:height, :width].astype(np.float32)
        self._x, self._y = (columns - frame.x) / frame.unit, (rows - frame.y) / frame.unit

    def fill(self, outline: Outline, colour: Colour, shade: Shade = even) -> None:
        """Lay a shaded colour over what is there."""
        mask = self.mask(outline)
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not len(rows):
            return
        where = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        mask = mask[where]
        tone = np.broadcast_to(np.asarray(shade(self._x[where], self._y[where]), np.float32), mask.shape)
        paint = np.clip(np.array(colour, np.float32) / 255 * tone[..., None], 0, 1)
        self.rgb[where] += mask[..., None] * (paint - self.rgb[where])
        self.alpha[where] += mask * (1 - self.alpha[where])

    def darken(self, outline: Outline, strength: float, softness: float, down: float = 0.0) -> None:
        """Let a shape cast a soft shadow on what is there already."""
        mask = self.mask(outline + np.array((0, down)))
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.4, softness * self._frame.unit))
        self.rgb *= 1 - strength * soft[..., None]

    def line(self, points: Outline, strength: float, width: float) -> None:
        """Darken (or, below 0, lighten) along an open line: seams, folds and edges."""
        mask = np.zeros(self.alpha.shape, np.uint8)
        pixels = np.rint(self._frame.pixels(points) * (1 << SUBPIXELS)).astype(np.int32)
        cv2.polylines(mask, [pixels], isClosed=False, color=255, lineType=cv2.LINE_AA, shift=SUBPIXELS)
        soft = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), max(0.4, width * self._frame.unit))
        share = np.clip(soft / max(float(soft.max()), 1e-6), 0, 1)[..., None]
        target = 0.0 if strength > 0 else self.alpha[..., None]
        self.rgb += abs(strength) * share * (target - self.rgb)

    def mask(self, outline: Outline) -> Alpha:
        """How much of each pixel lies inside an outline."""
        mask = np.zeros(self.alpha.shape, np.uint8)
        pixels = np.rint(self._frame.pixels(outline) * (1 << SUBPIXELS)).astype(np.int32)
        cv2.fillPoly(mask, [pixels], 255, cv2.LINE_AA, SUBPIXELS)
        return np.asarray(mask / np.float32(255), np.float32)
