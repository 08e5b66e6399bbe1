"""Where an EAN-13 lies in a profile, and how well any thirteen digits would explain it. Does not choose the digits."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .patterns import DENSITY, MARGIN, MODULES, SPREADS, Bank, Floats, banks, unit

Places = NDArray[np.float64]
"""Rows of begin, end (pixels of the profile, begin > end when the symbol runs backwards) and bend (share of the width by
which the middle is displaced: a can's roundness, perspective)."""

AT = (np.arange(-MARGIN * DENSITY, (MODULES + MARGIN) * DENSITY) + 0.5) / DENSITY / MODULES
NARROWEST, WIDEST = 0.3, 0.97
"""Width of the symbol as a share of the profile, which holds a region and its margins."""
SCALES = 13
"""Widths tried between these: steps of 10%, as the guard bars fix the width afterwards."""
SAME_WIDTH = 0.12
PEAKS = 8
"""Places tried for each guard at each width."""
FAINTEST_GUARD = 0.3
"""Correlation with a guard and its quiet zone: true ones are above 0.6 even under strong blur."""
GUARD_BANKS, COARSE_BANKS = (1, 3, 6), (1, 4, 6)
SAME_PLACE, OTHER_PLACE = 0.5, 1.2
"""Modules within which two places are the same to the first look, and to the second."""
WIDE_BONUS = 0.1
"""Correlation that a place as wide as the profile gains on a narrow one, which blur flatters."""
KEPT = 6
HOPELESS = 0.77
"""Correlation at the first look under which no true number was seen; stripes that are no EAN-13 have 0.5 to 0.9."""
"""Places refined."""
ROUNDS = 3


@dataclass(frozen=True)
class Fit:
    """A place with the blur that explains it best, the samples there, and the mean correlation of its parts."""

    place: Places
    samples: Floats
    bank: int
    score: float


def sampled(profile: Floats, places: Places) -> Floats:
    """Return for each place the profile's samples, DENSITY per module, quiet zones included."""
    bent = AT + places[:, 2:3] * 4 * AT * (1 - AT)
    x = (places[:, :1] + (places[:, 1:2] - places[:, :1]) * bent).astype(np.float32)
    taken = cv2.remap(profile[None], x, np.zeros_like(x), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return taken.astype(np.float32, copy=False)


def part(samples: Floats, first: int, modules: int) -> Floats:
    """Return the unit-norm windows of `modules` modules from module `first` on, one row for each place."""
    start = (MARGIN + first) * DENSITY
    return unit(samples[:, start : start + modules * DENSITY])


def scores(samples: Floats, bank: Bank) -> Floats:
    """Return for each place the mean correlation of the best chain of digits, whether it is a valid number or not."""
    count = len(samples)
    left = part(samples, -4, 14) @ bank.start
    for digit in range(5):
        pairs = (part(samples, 3 + 7 * digit, 14) @ bank.left).reshape(count, 20, 20)
        left = (left[:, :, None] + pairs).max(axis=1)
    left = (left + part(samples, 38, 12) @ bank.left_centre).max(axis=1)
    right = part(samples, 45, 12) @ bank.centre_right
    for digit in range(5):
        pairs = (part(samples, 50 + 7 * digit, 14) @ bank.right).reshape(count, 10, 10)
        right = (right[:, :, None] + pairs).max(axis=1)
    total: Floats = (left + (right + part(samples, 85, 14) @ bank.end).max(axis=1)) / PARTS
    return total


PARTS = 14
"""Correlations in a chain: both ends, five pairs on each side, and two at the centre."""


def best_fits(profile: Floats) -> list[Fit]:
    """Return the best places of a dark-high profile, best first; empty where no two guards fit together."""
    ahead = _guarded(profile)
    if not len(ahead):
        return []
    ahead = ahead[_distinct(ahead, SAME_PLACE)]
    places = np.vstack((ahead, ahead[:, (1, 0, 2)] * (1, 1, -1)))
    samples = sampled(profile, places)
    coarse = np.max([scores(samples, banks()[bank]) for bank in COARSE_BANKS], axis=0)
    if coarse.max() < HOPELESS:
        return []
    wide = np.abs(places[:, 1] - places[:, 0]) / len(profile)
    places = places[np.argsort(-coarse - WIDE_BONUS * wide)]
    kept = places[_distinct(places, OTHER_PLACE)[:KEPT]]
    fits = [refined(profile, place) for place in kept]
    return sorted(fits, key=lambda fit: -fit.score)


def _distinct(places: Places, modules: float) -> NDArray[np.intp]:
    """Return the indices, in order, of the first of all places in each cell of a grid of `modules`."""
    module = np.abs(places[:, 1:2] - places[:, :1]) / MODULES * modules
    cells = np.rint(np.column_stack((places[:, :2] / module, places[:, 2] * MODULES / modules)))
    return np.sort(np.unique(cells, axis=0, return_index=True)[1])


def _guarded(profile: Floats) -> Places:
    """Return places whose both ends look like guard bars beside a quiet zone."""
    found = []
    for width in np.geomspace(NARROWEST, WIDEST, SCALES) * len(profile):
        step = width / MODULES / DENSITY
        fine = cv2.resize(profile[None], (max(1, round(len(profile) / step)), 1), interpolation=cv2.INTER_LINEAR)[0]
        fine = np.pad(fine, EDGE * DENSITY, mode="edge")
        # The opening window has five modules of quiet zone before the guard, the closing one a light module.
        for bank in (banks()[index] for index in GUARD_BANKS):
            begins = _peaks(_response(fine, bank.opening)) + (5 - EDGE) * DENSITY
            ends = _peaks(_response(fine, bank.closing)) + (4 - EDGE) * DENSITY
            middle = _response(fine, bank.middle)
            places = np.array([_bent(begin, end, middle) for begin in begins for end in ends]).reshape(-1, 3)
            places = places[np.abs((places[:, 1] - places[:, 0]) * step / width - 1) < SAME_WIDTH]
            found += [places * (step, step, 1.0), places * (step, step, 0.0)]
    return np.vstack(found)


EDGE = 6
"""Modules by which a profile is continued on both sides: a quiet zone may lie outside."""
MOST_BENT = 0.05


def _bent(begin: float, end: float, middle: Floats) -> tuple[float, float, float]:
    """Add the bend that puts the middle of the symbol on the best centre guard near by."""
    half_window = 3.5 * DENSITY
    centre = (begin + end) / 2 + EDGE * DENSITY - half_window
    reach = MOST_BENT * (end - begin)
    low, high = max(0, round(centre - reach)), round(centre + reach) + 1
    if end <= begin or low >= len(middle):
        return begin, end, 0.0
    best = low + int(middle[low:high].argmax())
    return begin, end, (best - centre) / (end - begin)


def _response(fine: Floats, template: Floats) -> Floats:
    """Correlate a template with every window of the profile."""
    if len(fine) < len(template):
        return np.zeros(1, np.float32)
    response: Floats = (unit(np.lib.stride_tricks.sliding_window_view(fine, len(template))) @ template)[:, 0]
    return response


def _peaks(response: Floats) -> NDArray[np.intp]:
    inner = response[1:-1]
    tops = np.flatnonzero((inner >= response[:-2]) & (inner > response[2:]) & (inner > FAINTEST_GUARD)) + 1
    return tops[np.argsort(-response[tops])[:PEAKS]]


def refined(profile: Floats, place: Places) -> Fit:
    """Move begin, end and bend by ever smaller steps to the best score, each time with the best blur."""
    module = abs(place[1] - place[0]) / MODULES
    best, bank = place, COARSE_BANKS[1]
    shifts = np.array([(b, e, 0.0) for b in (-1, 0, 1) for e in (-1, 0, 1)] + [(0, 0, -1.0), (0, 0, 1.0)])
    for round_ in range(ROUNDS):
        step = np.array((0.6 * module, 0.6 * module, 0.012)) / 2**round_
        around = best + shifts * step
        samples = sampled(profile, around)
        best = around[int(scores(samples, banks()[bank]).argmax())]
        there = sampled(profile, best[None])
        nearby = range(len(SPREADS)) if round_ == 0 else range(max(0, bank - 1), min(len(SPREADS), bank + 2))
        bank = max(nearby, key=lambda index: scores(there, banks()[index])[0])
    samples = sampled(profile, best[None])
    return Fit(best, samples, bank, float(scores(samples, banks()[bank])[0]))


assert max(COARSE_BANKS) < len(SPREADS)
