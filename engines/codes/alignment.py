"""Where an EAN-13 lies in a profile, and how well any thirteen digits would explain it. Does not choose the digits."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .patterns import DENSITY, MARGIN, MODULES, SPREADS, Bank, Floats, banks, correlated, unit

Places = NDArray[np.float64]
"""Rows of begin, end (pixels of the profile, begin > end when the symbol runs backwards) and bend (share of the width
by which the middle is displaced: a can's roundness, perspective)."""

PARTS = 14
"""Correlations in a chain: both ends, five pairs on each side, and two at the centre."""
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
"""Blurs that find guards, and that look at places: weak, middling and strong."""
SHARP_BANK, BLURRED_BANK = 1, 3
"""The one blur that sorts most places out at the first look."""
SHARP_HOPELESS, BLURRED_HOPELESS = 0.77, 0.88
"""Correlation under which no true number was seen: 0.89 under blur; 0.80 where bars are sharp but ink has spread."""
FIRST_HOPELESS = 0.77
"""The same at the first look, whatever the bars: 0.78 for true numbers, less for six in seven things in photographs."""
SECOND_LOOK = 30
"""Places looked at twice. Of 223 numbers two were not among the first 16, and one not among these."""
SAME_PLACE, OTHER_PLACE = 0.5, 1.2
"""Modules within which two places are the same to the first look, and to the second."""
WIDE_BONUS = 0.1
"""Correlation that a place as wide as the profile gains on a narrow one, which blur flatters."""
KEPT = 3
"""Places that are refined: of 223 numbers, 221 were the first, and two the second; one has since been seen third."""
EDGE = 6
"""Modules by which a profile is continued on both sides: a quiet zone may lie outside."""
MOST_BENT = 0.05
ROUNDS = 3
SHIFTS = np.array([*((begin, end, 0) for begin in (-1, 0, 1) for end in (-1, 0, 1)), (0, 0, -1), (0, 0, 1)], np.float64)
"""Steps tried around a place: 0.6 modules of either end and 0.012 of bend at first, half of it in the next round."""


@dataclass(frozen=True)
class Fit:
    """A place with its samples part by part, the blur that explains them best, and their mean correlation."""

    place: Places
    parts: list[Floats]
    bank: int
    score: float


def sampled(profile: Floats, places: Places) -> Floats:
    """Return for each place the profile's samples, DENSITY per module, quiet zones included."""
    bent = AT + places[:, 2:3] * 4 * AT * (1 - AT)
    x = (places[:, :1] + (places[:, 1:2] - places[:, :1]) * bent).astype(np.float32)
    taken = cv2.remap(profile[None], x, np.zeros_like(x), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return taken.astype(np.float32, copy=False)


def windows(samples: Floats) -> list[Floats]:
    """Return the unit-norm samples of the PARTS neighbouring parts, one row for each place, from left to right."""

    def part(first: int, modules: int) -> Floats:
        start = (MARGIN + first) * DENSITY
        return unit(samples[:, start : start + modules * DENSITY])

    left = [part(3 + 7 * digit, 14) for digit in range(5)]
    right = [part(50 + 7 * digit, 14) for digit in range(5)]
    return [part(-4, 14), *left, part(38, 12), part(45, 12), *right, part(85, 14)]


def scores(parts: list[Floats], bank: Bank) -> Floats:
    """Return for each place the mean correlation of the best chain of digits, whether it is a valid number or not."""
    count = len(parts[0])
    left = correlated(parts[0], bank.start)
    for part in parts[1:6]:
        left = (left[:, :, None] + (correlated(part, bank.left)).reshape(count, 20, 20)).max(axis=1)
    left = (left + correlated(parts[6], bank.left_centre)).max(axis=1)
    right = correlated(parts[7], bank.centre_right)
    for part in parts[8:13]:
        right = (right[:, :, None] + (correlated(part, bank.right)).reshape(count, 10, 10)).max(axis=1)
    total: Floats = (left + (right + correlated(parts[13], bank.end)).max(axis=1)) / PARTS
    return total


def best_fits(profile: Floats, *, sharp: bool) -> list[Fit]:
    """Return the best places of a dark-high profile, best first.

    `sharp` says that the bars are not blurred. Empty where no two guards fit together, or nothing correlates enough.
    """
    ahead = _guarded(profile)
    if not len(ahead):
        return []
    ahead = ahead[_distinct(ahead, SAME_PLACE)]
    places = np.vstack((ahead, ahead[:, (1, 0, 2)] * (1, 1, -1)))
    first = scores(windows(sampled(profile, places)), banks()[SHARP_BANK if sharp else BLURRED_BANK])
    if first.max() < FIRST_HOPELESS:
        return []
    places = places[np.argsort(-first)[:SECOND_LOOK]]
    parts = windows(sampled(profile, places))
    coarse = np.max([scores(parts, banks()[bank]) for bank in COARSE_BANKS], axis=0)
    if coarse.max() < (SHARP_HOPELESS if sharp else BLURRED_HOPELESS):
        return []
    wide = np.abs(places[:, 1] - places[:, 0]) / len(profile)
    places = places[np.argsort(-coarse - WIDE_BONUS * wide)]
    fits = [refined(profile, place) for place in places[_distinct(places, OTHER_PLACE)[:KEPT]]]
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
        ends, middles = (_windows(fine, len(template)) for template in (banks()[0].opening, banks()[0].middle))
        for bank in (banks()[index] for index in GUARD_BANKS):
            # The opening window has five modules of quiet zone before the guard, the closing one a light module.
            begin = _peaks(ends @ bank.opening[:, 0])[:, None] + (5 - EDGE) * DENSITY
            end = _peaks(ends @ bank.closing[:, 0])[None] + (4 - EDGE) * DENSITY
            fits = np.argwhere(np.abs((end - begin) * step / width - 1) < SAME_WIDTH)
            middle = middles @ bank.middle[:, 0]
            places = np.array([_bent(float(begin[i, 0]), float(end[0, j]), middle) for i, j in fits]).reshape(-1, 3)
            found += [places * (step, step, 1.0), places * (step, step, 0.0)]
    return np.vstack(found)


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


def _windows(fine: Floats, length: int) -> Floats:
    """Return every window of the profile, at unit norm."""
    if len(fine) < length:
        return np.zeros((3, length), np.float32)
    return unit(np.lib.stride_tricks.sliding_window_view(fine, length))


def _peaks(response: Floats) -> NDArray[np.intp]:
    inner = response[1:-1]
    tops = np.flatnonzero((inner >= response[:-2]) & (inner > response[2:]) & (inner > FAINTEST_GUARD)) + 1
    return tops[np.argsort(-response[tops])[:PEAKS]]


def refined(profile: Floats, place: Places) -> Fit:
    """Move begin, end and bend by ever smaller steps to the best score, each time with the best blur."""
    module = abs(place[1] - place[0]) / MODULES
    best, bank = place, COARSE_BANKS[1]
    for turn in range(ROUNDS):
        around = best + SHIFTS * np.array((0.6 * module, 0.6 * module, 0.012)) / 2**turn
        best = around[int(scores(windows(sampled(profile, around)), banks()[bank]).argmax())]
        parts = windows(sampled(profile, best[None]))
        nearby = range(len(SPREADS)) if turn == 0 else range(max(0, bank - 1), min(len(SPREADS), bank + 2))
        ranked = [(float(scores(parts, banks()[index])[0]), index) for index in nearby]
        score, bank = max(ranked)
    return Fit(best, parts, bank, score)
