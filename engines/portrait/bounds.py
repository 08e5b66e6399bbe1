"""What a standard asks of the crop: four ratios, each between two bounds. Knows no pixels of a picture."""

from dataclasses import dataclass
from typing import NamedTuple

Bound = tuple[float | None, float | None]
"""The least and the greatest value of a ratio that the caller takes; None where it is left to us."""
FREE: Bound = (None, None)


class Ratios(NamedTuple):
    """Measures of a finished photo.

    `head`: crown (hair included) to chin, by the photo's height. `eye`: lower edge to the eyes' line, by the height.
    `top`: upper edge to crown, by the height. `face`: the face's width, by the photo's.
    """

    head: float
    eye: float
    top: float
    face: float


class Range(NamedTuple):
    """The least and the greatest value of a ratio."""

    least: float
    most: float


USUAL = (Range(0.56, 0.70), Range(0.48, 0.66), Range(0.06, 0.13), Range(0.40, 0.72))
"""What we aim at where the caller leaves a bound free: about China's passport (33 x 48 mm: head 28-33, top 3-5)."""


@dataclass(frozen=True)
class Bounds:
    """What the caller asks of each of the Ratios, in the same order."""

    head: Bound = FREE
    eye: Bound = FREE
    top: Bound = FREE
    face: Bound = FREE

    @property
    def asked(self) -> tuple[Bound, ...]:
        """The bounds one by one, in the order of Ratios."""
        return self.head, self.eye, self.top, self.face

    @property
    def usual(self) -> tuple[Range, ...]:
        """The bounds with ours where one is free; ours give way to the caller's, so that a range is never empty."""
        ranges = []
        for (least, most), ours in zip(self.asked, USUAL, strict=True):
            low = ours.least if least is None else least
            high = ours.most if most is None else most
            if low > high:
                low, high = (low, low) if most is None else (high, high) if least is None else (low, high)
            ranges.append(Range(low, high))
        return tuple(ranges)


ANY = Bounds()
"""No wish at all."""


class Miss(NamedTuple):
    """A bound that the photo does not keep: the ratio's name, what it is, and the bound."""

    name: str
    value: float
    bound: float


@dataclass(frozen=True)
class Format:
    """What the finished photo is to be: its size (width, height) in pixels, its bounds, and how the person stands.

    The eyes' line is always made level. `by_ears` puts the middle between the ears, and not the head's, in the photo's
    middle. `level_shoulders` levels the shoulders too, by at most 6 degrees.
    """

    size: tuple[int, int]
    bounds: Bounds = ANY
    by_ears: bool = False
    level_shoulders: bool = False


ROUNDING = 0.002
"""Half a pixel of a photo 250 pixels high."""


def find_misses(ratios: Ratios, bounds: Bounds) -> tuple[Miss, ...]:
    """The caller's bounds that a photo with these ratios does not keep."""
    misses = []
    for name, value, (least, most) in zip(Ratios._fields, ratios, bounds.asked, strict=True):
        if least is not None and value < least - ROUNDING:
            misses.append(Miss(name, value, least))
        elif most is not None and value > most + ROUNDING:
            misses.append(Miss(name, value, most))
    return tuple(misses)
