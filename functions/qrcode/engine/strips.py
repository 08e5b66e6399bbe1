"""Linear and stacked codes: a striped region is turned upright, collapsed along its bars, enlarged and read several ways."""

from collections import Counter
from dataclasses import replace

import cv2
import numpy as np

from .clock import Deadline
from .code import Gray, Quad, Symbol
from .decoder import LINEAR, RETAIL, STACKED, decode
from .enhance import sharpened
from .geometry import Box, Crop, mapped, upright

QUIET = 0.22
"""Share of the width added on each side: the quiet zone, and digits' bars that the map of gradients cut off."""
WIDE = 900.0
"""Pixels. A crop is enlarged towards this width, which gives 95 modules more than 6 pixels each ..."""
LARGEST_SCALE = 3.0
"""... but no further than cubic interpolation helps."""
ROWS = 40
"""Rows a crop is collapsed to: averaging along the bars removes noise, and zxing-cpp's time grows with the rows."""
FEWEST_TURNS = 16
"""Brightness changes across the shortest code that we look for: an EAN-8 has 43, a blurred one loses half."""
TURN = 0.06
"""Share of a profile's range that a change must exceed, so that paper grain does not count."""


def read_strip(gray: Gray, box: Box, deadline: Deadline) -> list[Symbol]:
    """Read the linear or stacked symbols of the striped region `box` of the image `gray`."""
    crop = _crop(gray, box)
    if _turns(crop.gray) < FEWEST_TURNS:
        return []
    flat = _collapsed(crop.gray)
    first = decode(flat, LINEAR, one_way=True, downscale=False)
    if not first and deadline.passed():
        return []
    trusted = [symbol for symbol in first if symbol.format not in RETAIL]
    if trusted:
        return _placed(trusted, crop)
    stacked = decode(crop.gray, STACKED, one_way=True) if not first else []
    if stacked:
        return [replace(symbol, quad=mapped(symbol.quad, crop.back)) for symbol in stacked]
    return _placed(_voted([first, *_more(flat)]), crop)


def _crop(gray: Gray, box: Box) -> Crop:
    scale = float(np.clip(WIDE / box.width, 1.0, LARGEST_SCALE))
    return upright(gray, replace(box, width=box.width * (1 + 2 * QUIET)), scale)


def _collapsed(upright_bars: Gray) -> Gray:
    height, width = upright_bars.shape
    if height <= ROWS:
        return upright_bars
    return cv2.resize(upright_bars, (width, ROWS), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _turns(upright_bars: Gray) -> int:
    """Count the changes between dark and light across the middle half of a crop."""
    height = upright_bars.shape[0]
    profile = upright_bars[height // 4 : max(height // 4 + 1, 3 * height // 4)].mean(axis=0)
    step = TURN * float(np.ptp(profile))
    slope = np.sign(np.round(np.diff(profile) / max(step / 4, 0.25)))
    slope = slope[slope != 0]
    return int(np.count_nonzero(np.diff(slope)))


def _more(flat: Gray) -> list[list[Symbol]]:
    """Read the strip in other ways, which err differently."""
    stretched = cv2.resize(flat, None, fx=1.5, fy=0.5, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    variants = (sharpened(flat, 2, 2), sharpened(flat, 4, 2), stretched)
    readings = [decode(variant, LINEAR, one_way=True, downscale=False) for variant in variants]
    for symbols in readings[2:]:
        for symbol in symbols:
            symbol.quad[:] = symbol.quad / (1.5, 0.5)
    return readings


def _voted(readings: list[list[Symbol]]) -> list[Symbol]:
    """Return the reading that most variants agree on: a retail code has one check digit only."""
    firsts = [symbols[0] for symbols in readings if symbols]
    if not firsts:
        return []
    (best, _), *_ = Counter((symbol.format, symbol.text) for symbol in firsts).most_common(1)
    return [next(symbol for symbol in firsts if (symbol.format, symbol.text) == best)]


def _placed(symbols: list[Symbol], crop: Crop) -> list[Symbol]:
    """Give each symbol the full height of its strip (a collapsed strip says only where it begins and ends) in the image."""
    bottom = float(crop.gray.shape[0] - 1)
    placed = []
    for symbol in symbols:
        starts, ends = symbol.quad[[0, 3], 0].mean(), symbol.quad[[1, 2], 0].mean()
        top, base = (0.0, bottom) if starts <= ends else (bottom, 0.0)
        quad: Quad = np.array(((starts, top), (ends, top), (ends, base), (starts, base)))
        placed.append(replace(symbol, quad=mapped(quad, crop.back)))
    return placed
