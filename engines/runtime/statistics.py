"""Medians and percentiles as numpy gives them. Numpy's own import numpy.ma: 10 ms of a process's first answer."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def median(values: ArrayLike) -> float:
    """The middle of all values, or the mean of the two in the middle. There is at least one, and none is NaN."""
    flat = np.ravel(values)
    middles = [(flat.size - 1) // 2, flat.size // 2]
    return float(np.partition(flat, middles)[middles[0] : middles[1] + 1].mean())


def percentiles(values: ArrayLike, *shares: float) -> NDArray[np.float64]:
    """For each share, 0 to 1, the value that so many of all lie below, interpolated."""
    flat = np.sort(values, axis=None)
    last = flat.size - 1
    return np.asarray(np.interp([share * last for share in shares], np.arange(last + 1), flat), np.float64)
