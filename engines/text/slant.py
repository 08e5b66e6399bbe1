"""By how much the print in a flat line rises, tapers and leans. Reads nothing.

Print is sharpest seen along its rows and its strokes: where the rows of all parts of a line fall on each other, the
sums of ink along them differ most, whatever rises above or hangs below them. So do the sums along the strokes.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT

Ink = NDArray[np.float32]
"""H x W: 1 for print."""
PARTS = 8
"""Stretches of a line whose rows are laid on each other."""
STEPS = ((2.0, 3, 2), (0.7, 1, 1), (0.25, 1, 1))
"""Pixels from one try to the next, coarse to fine, and how many tries each way for the rise, and for the taper."""
FINE = 4
"""Shifts of rows are whole parts of a pixel: so many."""
LEANS = np.linspace(-0.4, 0.4, 11)
"""Pixels to the right for each one down: 22 degrees either way are tried."""
THICK = 3
"""Rows that are shifted as one to learn the lean."""

_MIDDLE = HEIGHT / 2
_ALONG = ((np.arange(PARTS) + 0.5) / PARTS * 2 - 1).astype(np.float32)
_ROWS = (np.arange(HEIGHT) + 0.5).astype(np.float32)
_ACROSS = (_ROWS - _MIDDLE) / _MIDDLE


class Slant(NamedTuple):
    """How the print lies in a flat line.

    `rise`: by how many pixels its right end lies below the middle of the line. `taper`: by how many more the lower edge
    of the flat line would end below. `leans`: those of the strokes in the line's left half and in its right, in pixels
    to the right for each one down.
    """

    rise: float
    taper: float
    leans: tuple[float, float]


def slant(ink: Ink, top: int, bottom: int) -> Slant:
    """Measure the print of a line, which is HEIGHT pixels high; its strokes between the rows `top` and `bottom`."""
    left, right = np.array_split(ink[top:bottom], 2, axis=1)
    return Slant(*_rows(ink), (_lean(left), _lean(right)))


def _rows(ink: Ink) -> tuple[float, float]:
    cuts = np.linspace(0, ink.shape[1], PARTS, endpoint=False).astype(int)
    sums = np.add.reduceat(ink, cuts, axis=1)
    parts = cv2.resize(sums, (PARTS, FINE * HEIGHT), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    rise = taper = 0.0
    for step, rises, tapers in STEPS:
        tried = np.meshgrid(rise + step * np.arange(-rises, rises + 1), taper + step * np.arange(-tapers, tapers + 1))
        every = np.stack([side.ravel() for side in tried], axis=1).astype(np.float32)
        rise, taper = every[int(_sharpness(parts, every).argmax())]
    return float(rise), float(taper)


def _sharpness(parts: Ink, every: Ink) -> Ink:
    """How sharp the rows are for each rise and taper."""
    rises, tapers = every[:, 0, None, None], every[:, 1, None, None]
    rows = FINE * (_ROWS[:, None] + (rises + tapers * _ACROSS[:, None]) * _ALONG)
    taken = np.clip(rows, 0, FINE * HEIGHT - 1).astype(np.intp)
    taken *= PARTS
    taken += np.arange(PARTS)
    sums = parts.ravel()[taken].sum(axis=2)
    found: Ink = np.einsum("ij,ij->i", sums, sums)
    return found


def _lean(ink: Ink) -> float:
    """The lean under which the columns are sharpest."""
    rows, width = ink.shape
    layers = np.add.reduceat(ink, np.arange(0, rows, THICK), axis=0)
    sharp = np.zeros(len(LEANS))
    for index, lean in enumerate(LEANS):
        sums = np.zeros(width + 2 * rows, np.float32)
        shifts = np.rint(lean * (THICK * np.arange(len(layers)) - rows / 2)).astype(int)
        for layer, shift in zip(layers, shifts, strict=True):
            sums[rows - shift : rows - shift + width] += layer
        sharp[index] = sums @ sums
    best = int(sharp.argmax())
    if not 0 < best < len(LEANS) - 1:
        return float(LEANS[best])
    before, peak, after = sharp[best - 1 : best + 2]
    curve = before - 2 * peak + after
    return float(LEANS[best] + (LEANS[1] - LEANS[0]) * ((before - after) / (2 * curve) if curve else 0.0))
