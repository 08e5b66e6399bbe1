"""The quality of the JPEG that a picture was, from its pixels: coefficients are multiples of the table's steps."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from .blocks import CORNER, SIDE, Blocks, Place, blocks, likeliest_place
from .colour import Bytes, Floats
from .quality import luma_table

PART = 128
MOST = 8
"""Parts of so many pixels a side that are looked at: those with the most detail."""
QUALITIES = range(20, 96, 5)
LEAST = 3
"""Size from which a coefficient counts: zero is a multiple of everything."""
SPREADS = (0.8, 1.6)
"""Sigma of what happened to a coefficient since: it was rounded to bytes, or saved at a high quality as well."""
STRAY = 0.1
"""Share of coefficients that are anywhere."""
ENOUGH, ENOUGH_EACH = 50, 0.05
"""Sum of logarithms from which a table is believed, and the share of each coefficient in it."""
LATER = 80
"""Quality of a lossy file from which on it is asked what it was before."""
WORSE = 20
"""By how much that must have been worse."""
COARSEST = 8
"""Step of the later table up to which it blurs what blocks at other places were."""
Found = tuple[float, int | None]
"""How likely, and which quality."""


def hidden_quality(image: Bytes, told: int | None = None) -> int | None:
    """The quality that H x W (grey), H x W x 3 or H x W x 4 (RGBA) really has: that of the worst JPEG it was.

    `told` is what its file says, None if that is lossless. The answer is libjpeg's quality to the nearest 5 where signs
    of a worse JPEG are found, else `told`. Blocks may begin anywhere, but a JPEG that was scaled since leaves no signs.
    A sum of logarithms says how much likelier the coefficients are with a table than without.
    """
    if told is not None and told < LATER:
        return told
    whole = [part for part in _parts(image[..., :3] if image.ndim == 3 else image) if min(part.shape[:2]) >= SIDE]
    parts = sorted(whole, key=_detail, reverse=True)[:MOST]
    if not parts:
        return told
    best = _best(blocks(parts, CORNER), CORNER, told)
    if best[1] is None:
        place = likeliest_place(parts[0], but_corner=told is not None)
        best = _best(blocks(parts, place), place, told) if place != CORNER else best
    return told if best[1] is None else best[1]


def _best(found: Blocks, place: Place, told: int | None) -> Found:
    best: Found = (ENOUGH, None)
    inner, spreads = _counted(found.inner), _spreads(place, told)
    for quality in QUALITIES if told is None else range(QUALITIES.start, told - WORSE + 1, QUALITIES.step):
        likelier, count = _evidence(found, inner, luma_table(quality).astype(np.float32), spreads)
        if likelier > max(best[0], ENOUGH_EACH * count):
            best = likelier, quality
    return best


def _spreads(place: Place, told: int | None) -> list[Floats]:
    """For each coefficient; a later table moves it by at most half a step."""
    if told is None:
        return [np.full(SIDE * SIDE, spread, np.float32) for spread in SPREADS]
    steps = luma_table(told)
    if place != CORNER:
        steps = np.full_like(steps, np.minimum(steps, COARSEST).mean())
    return [np.sqrt(SPREADS[0] ** 2 + steps**2 / 12).astype(np.float32)]


Counted = tuple[Floats, NDArray[np.intp], NDArray[np.intp]]
"""Coefficients that count, the blocks that they are in, and their places there."""


def _counted(coefficients: Floats) -> Counted:
    counts = np.abs(coefficients) > LEAST
    counts[:, 0] = False
    which, places = np.nonzero(counts)
    return coefficients[which, places], which, places


def _evidence(found: Blocks, inner: Counted, table: Floats, spreads: list[Floats]) -> tuple[float, float]:
    """How much likelier all is with a table, as a logarithm, at its likeliest spread; and how many say so."""
    filled, seen = found.filled(table)
    more = _counted(filled)
    shares = seen[more[1]]
    sums = [
        _likelier(inner, table, spread).sum() + (_likelier(more, table, spread) * shares).sum() for spread in spreads
    ]
    return float(max(sums)), len(inner[0]) + float(shares.sum())


def _likelier(counted: Counted, table: Floats, spread: Floats) -> Floats:
    """Logarithm of the density of each coefficient around the table's multiples, by the density without a table."""
    values, _, places = counted
    step, sigma = table[places], spread[places]
    off = values - step * np.rint(values / step)
    near = step * np.exp(-off * off / (2 * sigma**2)) / (sigma * np.sqrt(np.float32(2 * np.pi)))
    return np.asarray(np.log((1 - STRAY) * near + STRAY), np.float32)


def _parts(image: Bytes) -> Iterator[Bytes]:
    for y in range(0, image.shape[0], PART):
        for x in range(0, image.shape[1], PART):
            yield image[y : y + PART, x : x + PART]


def _detail(part: Bytes) -> float:
    """Sum of the steps between neighbours, in green."""
    green = part if part.ndim == 2 else part[..., 1]
    steps = (cv2.absdiff(green[1:], green[:-1]), cv2.absdiff(green[:, 1:], green[:, :-1]))
    return float(sum(step.sum() for step in steps if step is not None))
