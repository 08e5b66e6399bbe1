"""Reading order: top to bottom, left to right, column by column; vertical lines from right to left."""

from collections.abc import Sequence

from .line import Reading


def ordered(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings in the order in which one reads them."""
    return sorted(readings, key=lambda r: (round(float(r.region.quad[:,1].mean())/10), float(r.region.quad[:, 0].mean())))
