"""Boxes at any angle, crops that are turned upright, and the way back. Knows pixels, not codes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import Gray, Quad, Symbol

Affine = NDArray[np.float64]
"""A 2 x 3 matrix."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: centre, `width` along the direction `angle` (radians, from x towards y), `height`."""

    x: float
    y: float
    width: float
    height: float
    angle: float

    def scaled(self, scale: float) -> "Box":
        """Return the box in an image `scale` times as large."""
        return Box(self.x * scale, self.y * scale, self.width * scale, self.height * scale, self.angle)

    def grown(self, share: float) -> "Box":
        """Return the box made wider and higher by a share of itself."""
        return Box(self.x, self.y, self.width * (1 + share), self.height * (1 + share), self.angle)

    def within(self, width: int, height: int) -> "Box":
        """Return the part of the box whose middle line lies in an image of `width` x `height`."""
        along, ends = np.array((np.cos(self.angle), np.sin(self.angle))), np.array((-self.width, self.width)) / 2
        for place, step, last in zip((self.x, self.y), along, (width - 1, height - 1), strict=True):
            if abs(step) > np.finfo(float).eps:
                ends = np.clip(ends, *sorted((-place / step, (last - place) / step)))
        x, y = (self.x, self.y) + along * ends.mean()
        return Box(float(x), float(y), float(np.ptp(ends)), self.height, self.angle)

    def quad(self) -> Quad:
        """Return the corners, clockwise from the one that is upper left before turning."""
        half = np.array(((-1, -1), (1, -1), (1, 1), (-1, 1))) * (self.width / 2, self.height / 2)
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        turned: Quad = half @ np.array(((cos, sin), (-sin, cos))) + (self.x, self.y)
        return turned


@dataclass(frozen=True)
class Crop:
    """A part of an image turned upright, and the matrix from its pixels back to the image's."""

    gray: Gray
    back: Affine


def upright(gray: Gray, box: Box, scale: float, rows: float | None = None) -> Crop:
    """Cut `box` out of `gray`, turned so that its width runs along the rows.

    `scale` and `rows` are crop pixels per image pixel along its width and its height; `rows` is `scale` unless given.
    Outside the image its outermost pixels go on.
    """
    aside = scale if rows is None else rows
    width, height = max(1, round(box.width * scale)), max(1, round(box.height * aside))
    cos, sin = np.cos(box.angle), np.sin(box.angle)
    back = np.array(((cos / scale, -sin / aside, 0.0), (sin / scale, cos / aside, 0.0)))
    back[:, 2] = (box.x, box.y) - back[:, :2] @ ((width - 1) / 2, (height - 1) / 2)
    flags = (cv2.INTER_CUBIC if scale >= 1 else cv2.INTER_AREA) | cv2.WARP_INVERSE_MAP
    turned = cv2.warpAffine(gray, back, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return Crop(turned.astype(np.uint8, copy=False), back)


def mapped(quad: Quad, back: Affine) -> Quad:
    """Carry corners over by the matrix `back`."""
    carried: Quad = quad @ back[:, :2].T + back[:, 2]
    return carried


def moved(symbols: list[Symbol], back: Affine) -> list[Symbol]:
    """Carry readings of a crop over into the image."""
    return [Symbol(symbol.format, symbol.text, mapped(symbol.quad, back)) for symbol in symbols]


def grown(quad: Quad, share: float) -> Quad:
    """Return the corners `share` times as far from their middle."""
    middle = quad.mean(axis=0)
    larger: Quad = middle + (quad - middle) * share
    return larger


def unmoved(symbols: list[Symbol], back: Affine) -> list[Symbol]:
    """Carry readings of the image over into the crop that `back` leads from."""
    return moved(symbols, np.asarray(cv2.invertAffineTransform(back), np.float64))


def holds(quad: Quad, x: float, y: float, margin: float = 0.0) -> bool:
    """Tell whether the point lies in the quad, or outside it by at most `margin` pixels."""
    return bool(cv2.pointPolygonTest(quad.astype(np.float32).reshape(-1, 1, 2), (x, y), True) >= -margin)
