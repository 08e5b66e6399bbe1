"""Linear and stacked codes of a strip, read several ways that err differently, and which readings are believed."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import cv2
import numpy as np

from .bars import redrawn
from .code import Gray, Quad, Symbol
from .decoder import LINEAR, RETAIL, STACKED, decode, retail
from .enhance import flattened, sharpened
from .frames import light_only, unlined
from .geometry import mapped, moved, upright
from .retail import Number, read_number
from .strips import ELEMENTS, MARGIN, Strip, profile

FITTED = ("EAN_13", "UPC_A")
FEWEST_STACKED_TURNS = 24
STACKED_SCALE, STACKED_PIXELS = 2.0, 4_000_000
"""How much a PDF417 is enlarged, to so many pixels at most."""
AMOUNT, REACH = 2.0, 3
SHARPNESS, EVEN_SHARPNESS, FRAMED_SHARPNESS = (2.0, 4.0, 6.0), (3.0, 4.0, 6.0), 4.0
"""Sigmas in pixels: of a strip, of one without shade, of one without a frame. A code that one of them alone brings out
is mostly brought out by a neighbour as well; what is not there is brought out by the weakest, and not by others."""
LINE_SHARPNESS = 3.0
WHOLE = 0.75
"""Least share of a strip's bars in an ITF, which no check digit guards."""


def read_strip(strip: Strip, *, remedies: bool) -> list[Symbol]:
    """Read the linear or stacked symbols of a strip.

    What is read at once is believed; what a remedy brings out, when another brings out the same, unless an EAN-13 fits.
    Without `remedies` none is tried.
    """
    first = [symbol for symbol in _read(strip.flat) if not _cut(symbol, strip)]
    trusted = [symbol for symbol in first if symbol.format not in RETAIL]
    if trusted:
        return _placed([_longest(symbol, strip) for symbol in trusted], strip)
    if not (remedies and strip.alike):
        return _placed(first[:1], strip) or _stacked(strip)
    agreed = _agreed(first, strip)
    if agreed and first and _same(agreed, first[0]):
        return _placed(first[:1], strip)
    # Two remedies may err alike; a fit, which looks at all bars at once, has the last word.
    fitted = read_blurred(strip) if first or (agreed and agreed.format in FITTED) else []
    believed = first[:1] or ([agreed] if agreed else [])
    return fitted or _placed(believed, strip) or _negative(strip) or _stacked(strip)


def _agreed(first: list[Symbol], strip: Strip) -> Symbol | None:
    """Return the first reading that two of the first look and the remedies have in common."""
    seen = first[:1]
    for symbol in _remedied(strip):
        if _cut(symbol, strip):
            continue
        if any(_same(symbol, other) for other in seen):
            return _longest(symbol, strip)
        seen.append(symbol)
    return None


def _longest(symbol: Symbol, strip: Strip) -> Symbol:
    """Return the ITF of which this one is a part, if a remedy brings one out, else the symbol itself."""
    if symbol.format != "ITF":
        return symbol
    more = [other for other in _remedied(strip) if other.format == "ITF" and symbol.text in other.text]
    return max([symbol, *more], key=lambda one: len(one.text))


def _cut(symbol: Symbol, strip: Strip) -> bool:
    """Tell whether it is an ITF of a part of the bars: a line across a shaded or damaged one reads as a shorter one."""
    across = float(np.ptp(symbol.quad[:, 0]))
    return symbol.format == "ITF" and across < WHOLE * strip.flat.shape[1] * (1 - 2 * MARGIN)


def _same(one: Symbol, other: Symbol) -> bool:
    return (one.format, one.text) == (other.format, other.text)


def _read(flat: Gray) -> list[Symbol]:
    return decode(flat, LINEAR, one_way=True, downscale=False)


def _remedied(strip: Strip) -> Iterator[Symbol]:
    """Yield what each remedy brings out, if anything."""
    for sigma in SHARPNESS:
        yield from _read(sharpened(strip.flat, sigma, AMOUNT))[:1]
    framed = light_only(strip.flat)
    if framed is not strip.flat:
        yield from _read(framed)[:1]
        yield from _read(_sharpened(framed, FRAMED_SHARPNESS))[:1]
    yield from _redrawn(strip)
    even = flattened(strip.flat)
    yield from _read(even)[:1]
    for sigma in EVEN_SHARPNESS:
        yield from _read(_sharpened(even, sigma))[:1]
    for paper in chain(unlined(strip.flat), [] if framed is strip.flat else unlined(framed)):
        found = _read(paper)[:1]
        yield from found
        if found:
            yield from _read(_sharpened(paper, FRAMED_SHARPNESS))[:1]


def _sharpened(flat: Gray, sigma: float) -> Gray:
    """Sharpen across the bars only."""
    blurred = cv2.GaussianBlur(flat, (2 * round(REACH * sigma) + 1, 1), sigma)
    return cv2.addWeighted(flat, 1 + AMOUNT, blurred, -AMOUNT, 0).astype(np.uint8, copy=False)


def _redrawn(strip: Strip) -> Iterator[Symbol]:
    """Yield what is read of the bars drawn in whole modules: those of three bands of rows, and those sharpened."""
    height = len(strip.flat)
    bands = [
        profile(strip.flat, top, bottom)
        for top, bottom in ((height // 4, 3 * height // 4), (0, height // 2), (height // 2, height))
    ]
    blur = cv2.GaussianBlur(bands[0][None], (0, 0), LINE_SHARPNESS)[0]
    for light in (bands[0], (1 + AMOUNT) * bands[0] - AMOUNT * blur, *bands[1:]):
        for drawn in redrawn(light.astype(np.float32, copy=False), strip.scale):
            found = _read(drawn.gray)[:1]
            if found:
                yield replace(found[0], quad=drawn.back(found[0].quad))
                break


def _negative(strip: Strip) -> list[Symbol]:
    """Read a linear code printed light on dark, which zxing-cpp does not try."""
    return _placed(_read(light_only((255 - strip.flat).astype(np.uint8, copy=False)))[:1], strip)


def _stacked(strip: Strip) -> list[Symbol]:
    """Read a PDF417, dark on light or light on dark."""
    if strip.turns < FEWEST_STACKED_TURNS:
        return []
    pixels = strip.margins.width * strip.margins.height
    scale = min(strip.scale, STACKED_SCALE, math.sqrt(STACKED_PIXELS / pixels))
    crop = upright(strip.image, strip.margins, scale)
    negative = (255 - crop.gray).astype(np.uint8, copy=False)
    found = decode(crop.gray, STACKED, one_way=True) or decode(negative, STACKED, one_way=True)
    return moved(found, crop.back)


def read_blurred(strip: Strip) -> list[Symbol]:
    """Read an EAN-13 or UPC-A from the grey values of a strip."""
    number = read_number(strip.flat, sharp=strip.turns >= ELEMENTS)
    return _placed([_numbered(number)], strip) if number else []


def _numbered(number: Number) -> Symbol:
    name, text = retail("EAN_13", number.digits)
    return Symbol(name, text, np.array([(x, 0.0) for x in (number.begin, number.end, number.end, number.begin)]))


def _placed(symbols: list[Symbol], strip: Strip) -> list[Symbol]:
    """Place symbols at the full height of their strip: collapsed, it says only where they begin and end."""
    above, below = -0.5, len(strip.flat) - 0.5
    placed = []
    for symbol in symbols:
        starts, ends = symbol.quad[[0, 3], 0].mean(), symbol.quad[[1, 2], 0].mean()
        top, base = (above, below) if starts <= ends else (below, above)
        quad: Quad = np.array(((starts, top), (ends, top), (ends, base), (starts, base)))
        placed.append(replace(symbol, quad=mapped(quad, strip.back)))
    return placed
