"""Codes read off a part of a longer one, as of bars that glare or shade halves: more bars go on beside them.

ITF and CODABAR have no check digit that would tell. Of 900 drawn ones under glare, in shade and with strips torn off,
parts of 24 were answered; none is, for one right answer less.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from .code import Gray, Symbol
from .patterns import DENSITY, Floats
from .strips import ALIKE

WIDTHS: Mapping[str, Callable[[int], float]] = {
    "ITF": lambda count: 8 * count + 8.5,
    "CODABAR": lambda count: 10.5 * (count + 2),
}
"""Modules of a text of so many characters, where wide bars have two and a half."""
BESIDE = 20
"""Modules on each side that are looked at: what glare has left of a code may begin far from the part that was read."""
ROWS, SHARE, THICK = 16, 0.6, 8
"""Rows across the bars that are looked at, the share of the symbol's height in which; its least height in modules."""
SLANT = 5
"""Modules by which the first and the last row may lie aside: the decoder tells no more than where some rows begin."""
WIDE, QUIET = 3, 10
"""Modules of a wide gap, behind less paper than which more bars may follow, and of the paper that belongs at an end."""
WIDEST, FAINTEST, FEWEST = 5, 0.1, 2
"""Modules of a bar; its darkness, of that of the symbol's bars; and so many of them: a frame beside a code is one."""


def is_part(symbol: Symbol, gray: Gray) -> bool:
    """Tell whether two bars or more go on beside one of WIDTHS, the same in the upper and lower half of its rows.

    Or may do so behind the image's edge.
    """
    modules = WIDTHS[symbol.format](len(symbol.text))
    if symbol.format == "ITF" and not _is_item(symbol.text) and _is_cut(symbol, gray, modules):
        return True
    wide = _rows(symbol, gray, modules)
    straight = _bars(_sheared(wide, 0))
    if not any(_goes_on(row, row, FAINTEST * _strength(row)) for row in straight):
        return False
    slants = range(-SLANT * DENSITY, SLANT * DENSITY + 1, DENSITY)
    seen = max((_sheared(wide, slant) for slant in slants), key=_contrast)
    upper, lower = _bars(np.array([rows.mean(axis=0) for rows in np.array_split(seen, 2)]))
    return _goes_on(upper, lower, FAINTEST * _strength((upper + lower) / 2))


def _is_cut(symbol: Symbol, gray: Gray, modules: float) -> bool:
    """Tell whether the image ends right behind one end; where paper is short at both, somebody cut around a whole one.

    Digits of an ITF hold its stop pattern; a CODABAR ends with letters that are nowhere else.
    """
    left, right = symbol.quad[[0, 3]].mean(axis=0), symbol.quad[[1, 2]].mean(axis=0)
    module = (right - left) / modules
    papers = sorted((_steps(left, -module, gray), _steps(right, module, gray)))
    return papers[0] < WIDE and papers[1] >= QUIET


def _is_item(digits: str) -> bool:
    """Tell whether 14 digits are an item's number, as on cartons: their last one is a check digit."""
    return len(digits) == 14 and sum(map(int, digits[1::2] + 3 * digits[::2])) % 10 == 0


def _steps(place: Floats, step: Floats, gray: Gray) -> float:
    """Return how many steps lead to the image's edge."""
    last = np.where(step > 0, gray.shape[::-1], 0)
    return float(np.min((last - place)[step != 0] / step[step != 0]))


def _goes_on(upper: Floats, lower: Floats, dark: float) -> bool:
    """Tell whether on one side there are bars that both profiles have."""
    there, edge = np.minimum(upper, lower) > dark, (BESIDE - 1) * DENSITY
    for side in (slice(0, edge), slice(-edge, None)):
        count = np.count_nonzero(there[side][1:] & ~there[side][:-1]) + there[side][0]
        if count >= FEWEST and np.corrcoef(upper[side], lower[side])[0, 1] >= ALIKE:
            return True
    return False


def _rows(symbol: Symbol, gray: Gray, modules: float) -> Floats:
    """How dark the image is along rows through the symbol and beyond its ends, DENSITY samples a module."""
    left, right = symbol.quad[[0, 3]].mean(axis=0), symbol.quad[[1, 2]].mean(axis=0)
    across, down = right - left, SHARE * (symbol.quad[[3, 2]] - symbol.quad[[0, 1]]).mean(axis=0)
    if np.hypot(*down) * modules < THICK * np.hypot(*across):
        down = np.array((-across[1], across[0])) * THICK / modules
    beside = BESIDE + SLANT
    at = ((np.arange(round((modules + 2 * beside) * DENSITY)) + 0.5) / DENSITY - beside) / modules
    rows = np.linspace(-0.5, 0.5, ROWS)
    x, y = np.moveaxis(left + at[None, :, None] * across + rows[:, None, None] * down, -1, 0).astype(np.float32)
    seen = cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    dark: Floats = 255 - seen.astype(np.float32)
    return dark


def _sheared(rows: Floats, slant: int) -> Floats:
    """Shift rows, the first and the last by so many samples against each other's direction, and cut off the margin."""
    margin = SLANT * DENSITY
    shifts = np.rint(np.linspace(-slant, slant, len(rows))).astype(int) + margin
    length = rows.shape[1] - 2 * margin
    return np.array([row[shift : shift + length] for row, shift in zip(rows, shifts, strict=True)])


def _contrast(rows: Floats) -> float:
    return float(_inner(rows.mean(axis=0)).std())


def _strength(bars: Floats) -> float:
    return float(np.quantile(_inner(bars), 0.9))


def _inner(row: Floats) -> Floats:
    return row[BESIDE * DENSITY : -BESIDE * DENSITY]


def _bars(rows: Floats) -> Floats:
    """What is darker than its surroundings, and no wider than a bar."""
    window = np.ones((1, WIDEST * DENSITY + 1), np.uint8)
    bars: Floats = rows - cv2.morphologyEx(rows, cv2.MORPH_OPEN, window, borderType=cv2.BORDER_REPLICATE)
    return bars
