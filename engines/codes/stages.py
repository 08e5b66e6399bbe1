"""In which order an image is read: a plain look, striped regions, and remedies while nothing was found."""

import numpy as np

from shared.clock import Budget

from .code import Gray, Symbol
from .decoder import MATRIX, decode
from .enhance import resized
from .geometry import Affine, Box, moved, upright
from .merge import covered, joined
from .regions import Field, cells_in, field_of, patches, stripes
from .remedies import remedies
from .strips import Strip, read_blurred, read_strip, strip_of

OVERVIEW = 2_500_000
"""Pixels. A larger image is first read reduced to this: a phone photo is readable then, at a fifth of the time."""
DETAILED = 12_500_000
"""Pixels. An image is read at full size when nothing else helped, or reduced to a 12-megapixel photo if larger."""
PATCHES = 6
"""Regions full of edges that are looked at by themselves; more are texture."""
PATCH_SIDE, AROUND = 800.0, 0.15
"""Pixels that a region is reduced to; and the share of it that is added on each side, for the quiet zone."""
BLURRED_TRIED = 2
"""Strips whose grey values are fitted, some 20 ms each: the code sought is the largest striped region or the second."""


def read_all(gray: Gray, budget: Budget) -> list[Symbol]:
    """Read the symbols of an H x W image of at least 3 x 3 pixels."""
    overview, back = _reduced(gray, OVERVIEW)
    found = joined([], moved(decode(overview), back))
    field = field_of(overview)
    boxes = [box.scaled(float(back[0, 0])) for box in stripes(field)]
    found, strips = _striped(gray, boxes, found, budget)
    found = joined(found, _patched(gray, field.scaled(float(back[0, 0])), boxes, found, budget))
    if found:
        return found
    found = _blurred(strips, budget) or moved(_remedied(overview, budget), back)
    if not found and gray is not overview and not budget.spent():
        detailed, back = _reduced(gray, DETAILED)
        found = moved(decode(detailed), back)
    return joined([], found)


def _patched(
    gray: Gray, field: Field, boxes: list[Box], found: list[Symbol], budget: Budget
) -> list[Symbol]:
    """Read the regions full of edges where nothing was found yet, at full size and with every remedy."""
    read = [box.quad() for box in boxes if covered(box, found)]
    more: list[Symbol] = []
    for box in patches(field, cells_in(field, [symbol.quad for symbol in found] + read))[:PATCHES]:
        if budget.spent():
            break
        crop = upright(gray, box.grown(2 * AROUND), min(1.0, PATCH_SIDE / max(box.width, box.height)))
        symbols = decode(crop.gray, MATRIX, downscale=False) or _remedied(crop.gray, budget)
        more += moved(symbols, crop.back)
    return more


def _reduced(gray: Gray, pixels: int) -> tuple[Gray, Affine]:
    """Return the image at `pixels` or fewer, and the matrix from there to the full image's pixels."""
    shrink = min(1.0, float(np.sqrt(pixels / gray.size)))
    small = resized(gray, shrink) if shrink < 1.0 else gray
    across, down = gray.shape[1] / small.shape[1], gray.shape[0] / small.shape[0]
    return small, np.array(((across, 0.0, 0.0), (0.0, down, 0.0)))


def _striped(
    gray: Gray, boxes: list[Box], found: list[Symbol], budget: Budget
) -> tuple[list[Symbol], list[Strip]]:
    """Read the striped regions where nothing was found yet; return all symbols, and the strips that were looked at."""
    strips: list[Strip] = []
    for region in boxes:
        if covered(region, found):
            continue
        if budget.spent():
            break
        strip = strip_of(gray, region)
        if strip:
            strips.append(strip)
            found = joined(found, read_strip(strip))
    return found, strips


def _blurred(strips: list[Strip], budget: Budget) -> list[Symbol]:
    """Fit an EAN-13 to the strips that may hold one."""
    for strip in [strip for strip in strips if strip.may_be_retail()][:BLURRED_TRIED]:
        found = [] if budget.spent() else read_blurred(strip)
        if found:
            return found
    return []


def _remedied(image: Gray, budget: Budget) -> list[Symbol]:
    """Try one remedy after another."""
    for remedy in remedies(image):
        if budget.spent():
            break
        found = remedy.read()
        if found:
            return found
    return []
