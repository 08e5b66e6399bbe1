"""Linear and stacked codes: a striped region is turned upright, collapsed along its bars, and read several ways."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from .code import Gray, Quad, Symbol
from .decoder import LINEAR, RETAIL, STACKED, decode, retail
from .enhance import sharpened
from .geometry import Box, Crop, mapped, moved, upright
from .regions import gradients
from .retail import Number, read_number

QUIET = 0.22
"""Share of the width added on each side: the quiet zone, and digits' bars that the map of gradients cut off."""
WIDE = 900.0
"""Pixels. A crop is enlarged towards this width, which gives 95 modules more than 6 pixels each ..."""
LARGEST_SCALE = 3.0
"""... but no further than cubic interpolation helps."""
ROWS = 40
"""Rows a crop is collapsed to: averaging along the bars removes noise, and zxing-cpp's time grows with the rows."""
NEGLIGIBLE_TILT, BELIEVABLE_TILT = np.deg2rad(1.0), np.deg2rad(12.0)
"""The map of gradients is coarse: bars under two of its pixels wide come out up to 8 degrees askew."""
FEWEST_TURNS = 16
"""Brightness changes across the shortest code sought: an EAN-8 has 43 bars and spaces, a blurred one loses half."""
NARROWEST = 120.0
"""Pixels: at under 1.25 pixels a module, grey values no longer tell digits apart."""
SLIM, STOUT = 0.15, 1.2
"""Height to width of a retail code (1:1.45 in print) that is cut off or seen askew."""
FEWEST_RETAIL_TURNS = 22
"""Of 59 bars and spaces, a strongly blurred EAN-13 keeps 23 or more."""
ELEMENTS = 59
"""Bars and spaces of an EAN-13. Where as many are seen, blur is not what keeps it from being read."""
ALIKE = 0.6
"""Correlation of the fine structure of two neighbouring bands of rows: of 45 blurred EAN-13 all but one had 0.65 and
more, of 58 striped things in photographs six in ten had less."""
COARSE = 31
"""Pixels of a crop, over which brightness is no structure, but light."""
ASKEW = 15
"""Pixels of a crop by which the bands may be shifted against each other."""
FEWEST_STACKED_TURNS = 24
TURN = 0.06
"""Share of a profile's range that a change must exceed, so that paper grain does not count."""


@dataclass(frozen=True)
class Strip:
    """A striped region turned upright: its crop, and the crop collapsed along the bars to at most ROWS rows."""

    box: Box
    crop: Crop
    flat: Gray
    turns: int

    def may_be_retail(self) -> bool:
        """Tell whether an EAN-13 that zxing-cpp cannot read may be here."""
        slim = SLIM <= self.box.height / self.box.width <= STOUT
        enough = self.box.width >= NARROWEST and self.turns >= FEWEST_RETAIL_TURNS
        return slim and enough and _alike(self.flat) >= ALIKE


def strip_of(gray: Gray, box: Box) -> Strip | None:
    """Turn the region upright; None when there are too few bars for a code."""
    crop = _crop(gray, box)
    turns = _turns(crop.gray)
    return Strip(box, crop, _collapsed(crop.gray), turns) if turns >= FEWEST_TURNS else None


def read_strip(strip: Strip) -> list[Symbol]:
    """Read the linear or stacked symbols of a strip; a retail code counts when two readings agree or its bars fit."""
    first = decode(strip.flat, LINEAR, one_way=True, downscale=False)
    trusted = [symbol for symbol in first if symbol.format not in RETAIL]
    if trusted:
        return _placed(trusted, strip.crop)
    readings = [first, *_more(strip.flat)]
    symbol, votes = _voted(readings)
    if symbol is None:
        return _negative(strip) or _stacked(strip)
    if votes >= 2 or symbol.format not in RETAIL:
        return _placed([symbol], strip.crop)
    return read_blurred(strip) or _placed([symbol], strip.crop)


def _negative(strip: Strip) -> list[Symbol]:
    """Read a linear code printed light on dark, which zxing-cpp does not try."""
    light = decode((255 - strip.flat).astype(np.uint8, copy=False), LINEAR, one_way=True, downscale=False)
    return _placed(light[:1], strip.crop)


def _stacked(strip: Strip) -> list[Symbol]:
    """Read a PDF417, dark on light or light on dark."""
    if strip.turns < FEWEST_STACKED_TURNS:
        return []
    gray = strip.crop.gray
    negative = (255 - gray).astype(np.uint8, copy=False)
    found = decode(gray, STACKED, one_way=True) or decode(negative, STACKED, one_way=True)
    return moved(found, strip.crop.back)


def read_blurred(strip: Strip) -> list[Symbol]:
    """Read an EAN-13 or UPC-A from the grey values of a strip."""
    number = read_number(strip.flat, sharp=strip.turns >= ELEMENTS)
    return _placed([_numbered(number)], strip.crop) if number else []


def _numbered(number: Number) -> Symbol:
    name, text = retail("EAN_13", number.digits)
    return Symbol(name, text, np.array([(x, 0.0) for x in (number.begin, number.end, number.end, number.begin)]))


def _crop(gray: Gray, box: Box) -> Crop:
    """Turn the region upright with its margins; the angle is corrected by the full resolution's gradients."""
    margins = replace(box, width=box.width * (1 + 2 * QUIET))
    scale = float(np.clip(WIDE / box.width, 1.0, LARGEST_SCALE))
    rest = _tilt(upright(gray, box, 1.0).gray)
    if NEGLIGIBLE_TILT < abs(rest) < BELIEVABLE_TILT:
        margins = replace(margins, angle=box.angle + rest)
    return upright(gray, margins, scale)


def _tilt(crop: Gray) -> float:
    """Return the angle, in radians, by which the mean gradient direction of a crop differs from its rows."""
    across, down = gradients(crop)
    return float(np.arctan2(2 * (across * down).sum(), (across**2 - down**2).sum()) / 2)


def _alike(flat: Gray) -> float:
    """Return how much the bars above the middle row are those below it, -1 to 1; they may be somewhat askew."""
    height = flat.shape[0]
    edges = (height // 4, height // 2, height - height // 4)
    bands = [flat[top : max(bottom, top + 1)].mean(axis=0, dtype=np.float32) for top, bottom in pairwise(edges)]
    fine = [(band - cv2.blur(band[None], (COARSE, 1))[0])[None] for band in bands]
    inner = fine[0][:, COARSE:-COARSE]
    return float(cv2.matchTemplate(fine[1], inner, cv2.TM_CCOEFF_NORMED)[0, COARSE - ASKEW : COARSE + ASKEW + 1].max())


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


def _voted(readings: list[list[Symbol]]) -> tuple[Symbol | None, int]:
    """Return the reading that most variants agree on, and how many do."""
    firsts = [symbols[0] for symbols in readings if symbols]
    if not firsts:
        return None, 0
    ((best, votes),) = Counter((symbol.format, symbol.text) for symbol in firsts).most_common(1)
    return next(symbol for symbol in firsts if (symbol.format, symbol.text) == best), votes


def _placed(symbols: list[Symbol], crop: Crop) -> list[Symbol]:
    """Place symbols at the full height of their strip: collapsed, it says only where they begin and end."""
    bottom = float(crop.gray.shape[0] - 1)
    placed = []
    for symbol in symbols:
        starts, ends = symbol.quad[[0, 3], 0].mean(), symbol.quad[[1, 2], 0].mean()
        top, base = (0.0, bottom) if starts <= ends else (bottom, 0.0)
        quad: Quad = np.array(((starts, top), (ends, top), (ends, base), (starts, base)))
        placed.append(replace(symbol, quad=mapped(quad, crop.back)))
    return placed
