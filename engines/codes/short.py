"""Short codes are compared with the grey values: noise passes their one check digit now and then.

Each digit must explain the bars in its place better than any other one does. Of some 4,800 blurred and noisy UPC-E that
were read 26 were wrong, of 3,650 EAN-8 four: the bars of all of these were explained better by another digit, and those
of two right ones.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import cv2
import numpy as np

from shared.clock import Budget

from .code import Gray, Symbol
from .patterns import CENTRE, DENSITY, GUARD, LEFT, SET_A, SET_B, SET_C, Floats, correlated, unit

ENDING = (0, 1, 0, 1, 0, 1)
SETS = ("BBBAAA", "BBABAA", "BBAABA", "BBAAAB", "BABBAA", "BAABBA", "BAAABB", "BABABA", "BABAAB", "BAABAB")
"""Number sets of a UPC-E's six digits, by the check digit; a code that begins with 1 has A and B exchanged."""
BESIDE = 5
"""Modules on each side that are looked at as well."""
SPREADS = (0.35, 0.55, 0.8, 1.1)
"""Standard deviations, in modules, of the blurs that are tried."""
SHIFTS = np.linspace(-1.5, 1.5, 7)
"""Modules by which each end may lie elsewhere than was said."""
STRAIGHT = ((0.0, 0.0),)
BENT = tuple(product((-2.0, -1.0, 0.0, 1.0, 2.0), (-1.2, 0.0, 1.2)))
"""Modules by which, as on a bottle, the middle may lie elsewhere, and the halves' middles towards it or away."""
ROWS, SHARE, THICK = 9, 0.6, 4.0
"""Rows across the bars that are looked at, and the share of the symbol's height in which; its least height in pixels:
of some only a line is known."""


class _Bars(NamedTuple):
    """The modules of a text, 1 where they are dark; and where each digit begins, with all that could stand there."""

    modules: Floats
    places: Sequence[tuple[int, Floats]]


def believed(symbols: Sequence[Symbol], gray: Gray, budget: Budget) -> list[Symbol]:
    """The symbols of an image without each short one that its grey values contradict, as far as there is time."""
    return [symbol for symbol in symbols if symbol.format not in _BARS or budget.spent() or _fits(symbol, gray)]


def _fits(symbol: Symbol, gray: Gray) -> bool:
    """Tell whether no other digit, in any one place, explains the bars better than the one that was read."""
    bars = _BARS[symbol.format](symbol.text)
    profile = _profile(symbol, gray, len(bars.modules))
    return any(_is_best(bars, unit(_aligned(profile, len(bars.modules), curves))) for curves in (STRAIGHT, BENT))


def _is_best(bars: _Bars, seen: Floats) -> bool:
    """The same of a profile that may lie in several ways, one row each: in the one that fits what was read best."""
    fits = correlated(seen, np.vstack([unit(_blurred(bars.modules[None], spread)) for spread in SPREADS]).T)
    place, blur = np.unravel_index(int(np.abs(fits).argmax()), fits.shape)
    others = correlated(unit(_blurred(_others(bars), SPREADS[blur])), seen[place][:, None])
    sign = np.sign(fits[place, blur])  # light bars on a dark ground are seen the other way round
    return bool((sign * others).max() <= abs(fits[place, blur]))


def _upc_e(text: str) -> _Bars:
    exchanged = text[0] == "1"
    sets = ["AB"[(name == "B") != exchanged] for name in SETS[int(text[7])]]
    digits = [(SET_A if name == "A" else SET_B)[int(digit)] for digit, name in zip(text[1:7], sets, strict=True)]
    places = [(len(GUARD) + 7 * place, LEFT) for place in range(6)]
    return _Bars(np.concatenate((GUARD, *digits, ENDING)).astype(np.float32), places)


def _ean_8(text: str) -> _Bars:
    left, right = ([table[int(digit)] for digit in half] for table, half in ((SET_A, text[:4]), (SET_C, text[4:])))
    middle = len(GUARD) + 4 * 7 + len(CENTRE)
    places = [(len(GUARD) + 7 * place, SET_A) for place in range(4)]
    places += [(middle + 7 * place, SET_C) for place in range(4)]
    return _Bars(np.concatenate((GUARD, *left, CENTRE, *right, GUARD)).astype(np.float32), places)


_BARS: Mapping[str, Callable[[str], _Bars]] = {"UPC_E": _upc_e, "EAN_8": _ean_8}
"""Of ISO/IEC 15420, 51 and 67 modules wide."""


def _others(bars: _Bars) -> Floats:
    """The modules with another digit in one place."""
    read, rows = bars.modules, []
    for start, digits in bars.places:
        for digit in digits:
            if (read[start : start + 7] != digit).any():
                rows.append(np.concatenate((read[:start], digit, read[start + 7 :])))
    return np.array(rows, np.float32)


def _blurred(rows: Floats, spread: float) -> Floats:
    """Rows of modules with their surroundings, DENSITY samples each, blurred."""
    fine = np.repeat(np.pad(rows, ((0, 0), (BESIDE, BESIDE))), DENSITY, axis=1)
    reach = 2 * round(4 * spread * DENSITY) + 1
    return cv2.GaussianBlur(fine, (reach, 1), spread * DENSITY, borderType=cv2.BORDER_REPLICATE).astype(np.float32)


def _profile(symbol: Symbol, gray: Gray, modules: int) -> Floats:
    """How dark the image is along the symbol and twice BESIDE modules beyond, DENSITY samples a module."""
    left, right = symbol.quad[[0, 3]].mean(axis=0), symbol.quad[[1, 2]].mean(axis=0)
    across, down = right - left, (symbol.quad[[3, 2]] - symbol.quad[[0, 1]]).mean(axis=0)
    if np.hypot(*down) < THICK:
        down = np.array((-across[1], across[0])) * (THICK / max(1e-6, float(np.hypot(*across))))
    along = _places(2 * BESIDE, modules) / modules
    rows = SHARE * np.linspace(-0.5, 0.5, ROWS)
    x, y = np.moveaxis(left + along[None, :, None] * across + rows[:, None, None] * down, -1, 0).astype(np.float32)
    seen = cv2.remap(gray, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    dark: Floats = 255 - seen.mean(axis=0, dtype=np.float32)
    return dark


def _aligned(profile: Floats, modules: int, curves: Sequence[tuple[float, float]]) -> Floats:
    """The profile with BESIDE modules around, one row for each way in which its ends and what is between may lie."""
    at = _places(BESIDE, modules)
    share = np.clip(at / modules, 0, 1)
    ways = [
        start * (1 - share) + end * share + share * (1 - share) * (4 * bow + 10 * bend * (1 - 2 * share))
        for start, end, (bow, bend) in product(SHIFTS, SHIFTS, curves)
    ]
    return np.asarray(np.interp(at + np.array(ways), _places(2 * BESIDE, modules), profile), np.float32)


def _places(beside: int, modules: int) -> Floats:
    """The middles of samples, in modules from the symbol's left end."""
    count = (modules + 2 * beside) * DENSITY
    return ((np.arange(count) + 0.5) / DENSITY - beside).astype(np.float32)
