"""In which order an image is read: a plain look, striped regions, and remedies while nothing was found."""

from dataclasses import dataclass

import numpy as np

from shared.clock import Budget

from .code import Gray, Symbol
from .decoder import EVERY, MATRIX, QR, decode
from .enhance import stretched
from .geometry import Box, grown, moved, unmoved, upright
from .labelled import read_labels
from .linear import read_blurred, read_strip
from .merge import covered, joined
from .regions import ENERGY, Field, Mask, cells_in, field_of, patches, stripes
from .remedies import remedies
from .short import believed
from .strips import Strip, strip_of
from .tiles import is_page, read_tiles, reduced

OVERVIEW = 2_500_000
"""Pixels. A larger image is first read reduced to this: a phone photo is readable then, at a fifth of the time."""
FRUITLESS_STRIPES, FRUITLESS_PATCHES = 6, 4
"""Regions in a row without a symbol, after which no more are looked at: so many are texture."""
HOPELESS = 2
"""Striped regions that look like bars and do not read with any remedy, after which none is tried with the next ones."""
QUIET = 1.45
"""How much larger a symbol is with its quiet zone: four modules on each side of 21 to 25."""
HALF = 0.5
FAINT = 24
"""Grey levels from the darkest to the lightest pixel of an image that is stretched before all else."""
PATCH_SIDE, AROUND = 800.0, 0.15
"""Pixels that a region is reduced to; and the share of it that is added on each side, for the quiet zone."""
REMEDIED, FILLED = 1_000_000, 250_000
"""Pixels. An image is reduced to this for remedies that go over all of it; regions have them at full size. To less
where edges are all over it: either it is texture, or one code fills it."""
BLURRED_TRIED = 2
"""Strips whose grey values are fitted, some 20 ms each: the code sought is the largest striped region or the second."""


def read_all(gray: Gray, budget: Budget) -> list[Symbol]:
    """Read the symbols of an H x W image of at least 3 x 3 pixels."""
    gray = stretched(gray) if _faint(gray) else gray
    overview, back = reduced(gray, OVERVIEW)
    field = field_of(overview).scaled(float(back[0, 0]))
    found = believed(joined([], moved(decode(overview), back)), gray, budget)
    striped = _striped(gray, field, found, budget)
    found = joined(striped.found, _patched(gray, field, striped.taken(field), budget))
    if not found:
        found = _blurred(striped.strips, budget)
    if not found:
        small, back_from_small = reduced(gray, FILLED if _filled(field) else REMEDIED)
        found = moved(_remedied(small, budget), back_from_small)
    if gray is not overview:
        formats = EVERY if is_page(overview) else QR if found else MATRIX
        tiled = read_tiles(gray, field, striped.taken(field), formats, budget)
        found = joined(found, believed(tiled, gray, budget))
    regions = [region.scaled(1 / float(back[0, 0])) for region in striped.read]
    return moved(read_labels(overview, unmoved(found, back), regions, budget), back)


@dataclass(frozen=True)
class _Striped:
    """All symbols found so far, the strips that were looked at, and the striped regions with a symbol in them."""

    found: list[Symbol]
    strips: list[Strip]
    read: list[Box]

    def taken(self, field: Field) -> Mask:
        """The cells with a symbol in them, or with its quiet zone."""
        quads = [grown(symbol.quad, QUIET) for symbol in self.found]
        return cells_in(field, quads + [box.quad() for box in self.read])


def _striped(gray: Gray, field: Field, found: list[Symbol], budget: Budget) -> _Striped:
    """Read the striped regions where nothing was found yet, until several in a row hold nothing."""
    strips: list[Strip] = []
    read: list[Box] = []
    fruitless = hopeless = 0
    for region in stripes(field):
        if fruitless == FRUITLESS_STRIPES:
            break
        more: list[Symbol] = []
        if not covered(region, found):
            if budget.spent():
                break
            strip = strip_of(gray, region)
            strips += [strip] if strip else []
            more = believed(read_strip(strip, remedies=hopeless < HOPELESS), gray, budget) if strip else []
            hopeless += bool(strip and strip.alike and not more)
            fruitless = 0 if more else fruitless + 1
            found = joined(found, more)
        if covered(region, found):
            read.append(region)
    return _Striped(found, strips, read)


def _patched(gray: Gray, field: Field, taken: Mask, budget: Budget) -> list[Symbol]:
    """Read the regions full of edges where nothing was found yet, at full size and with every remedy."""
    more: list[Symbol] = []
    fruitless = 0
    for box in patches(field, taken):
        if fruitless == FRUITLESS_PATCHES or budget.spent():
            break
        crop = upright(gray, box.grown(2 * AROUND), min(1.0, PATCH_SIDE / max(box.width, box.height)))
        symbols = decode(crop.gray, MATRIX, downscale=False) or _remedied(crop.gray, budget)
        fruitless = 0 if symbols else fruitless + 1
        more += moved(symbols, crop.back)
    return more


def _faint(gray: Gray) -> bool:
    return int(gray.max()) - int(gray.min()) <= FAINT


def _filled(field: Field) -> bool:
    return bool(np.count_nonzero(field.energy > ENERGY) > HALF * field.energy.size)


def _blurred(strips: list[Strip], budget: Budget) -> list[Symbol]:
    """Fit an EAN-13 to the strips that may hold one."""
    for strip in [strip for strip in strips if strip.may_be_retail()][:BLURRED_TRIED]:
        found = [] if budget.spent() else believed(read_blurred(strip), strip.image, budget)
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
