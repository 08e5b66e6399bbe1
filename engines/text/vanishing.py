"""The two points to which lines and strokes of a page seen askew run. Knows no images."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .crops import HEIGHT
from .slant import Slant

Points = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Homogeneous coordinates in pixels of the image: where lines run to, and where upright strokes do."""
ALIKE = 0.3
"""Radians by which lines' directions differ at most, to lie on one page."""
APART = 0.42
"""How far above and below a line's middle, as a share of half its height, its direction is taken: there the errors of
rise and taper are independent."""
RISE, SHORT_RISE = 0.3, 3.0
"""Usual error of a line's rise in pixels, and what the shortness (1 / length in heights) of a line adds to it."""
LEAN, SHORT_LEAN = 0.005, 0.1
"""The same for the leans."""
UNEVEN = 0.002
"""Radians: usual error of the longest line's direction, for paper is not quite even."""
NEAR = 0.4
"""Usual nearness (1 / distance, in half diagonals of the image) of a photograph's vanishing points."""
CERTAIN = 2.5
"""Usual errors of its nearness from which a point is taken to be near at all."""
ROUNDS, AWAY = 6, 2.0
"""Times that the fit is repeated, and usual errors from which a line loses its say."""
FOCAL = (1.0, 6.0)
"""Square of a camera's focal length in half diagonals of the image, which may be cut out of a larger one."""
UNSURE = 0.04
"""Lean in the page's middle that is allowed beyond what a camera explains; more is a slanted typeface."""


def vanishing(measured: Sequence[tuple[NDArray[np.float64], float, Slant]], size: tuple[int, int]) -> Points:
    """The points to which most of the measured lines run, in an image of `size` (w, h).

    A line is the 3 x 3 matrix that takes its flat pixels to those of the image, its length, and its slant. The first
    counts most.
    """
    half, middle = np.hypot(*size) / 2, np.array(size) / 2
    scale = np.array(((1 / half, 0, -middle[0] / half), (0, 1 / half, -middle[1] / half), (0, 0, 1)))
    ways = np.array([frame[:2, 0] / np.hypot(*frame[:2, 0]) for frame, _, _ in measured])
    alike = np.abs(ways @ (ways[0, 1], -ways[0, 0])) < ALIKE
    kept = [line for line, near in zip(measured, alike, strict=True) if near]
    lines = np.array([_lines(scale @ frame, length, found) for frame, length, found in kept])
    lengths = np.array([length for _, length, _ in kept])
    rises = np.hypot(2 * (RISE + SHORT_RISE * HEIGHT / lengths) / lengths, UNEVEN)
    leans = LEAN + SHORT_LEAN * HEIGHT / lengths
    along = _meeting(lines[:, :2].reshape(-1, 3), np.repeat(rises, 2))
    down = _meeting(lines[:, 2:].reshape(-1, 3), np.repeat(leans, 2))
    if not _seen(along, down):
        down = np.array((-along[1], along[0], 0.0))
    back = np.linalg.inv(scale)
    return back @ along, back @ down


def _lines(frame: NDArray[np.float64], length: float, found: Slant) -> NDArray[np.float64]:
    """Four homogeneous lines, their normals of length 1: along a flat line's upper and lower half, and down the strokes
    of its left half and its right.
    """
    middle = length / 2
    rows = [(middle, HEIGHT / 2 * (1 + side), 1.0) for side in (-APART, APART)]
    rises = [(middle, found.rise + side * found.taper, 0.0) for side in (-APART, APART)]
    strokes = [(length * share, HEIGHT / 2, 1.0) for share in (0.25, 0.75)]
    leans = [(lean, 1.0, 0.0) for lean in found.leans]
    lines = np.cross([*rows, *strokes] @ frame.T, [*rises, *leans] @ frame.T)
    return np.asarray(lines / np.hypot(lines[:, 0], lines[:, 1])[:, None], np.float64)


def _meeting(lines: NDArray[np.float64], errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The point where most lines meet: infinitely far, unless they tell otherwise."""
    weights = 1 / errors**2
    for _ in range(ROUNDS):
        moments = (lines * weights[:, None]).T @ lines + np.diag((0.0, 0.0, 1 / NEAR**2))
        values, vectors = np.linalg.eigh(moments)
        point = vectors[:, 0]
        weights = 1 / errors**2 / (1 + (lines @ point / errors / AWAY) ** 2)
    if abs(point[2]) * np.sqrt(values[1]) < CERTAIN:
        point = np.array((*np.linalg.eigh(moments[:2, :2])[1][:, 0], 0.0))
    return np.asarray(point / np.hypot(*point[:2]), np.float64)


def _seen(along: NDArray[np.float64], down: NDArray[np.float64]) -> bool:
    """Tell whether a camera can see two directions so that are perpendicular on the page."""
    near = -float(along[2] * down[2])
    low, high = sorted(square * near for square in FOCAL)
    return low - UNSURE <= float(along[:2] @ down[:2]) <= high + UNSURE
