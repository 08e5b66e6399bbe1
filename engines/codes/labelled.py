"""Bars on labels of one size are read again, label by label.

Of equal bars above each other, or of PDF417 in a column, the decoder takes several for one.
"""

from dataclasses import replace

import cv2
import numpy as np

from shared.clock import Budget

from .code import Gray, Symbol
from .decoder import ROWS, SQUARE_FORMATS, decode
from .geometry import Box, Crop, holds, moved, unmoved, upright
from .merge import replaces
from .regions import gradients
from .sheet import labels
from .short import believed

FEWEST = 2
AROUND = 0.1
"""Share of a region that is added on each side, for quiet zones and for the bars of the labels at its edges."""


def read_labels(gray: Gray, found: list[Symbol], regions: list[Box], budget: Budget) -> list[Symbol]:
    """Return the symbols of an image, those of bars from labels where there are several of one size.

    On a sheet that lies askew no band between labels is level: then its striped regions are turned upright,
    and only what was read before is sought in them: it may be there more than once.
    """
    bars = [symbol for symbol in found if symbol.format not in SQUARE_FORMATS]
    level = _read_again(gray, bars, budget)
    again: list[Symbol] = []
    for region in regions:
        inside = [symbol for symbol in bars if holds(region.quad(), *symbol.middle)]
        if inside:
            crop = _upright(gray, region.grown(2 * AROUND))
            more = moved(_read_again(crop.gray, unmoved(inside, crop.back), budget), crop.back)
            again += [symbol for symbol in more if any(_alike(symbol, other) for other in inside)]
    again = max(level, again, key=len)
    return [symbol for symbol in found if not any(replaces(other, symbol) for other in again)] + again


def _alike(one: Symbol, other: Symbol) -> bool:
    return (one.format, one.text) == (other.format, other.text)


def _upright(gray: Gray, box: Box) -> Crop:
    """Cut a striped box out, turned by what it is still askew: the angle of its cells is right to within a degree.

    That is measured at half its size, smoothed, as edges follow the pixels in which they are drawn.
    """
    across, down = gradients(cv2.blur(upright(gray, box, 0.5).gray, (3, 3)).astype(np.uint8, copy=False))
    askew = float(np.arctan2(2 * (across * down).sum(), (across * across - down * down).sum())) / 2
    return upright(gray, replace(box, angle=box.angle + askew), 1.0)


def _read_again(gray: Gray, bars: list[Symbol], budget: Budget) -> list[Symbol]:
    """Read all labels that are like one with bars on it, if there are any."""
    blocks = labels(gray) if bars else []
    read = [block for block in blocks if any(block.meets(symbol.quad) for symbol in bars)]
    alike = [block for block in blocks if any(block.like(other) for other in read)]
    again: list[Symbol] = []
    for block in alike if len(alike) >= FEWEST else []:
        if budget.spent():
            break
        crop = np.ascontiguousarray(gray[block.top : block.bottom, block.left : block.right])
        more = moved(decode(crop, ROWS, downscale=False), np.array(((1.0, 0, block.left), (0, 1.0, block.top))))
        again += believed(more, gray, budget)
    return again
