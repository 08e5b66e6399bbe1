"""Codes without a quiet zone: what is light in a part of an image is cut out, and gets white paper around it."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from .bars import FEWEST_EDGES, SEPARATOR
from .code import Gray
from .geometry import Affine
from .patterns import Floats
from .strips import MARGIN, profile

PAPER = 0.12
"""Share of the longer side that is added on each side: four modules of the smallest QR code take 0.19, two suffice."""
SMALLEST = 20
"""Pixels. A smaller light area holds no code."""

OUTSIDE, HALF = 0.75, 0.5
"""Shares of the way from dark to light under which the outer part of a strip is no paper, and is a line: thin ones and
grey ones are no darker than the first, and bars that blur has joined are no lighter than the second."""
LINED = ((1, 1), (1, 0), (0, 1), (2, 2))
"""Dark lines left and right of a code: those of a box around it, of a table's cell on one side, of two boxes."""


def framed(gray: Gray) -> tuple[Gray, Affine] | None:
    """Return the light area of an H x W image on white paper, and the matrix from there back to the image's pixels.

    None if there is no dark surrounding that could be cut away.
    """
    level, light = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    rows, columns = np.flatnonzero(light.any(axis=1)), np.flatnonzero(light.any(axis=0))
    if min(len(rows), len(columns)) < SMALLEST:
        return None
    (top, bottom), (left, right) = rows[[0, -1]], columns[[0, -1]]
    if right - left + 1 == gray.shape[1] and bottom - top + 1 == gray.shape[0]:
        return None
    paper = round(PAPER * max(right - left, bottom - top))
    cut = gray[top : bottom + 1, left : right + 1]
    lightest = float(cut[cut > level].mean())
    padded = cv2.copyMakeBorder(cut, paper, paper, paper, paper, cv2.BORDER_CONSTANT, value=lightest)
    back = np.array(((1.0, 0.0, left - paper), (0.0, 1.0, top - paper)))
    return padded.astype(np.uint8, copy=False), back


def light_only(flat: Gray) -> Gray:
    """Return the strip with paper instead of what is outside of it: a quiet zone may end at something dark."""
    light_at = profile(flat, 0, len(flat))
    dark, light = _ink_and_paper(light_at)
    paper = np.flatnonzero(light_at > dark + OUTSIDE * (light - dark))
    if not len(paper) or (paper[0] == 0 and paper[-1] == len(light_at) - 1):
        return flat
    return _papered(flat, int(paper[0]), int(paper[-1]) + 1, light)


def unlined(flat: Gray) -> Iterator[Gray]:
    """Yield the strip with paper instead of its outermost dark lines, which a decoder takes for bars.

    Paper goes on from the middle of the gap inside of each line.
    """
    light_at = profile(flat, len(flat) // 4, 3 * len(flat) // 4)
    dark, light = _ink_and_paper(light_at)
    halves, outlines = (_changes(light_at < dark + share * (light - dark)) for share in (HALF, OUTSIDE))
    if len(halves) < FEWEST_EDGES:
        return
    cuts = [_cut(changes, lines, len(light_at)) for lines in LINED for changes in (halves, outlines)]
    for start, stop in dict.fromkeys(cuts):
        if _are_bars(halves[(halves > start) & (halves < stop)]):
            yield _papered(flat, start, stop, light)


def _changes(inked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return where ink begins and ends, in turn."""
    return np.flatnonzero(np.diff(np.pad(inked, 1).astype(np.int8)))


def _cut(changes: NDArray[np.intp], lines: tuple[int, int], length: int) -> tuple[int, int]:
    """Return the middles of the gaps inside of so many lines."""
    left, right = lines
    if len(changes) <= 2 * (left + right):
        return 0, 0
    start = changes[2 * left - 1 : 2 * left + 1].sum() // 2 if left else 0
    stop = changes[len(changes) - 2 * right - 1 :][:2].sum() // 2 if right else length
    return int(start), int(stop)


def _are_bars(changes: NDArray[np.intp]) -> bool:
    """Tell whether no bar or gap is too wide for a code."""
    widths = np.diff(changes)
    return len(changes) >= FEWEST_EDGES and all(_alike(part) for part in (widths[::2], widths[1::2]))


def _alike(widths: NDArray[np.intp]) -> bool:
    return bool(widths.max() <= SEPARATOR * np.sort(widths)[len(widths) // 5])


def _ink_and_paper(light_at: Floats) -> tuple[float, float]:
    edge = round(len(light_at) * MARGIN)
    inner = np.sort(light_at[edge : len(light_at) - edge])
    return float(inner[len(inner) // 20]), float(inner[-1 - len(inner) // 20])


def _papered(flat: Gray, start: int, stop: int, light: float) -> Gray:
    out = flat.copy()
    out[:, :start] = out[:, stop:] = round(light)
    return out
