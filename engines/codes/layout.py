"""What is known of a QR symbol before it is read: where finders, timing and alignment lie (ISO/IEC 18004)."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from .finders import FINDER

Pattern = NDArray[np.float32]

APART = range(14, 171, 4)
"""Modules between the centres of two finders, of versions 1 to 40."""
DOUBTFUL = 0.3
"""Weight of a module of the missing finder, of which something may be left, and of paper around the symbol."""


@cache
def known_of(apart: int, missing: int) -> Pattern:
    """Return what every symbol of a size has in its modules, by weight: positive is dark, 0 is data."""
    side = apart + FINDER
    known = np.zeros((side, side), np.float32)
    known[FINDER - 1, :] = known[:, FINDER - 1] = 1 - 2 * (np.arange(side) % 2)
    if apart > APART[0]:
        known[side - 9 : side - 4, side - 9 : side - 4] = ringed(5)
    for number, corner in enumerate(corners(apart)):
        known[corner] = DOUBTFUL * ringed(FINDER) if number == missing else 0
    return np.pad(known, 1, constant_values=-DOUBTFUL)


def corners(apart: int) -> list[tuple[slice, slice]]:
    """Return where the finders are: upper left, upper right, lower left."""
    first, last = slice(0, FINDER), slice(apart, apart + FINDER)
    return [(first, first), (first, last), (last, first)]


def ringed(side: int) -> Pattern:
    """Return a dark square with a light ring in it."""
    ringed = np.ones((side, side), np.float32)
    ringed[1:-1, 1:-1] = -1
    ringed[2:-2, 2:-2] = 1
    return ringed
