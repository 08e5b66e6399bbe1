"""How a sheet is seen whose rows must run level and whose columns must stand upright."""

from collections.abc import Sequence

import numpy as np

from .frame import Matrix
from .pieces import Points

STIFF = 0.03
"""Weight that holds back what one direction of print alone cannot tell: perspective, beside points of order 1."""
WEIGHT = 3.0
"""Weight of a label's place in its column beside that of a character in its row, of which there are many more."""


def straightened(rows: Sequence[Points], columns: Sequence[Points]) -> Matrix:
    """One step (Gauss-Newton) towards the homography after which rows are level and columns upright.

    `rows` and `columns` hold N x 2 points each: the characters of a row, the beginnings of a column's labels. Shear of
    both ways and perspective are free; size, place and turn are not.
    """
    every = np.vstack((*rows, *columns))
    middle, extent = every.mean(axis=0), max(1e-6, float(np.abs(every - every.mean(axis=0)).max()))
    equations, sides = [np.diag((0.0, 0.0, 1.0, 1.0)) * STIFF * np.sqrt(len(every))], [np.zeros(4)]
    for row in rows:
        u, v = ((row - middle) / extent).T
        terms = np.c_[u, np.zeros(len(u)), -u * v, -v * v]
        equations.append(terms - terms.mean(axis=0))
        sides.append(v.mean() - v)
    for column in columns:
        u, v = ((column - middle) / extent).T
        terms = np.c_[np.zeros(len(u)), v, -u * u, -u * v]
        equations.append(WEIGHT * (terms - terms.mean(axis=0)))
        sides.append(WEIGHT * (u.mean() - u))
    down, across, right, low = np.linalg.lstsq(np.vstack(equations), np.concatenate(sides), rcond=None)[0].tolist()
    unit = np.array(((1, 0, -middle[0]), (0, 1, -middle[1]), (0, 0, extent))) / extent
    step = np.array(((1.0, across, 0.0), (down, 1.0, 0.0), (right, low, 1.0)))
    return np.asarray(np.linalg.inv(unit) @ step @ unit, np.float64)
