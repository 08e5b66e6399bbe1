"""Round seals in red or blue ink: taken off the print that they were stamped on, and what stands straight in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .line import Point, Rgb

SEARCHED = 640
"""Pixels of the longer side at which seals are looked for."""
INK = 40
"""Grey levels by which a seal's ink is stronger in its own channel than in the others."""
LEAST_INK = 0.0005
"""Share of a picture in such ink under which it has no seal."""
SMALLEST = 40
"""Pixels of the searched picture: no smaller seal is legible."""
ROUND, HOLLOW = (0.94, 1.04), 0.65
"""Share of the ellipse around it that a seal's hull fills, and the largest share of its hull that is ink: a ring, and
no round thing that is red."""
LONGEST_AXIS = 2.0
"""Length over width: seals on invoices are oval."""
CHANNELS = (0, 2)
"""Red and blue."""


@dataclass(frozen=True)
class Seal:
    """An ellipse in an image: middle x and y, both axes, degrees, in pixels; and the channel (R, G, B) of its ink."""

    middle: tuple[float, float]
    axes: tuple[float, float]
    degrees: float
    channel: int


def seals(image: Rgb) -> list[Seal]:
    """The round seals of an image, H x W x 3."""
    height, width = image.shape[:2]
    factor = min(1.0, SEARCHED / max(height, width))
    if factor * min(height, width) < SMALLEST:
        return []
    size = (round(width * factor), round(height * factor))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    found = []
    for channel in CHANNELS:
        ink = (_strength(small, channel) > INK).astype(np.uint8)
        if ink.mean() >= LEAST_INK:
            found += [
                Seal((x / factor, y / factor), (width / factor, height / factor), degrees, channel)
                for (x, y), (width, height), degrees in _rings(ink)
            ]
    return found


def _strength(image: Rgb, channel: int) -> NDArray[np.uint8]:
    """By how many grey levels a channel is above both others."""
    others = [image[..., other] for other in range(3) if other != channel]
    return np.asarray(cv2.subtract(image[..., channel], cv2.max(*others)), np.uint8)


def _rings(ink: NDArray[np.uint8]) -> Iterator[tuple[tuple[float, float], tuple[float, float], float]]:
    """Yield the ellipses around ink that is a ring with something in it."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        if min(cv2.boundingRect(contour)[2:]) < SMALLEST:
            continue
        hull = cv2.convexHull(contour)
        middle, axes, degrees = cv2.fitEllipse(hull if len(hull) > 4 else contour)
        area, filled = cv2.contourArea(hull), np.zeros_like(ink)
        cv2.fillConvexPoly(filled, hull, 1)
        ellipse = np.pi / 4 * axes[0] * axes[1]
        is_round = ROUND[0] * ellipse <= area <= ROUND[1] * ellipse and max(axes) <= LONGEST_AXIS * min(axes)
        if is_round and (filled & ink).sum() <= HOLLOW * area:
            yield (float(middle[0]), float(middle[1])), (float(axes[0]), float(axes[1])), float(degrees)


def without_seals(image: Rgb, found: list[Seal]) -> Rgb:
    """The image with the seals' ink taken off: in its own channel a seal is nearly as light as the paper.

    The image itself where there is no seal.
    """
    if not found:
        return image
    cleaned = image.copy()
    for seal in found:
        left, top, right, bottom = _box(seal, image)
        part = cleaned[top:bottom, left:right]
        strength = _strength(part, seal.channel)
        inked = (strength > INK) & (_inside(seal, image, 1.1) > 0)
        if not inked.any():
            continue
        gray = part[..., seal.channel].astype(np.float32) * 255 / np.percentile(part[inked][:, seal.channel], 20)
        touched = (strength > INK / 4) & (_inside(seal, image, 1.1) > 0)
        part[touched] = np.clip(gray, 0, 255).astype(np.uint8)[touched][:, None]
    return cleaned


def ink_of(image: Rgb, seal: Seal) -> Rgb:
    """A seal's ink alone, dark on white, where `origin_of` says."""
    left, top, right, bottom = _box(seal, image)
    strength = _strength(image[top:bottom, left:right], seal.channel)
    usual = float(np.median(strength[strength > INK])) if (strength > INK).any() else 255.0
    gray = 255 - np.clip(strength.astype(np.float32) * 255 / usual, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(gray[..., None], 3, axis=2))


def origin_of(image: Rgb, seal: Seal) -> Point:
    """Where in the image the picture of a seal's ink begins."""
    return Point(*_box(seal, image)[:2])


def _box(seal: Seal, image: Rgb) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a seal with a little around it, in the image."""
    (x, y), reach = seal.middle, 0.55 * max(seal.axes) + 1
    left, top = max(0, int(x - reach)), max(0, int(y - reach))
    return left, top, min(image.shape[1], int(x + reach)), min(image.shape[0], int(y + reach))


def _inside(seal: Seal, image: Rgb, share: float) -> NDArray[np.uint8]:
    """255 in a seal's box within a share of its radius."""
    left, top, right, bottom = _box(seal, image)
    mask = np.zeros((bottom - top, right - left), np.uint8)
    axes = (seal.axes[0] * share, seal.axes[1] * share)
    cv2.ellipse(mask, ((seal.middle[0] - left, seal.middle[1] - top), axes, seal.degrees), 255, -1)
    return mask
