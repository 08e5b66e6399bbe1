"""How large print is, and what of it begins below each other."""

from collections.abc import Sequence

import numpy as np

from .pieces import Points
from .rows import IDEOGRAPHS

UPPER = 70
"""Percent of rows whose print is smaller: scopes, which have many rows, are printed small."""


def em_of(points: Sequence[Points], texts: Sequence[str]) -> float:
    """The distance of two ideographs beside each other: of print of several sizes, that of a larger one."""
    steps: list[float] = []
    for places_, text in zip(points, texts, strict=True):
        wide = np.array([sign >= IDEOGRAPHS for sign in text])
        if (wide[1:] & wide[:-1]).any():
            steps.append(float(np.median(np.hypot(*np.diff(places_, axis=0).T)[wide[1:] & wide[:-1]])))
    return max(1.0, float(np.percentile(steps, UPPER))) if steps else 1.0


def columns(starts: Points, near: float) -> list[list[int]]:
    """Places of points, N x 2, by the column in which they stand, from the left."""
    found: list[list[int]] = []
    for place in np.argsort(starts[:, 0]).tolist():
        if found and starts[place, 0] - float(np.median(starts[found[-1], 0])) < near:
            found[-1].append(place)
        else:
            found.append([place])
    return found
