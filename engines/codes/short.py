"""Retail codes are compared with the grey values: noise and glare pass their one check digit now and then.

Each digit must explain the bars in its place better than any other one does. Of some 4,800 blurred and noisy UPC-E that
were read 26 were wrong, of 3,650 EAN-8 four, of 931 EAN-13 three, and of 230 photographs four: the bars of all of these
were explained better by other digits, and those of three right ones.
"""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from shared.clock import Budget

from .code import Gray, Symbol
from .digits import BARS, Bars
from .parts import WIDTHS, is_part
from .patterns import DENSITY, Floats, correlated, unit
from .profiles import BESIDE, Ways, aligned, blurred, even, profile_of

SPREADS = (0.35, 0.55, 0.8, 1.1)
"""Standard deviations, in modules, of the blurs that are tried."""
NEAR, SHIFTS = np.linspace(-0.5, 0.5, 3), np.linspace(-1.5, 1.5, 7)
"""Modules by which each end may lie elsewhere than was said: of clear bars, and of others."""
BOW, BEND = 1 / 12, 1 / 42
"""Shares of the width by which, as on a bottle or seen from one side, the middle may lie elsewhere, and the halves'
middles towards it or away."""
FINE = (-0.5, 0.0, 0.5)
"""Modules by which the best way of these is then changed."""
AROUND, CREASED, ROUNDING = 4, 1, 1e-4
"""Modules on each side of a digit that are compared with it; by which it may lie elsewhere than all of the bars say;
and what makes no difference between two correlations."""
EXPLAINED = 0.85
"""Correlation that the best digits have on average where bars say something: 0.87 and more in all rows of 17 wrong
texts, 0.69 and 0.83 in some of two right ones on creased paper."""
BANDS = ((0.0, 0.3), (0.0, 0.03), (-0.2, 0.03), (0.2, 0.03))
"""Rows across the bars that are looked at, as shares of the symbol's height: a middle and a reach. Of bars that slant
more than the decoder says, or are creased, only a few beside each other show the text."""


class _Look(NamedTuple):
    """How many digits others would explain better, and the mean correlation of those that explain the bars best."""

    wrong: int
    explained: float


def believed(symbols: Sequence[Symbol], gray: Gray, budget: Budget) -> list[Symbol]:
    """The symbols of an image without those that its grey values contradict, as far as there is time."""
    return [symbol for symbol in symbols if _is_borne_out(symbol, gray, budget)]


def _is_borne_out(symbol: Symbol, gray: Gray, budget: Budget) -> bool:
    if symbol.format in BARS:
        return budget.spent() or _fits(symbol, gray)
    return symbol.format not in WIDTHS or budget.spent() or not is_part(symbol, gray)


def _fits(symbol: Symbol, gray: Gray) -> bool:
    """Tell whether no other digit, in any one place, explains the bars better than the one that was read."""
    bars = BARS[symbol.format](symbol.text)
    count = len(bars.modules)
    near, straight = (np.array(list(product(shifts, shifts, (0.0,), (0.0,)))) for shifts in (NEAR, SHIFTS))
    profiles: list[Floats] = []
    for band in BANDS:
        profiles.append(profile_of(symbol, gray, count, band))
        if _is_clear(bars, aligned(profiles[-1], count, near)):
            return True
    looks: list[_Look] = []
    for profile in profiles:
        looks.append(_look(bars, aligned(profile, count, straight)))
        if looks[-1].wrong == 0:
            return True
    for profile, look in zip(profiles, looks, strict=True):
        curved = _look(bars, aligned(profile, count, _curved(profile, bars)))
        unclear = max(look.explained, curved.explained) < EXPLAINED and 2 * curved.wrong < len(bars.places)
        if curved.wrong == 0 or unclear:
            return True
    return False


def _curved(profile: Floats, bars: Bars) -> Ways:
    """The ways near to the one in which curved bars fit best."""
    count = len(bars.modules)
    bow, bend = BOW * count, BEND * count
    curves = np.linspace(-bow, bow, 2 * round(bow) + 1), np.linspace(-bend, bend, 2 * round(bend) + 1)
    ways = np.array(list(product(SHIFTS[::3], SHIFTS[::3], *curves)))
    soft = unit(even(blurred(bars.modules[None], SPREADS[-1])))
    best = ways[np.abs(correlated(unit(aligned(profile, count, ways)), soft.T)).argmax()]
    around: Ways = best + np.array(list(product(FINE, repeat=4)))
    return around


def _is_clear(bars: Bars, seen: Floats) -> bool:
    """Tell whether, in one of the ways in which a profile may lie, every module is as dark or light as it should be."""
    count = len(bars.modules)
    modules = seen[:, BESIDE * DENSITY : (BESIDE + count) * DENSITY].reshape(-1, count, DENSITY)
    same = (modules[:, :, 1:-1].mean(axis=2) > 0) == (bars.modules > 0)
    return bool((same.all(axis=1) | ~same.any(axis=1)).any())  # the other way round where bars are light


def _look(bars: Bars, ways: Floats) -> _Look:
    """Compare digit by digit, in the one of the ways in which a profile may lie that fits the text best."""
    seen = unit(ways)
    fits = correlated(seen, np.vstack([unit(even(blurred(bars.modules[None], spread))) for spread in SPREADS]).T)
    place, blur = np.unravel_index(int(np.abs(fits).argmax()), fits.shape)
    row = seen[place] * np.sign(fits[place, blur])  # light bars on a dark ground are seen the other way round
    digits = [_compared(bars, start, digits, row, SPREADS[blur]) for start, digits in bars.places]
    return _Look(sum(read < best - ROUNDING for read, best in digits), sum(best for _, best in digits) / len(digits))


def _compared(bars: Bars, start: int, digits: Floats, row: Floats, spread: float) -> tuple[float, float]:
    """How well a digit explains its bars, and the best of all would, wherever near they lie: paper may be creased."""
    first, last = (BESIDE + start - AROUND) * DENSITY, (BESIDE + start + 7 + AROUND) * DENSITY
    windows = np.array([row[first + step : last + step] for step in range(-CREASED * DENSITY, CREASED * DENSITY + 1)])
    texts = np.repeat(bars.modules[None], 1 + len(digits), axis=0)
    texts[1:, start : start + 7] = digits
    drawn = even(blurred(texts, spread))[:, first:last]
    fits = correlated(unit(windows), unit(drawn).T).max(axis=0)
    return float(fits[0]), float(fits.max())
