"""EAN-13 and UPC-A from a grey profile by maximum correlation: reads bars that blur has run together."""

from dataclasses import dataclass

import numpy as np

from .alignment import PARTS, Fit, best_fits, refined
from .code import Gray
from .patterns import MODULES, PARITY, Floats, banks

WEIGHTS = (3, 1) * 6
"""Check weights of digits 2 to 13; the first digit weighs 1 (ISO/IEC 15420, annex A)."""
CLEAR = (0.88, 0.20, 0.08)
FAIR = (0.947, 0.05, 0.065)
"""A number is believed when its correlation with the profile and its lead over the next valid number are at least, and
the lead of a chain of digits that is no valid number is at most, those of one of these. On 33 photographs, true numbers
had leads of 0.05 to 0.6, wrong ones correlations under 0.955 with leads under 0.05, or gaps over 0.1."""
NEVER = -1e3
LOUDEST = 0.42
"""Standard deviation beside a number, of that of its bars: 0.39 at most beside 164 true ones but one, and 0.44 and more
beside numbers that were found in a part of another symbol."""
UNMISTAKABLE = 0.5
"""Lead from which a number is believed that has no quiet zone on one side."""
BESIDE = np.linspace(1.5, 7.0, 23)
"""Modules away from a number at which its quiet zone is looked at."""


@dataclass(frozen=True)
class Number:
    """Thirteen digits that lie from `begin` to `end`, in pixels of the profile.

    `score` is the mean correlation of the PARTS. Sums over the PARTS are `lead`, by how much it is ahead of the next
    valid number, and `gap`, by how much the best chain of digits that is no valid number is ahead of it.
    """

    digits: str
    score: float
    lead: float
    gap: float
    begin: float
    end: float

    def believed(self) -> bool:
        """Tell whether to trust it without another reading."""
        return any(self.score >= score and self.lead >= lead and self.gap <= gap for score, lead, gap in (CLEAR, FAIR))


def read_number(strip: Gray, *, sharp: bool) -> Number | None:
    """Read an EAN-13 across the H x W image `strip`, whose bars stand upright; None when in doubt.

    `sharp` says that the bars are told apart, so that ink that has spread is allowed for rather than blur.
    """
    height = strip.shape[0]
    profile = _profile(strip, height // 4, height - height // 4)
    sure = [(number_of(fit), fit) for fit in best_fits(profile, sharp=sharp)]
    sure = [(number, fit) for number, fit in sure if number.believed() and _stands_alone(number, profile)]
    if not sure:
        return None
    best, fit = max(sure, key=lambda pair: pair[0].score)
    halves = (_profile(strip, 0, height // 2), _profile(strip, height // 2, height))
    return best if any(number_of(refined(half, fit.place)).digits == best.digits for half in halves) else None


def _stands_alone(number: Number, profile: Floats) -> bool:
    """Tell whether no bars go on beside the number, as they do where it was found in a part of another symbol."""
    module = (number.end - number.begin) / MODULES
    at = np.arange(len(profile))
    bars = np.interp(np.linspace(number.begin, number.end, 4 * MODULES), at, profile).std()
    beside = [np.interp(x, at, profile).std() for x in (number.begin - BESIDE * module, number.end + BESIDE * module)]
    loud = min(beside) if number.lead >= UNMISTAKABLE else max(beside)
    return bool(loud <= LOUDEST * bars)


def _profile(strip: Gray, top: int, bottom: int) -> Floats:
    """Return the mean darkness of rows top..bottom."""
    dark: Floats = 255 - strip[top : max(bottom, top + 1)].mean(axis=0, dtype=np.float32)
    return dark


@dataclass(frozen=True)
class _Chains:
    """Best chains of six digits: score by (sum mod 10, last digit), and for each step the digit before."""

    total: Floats
    before: list[np.ndarray[tuple[int, int], np.dtype[np.intp]]]
    weights: tuple[int, ...]

    def digits(self, remainder: int) -> str:
        """Trace the best chain whose weighted sum leaves `remainder`."""
        digit = int(self.total[remainder].argmax())
        found = [digit]
        for step in range(4, -1, -1):
            previous = int(self.before[step][remainder, digit])
            remainder = (remainder - self.weights[step + 1] * digit) % 10
            digit = previous
            found.append(digit)
        return "".join(map(str, reversed(found)))


def _chains(first: Floats, pairs: list[Floats], last: Floats, weights: tuple[int, ...]) -> _Chains:
    every = np.arange(10)
    total = np.full((10, 10), NEVER, np.float32)
    total[weights[0] * every % 10, every] = first
    before = []
    for pair, weight in zip(pairs, weights[1:], strict=True):
        longer = total[:, :, None] + pair[None]
        source, value = longer.argmax(axis=1), longer.max(axis=1)
        # A chain that left remainder r and goes on by digit d leaves r + weight * d.
        origin = (every[:, None] - weight * every[None]) % 10
        before.append(source[origin, every[None]])
        total = value[origin, every[None]]
    return _Chains(total + last[None], before, weights)


def number_of(fit: Fit) -> Number:
    """Return the valid number that explains the samples of `fit` best."""
    bank, parts = banks()[fit.bank], fit.parts
    rights = [(part @ bank.right).reshape(10, 10) for part in parts[8:13]]
    right = _chains((parts[7] @ bank.centre_right)[0], rights, (parts[13] @ bank.end)[0], WEIGHTS[6:])
    start, centre = (parts[0] @ bank.start)[0], (parts[6] @ bank.left_centre)[0]
    lefts = [(part @ bank.left).reshape(20, 20) for part in parts[1:6]]
    ranked: list[tuple[float, int, int, _Chains]] = []
    right_best = right.total.max(axis=1)
    for first, sets in enumerate(PARITY):
        rows = [np.arange(10) + 10 * choice for choice in sets]
        pairs = [lefts[digit][np.ix_(rows[digit], rows[digit + 1])] for digit in range(5)]
        left = _chains(start[rows[0]], pairs, centre[rows[5]], WEIGHTS[:6])
        for remainder, value in enumerate(left.total.max(axis=1)):
            ranked.append((float(value + right_best[-(first + remainder) % 10]), first, remainder, left))
    ranked.sort(key=lambda item: -item[0])
    score, first, remainder, left = ranked[0]
    digits = f"{first}{left.digits(remainder)}{right.digits(-(first + remainder) % 10)}"
    lead, gap = score - ranked[1][0], fit.score * PARTS - score
    return Number(digits, score / PARTS, lead, gap, float(fit.place[0]), float(fit.place[1]))
