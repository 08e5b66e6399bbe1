"""The guided filter (He, Sun, Tang, 2013): an image smoothed along the edges of another. Knows no persons."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha, Colours, Rgb, strips, unit, with_margin


def box_filter(values: NDArray[np.float32], radius: int) -> Any:
    """The mean over a square of 2 * radius + 1 pixels around each."""
    return cv2.boxFilter(values, -1, (2 * radius + 1, 2 * radius + 1))


def guided_filter(guide: Rgb, values: Alpha, radius: int, variance: float) -> Alpha:
    """`values` as locally linear in the guide's colours.

    Edges whose colours vary less than `variance` are smoothed away.
    """
    result = np.empty_like(values)
    for rows in strips(len(values)):
        seen, inner = with_margin(rows, 2 * radius)
        colours = unit(guide[seen])
        slope, offset = _lines(colours, values[seen], radius, variance)
        result[rows] = ((box_filter(slope, radius) * colours).sum(axis=-1) + box_filter(offset, radius))[inner]
    return result


def enlarged_guided_filter(guide: Colours, values: Alpha, radius: int, variance: float, full: Rgb) -> Alpha:
    """The same at the size of `full`, the guide in full size (He and Sun, 2015)."""
    slope, offset = np.empty_like(guide), np.empty_like(values)
    for rows in strips(len(values)):
        seen, inner = with_margin(rows, radius)
        lines = _lines(guide[seen], values[seen], radius, variance)
        slope[rows], offset[rows] = (found[inner] for found in lines)
    size = (full.shape[1], full.shape[0])
    result = np.zeros(full.shape[:2], np.float32)
    for channel in range(3):
        mean = box_filter(slope[..., channel], radius)
        result += cv2.resize(mean, size, interpolation=cv2.INTER_LINEAR) * unit(full[..., channel])
    result += cv2.resize(box_filter(offset, radius), size, interpolation=cv2.INTER_LINEAR)
    return result


def _lines(guide: Colours, values: Alpha, radius: int, variance: float) -> tuple[Colours, Alpha]:
    """Slope and offset of the values as linear in the guide's colours, around each pixel."""
    mean = box_filter(guide, radius)
    centred = box_filter(guide * values[..., None], radius) - mean * box_filter(values, radius)[..., None]
    slope = _solve(guide, mean, radius, variance, centred)
    return slope, box_filter(values, radius) - (slope * mean).sum(axis=-1)


def _solve(guide: Colours, mean: Colours, radius: int, variance: float, right: Colours) -> Colours:
    """Solve (covariance of the guide + variance) x = right at each pixel, by Cramer's rule."""

    def covariance(one: int, other: int) -> Any:
        product = box_filter(guide[..., one] * guide[..., other], radius) - mean[..., one] * mean[..., other]
        return product + variance if one == other else product

    rr, rg, rb = (covariance(0, other) for other in range(3))
    gg, gb, bb = covariance(1, 1), covariance(1, 2), covariance(2, 2)
    first = np.stack((gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb), axis=-1)
    second = np.stack((first[..., 1], rr * bb - rb * rb, rb * rg - rr * gb), axis=-1)
    third = np.stack((first[..., 2], second[..., 2], rr * gg - rg * rg), axis=-1)
    determinant = rr * first[..., 0] + rg * first[..., 1] + rb * first[..., 2]
    rows = [(row * right).sum(axis=-1) / determinant for row in (first, second, third)]
    return np.asarray(np.stack(rows, axis=-1), np.float32)
