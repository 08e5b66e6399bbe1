"""The bars of EAN-13 and UPC-A as blurred grey templates. Tables are from ISO/IEC 15420, tables 1 to 4."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MODULES = 95
"""Width of the symbol: 3 + 6 x 7 + 5 + 6 x 7 + 3 modules."""
DENSITY = 4
"""Samples per module."""
MARGIN = 7
"""Modules of quiet zone that are sampled on each side, the standard's minimum on the right."""

ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
"""Number set A (L codes) of the digits 0 to 9; 1 is a dark module. Set C is A with colours swapped, B is C reversed."""
FIRST_DIGIT = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
"""Number sets of the six left digits, which spell the first of the 13 digits."""

SET_A = np.array([[int(module) for module in digit] for digit in ODD], np.float32)
SET_C = 1 - SET_A
SET_B = SET_C[:, ::-1]
LEFT = np.vstack((SET_A, SET_B))
PARITY = np.array([[letter == "B" for letter in row] for row in FIRST_DIGIT], int)

GUARD = (1, 0, 1)
CENTRE = (0, 1, 0, 1, 0)
QUIET = (0,) * 7
UNKNOWN = (0.45, 0.45)
"""Neighbours that are not known: about the mean darkness of a symbol."""

SPREADS = (
    *(("gauss", size) for size in (0.5, 0.8, 1.1)),
    *(("disc", size) for size in (1.3, 1.7, 2.1, 2.6, 3.1)),
)
"""Blurs that are tried, in modules: motion and optics look like a Gaussian, defocus like a disc (its line spread is a
half circle). Over a radius of 3 modules the digits are no longer told apart."""
REACH = 4
"""Modules a blur reaches to each side."""
ONE_THREAD = 262_144
"""Multiplications up to which OpenBLAS stays on one thread (interface/gemm.c: 65536 x GEMM_MULTITHREAD_THRESHOLD)."""


@dataclass(frozen=True)
class Bank:
    """Unit-norm templates of neighbouring parts under one blur, as columns: each spans both parts.

    Left parts have 20 states (set A, then B), right parts 10; a pair has the first part's state as the slower index.
    """

    start: Floats
    left: Floats
    left_centre: Floats
    centre_right: Floats
    right: Floats
    end: Floats
    opening: Floats
    closing: Floats
    middle: Floats


@cache
def banks() -> tuple[Bank, ...]:
    """Return one bank for each of SPREADS."""
    return tuple(_bank(_spread(kind, size)) for kind, size in SPREADS)


def _spread(kind: str, size: float) -> Floats:
    at = np.arange(-REACH * DENSITY, REACH * DENSITY + 1) / DENSITY
    line = np.exp(-(at**2) / (2 * size**2)) if kind == "gauss" else np.sqrt(np.maximum(0, size**2 - at**2))
    normed: Floats = (line / line.sum()).astype(np.float32)
    return normed


def _bank(spread: Floats) -> Bank:
    after_dark, before_light = (*UNKNOWN, 1), (0, *UNKNOWN)
    after_light, before_dark = (*UNKNOWN, 0), (1, *UNKNOWN)

    def part(before: tuple[float, ...], middle: list[list[float]], after: tuple[float, ...]) -> Floats:
        rows = np.array([(*before, *inner, *after) for inner in middle], np.float32)
        return _templates(rows, spread, len(before), len(after))

    lefts, rights = LEFT.tolist(), SET_C.tolist()
    return Bank(
        start=part(QUIET[:3], [[*QUIET[:4], *GUARD, *digit] for digit in lefts], before_light),
        left=part(after_dark, [[*one, *two] for one, two in product(lefts, lefts)], before_light),
        left_centre=part(after_dark, [[*digit, *CENTRE] for digit in lefts], before_dark),
        centre_right=part(after_dark, [[*CENTRE, *digit] for digit in rights], before_dark),
        right=part(after_light, [[*one, *two] for one, two in product(rights, rights)], before_dark),
        end=part(after_light, [[*digit, *GUARD, *QUIET[:4]] for digit in rights], QUIET[:3]),
        opening=part(QUIET[:3], [[*QUIET[:5], *GUARD, 0]], UNKNOWN),
        middle=part(UNKNOWN, [[1, *CENTRE, 1]], UNKNOWN),
        closing=part(UNKNOWN, [[0, *GUARD, *QUIET[:5]]], QUIET[:3]),
    )


def _templates(rows: Floats, spread: Floats, before: int, after: int) -> Floats:
    """Blur rows of modules, cut the neighbours off, and return unit-norm columns."""
    fine = np.repeat(rows, DENSITY, axis=1)
    reach = len(spread) // 2
    padded = np.pad(fine, ((0, 0), (reach, reach)), mode="edge")
    blurred = np.lib.stride_tricks.sliding_window_view(padded, len(spread), axis=1) @ spread
    return np.ascontiguousarray(unit(blurred[:, before * DENSITY : blurred.shape[1] - after * DENSITY]).T)


def unit(rows: Floats) -> Floats:
    """Return rows with zero mean and unit norm, so that a product with a template is a correlation."""
    centred = rows - rows.mean(axis=-1, keepdims=True)
    length = np.sqrt(np.einsum("...i,...i->...", centred, centred))[..., None]
    scaled: Floats = (centred / np.maximum(length, 1e-6)).astype(np.float32, copy=False)
    return scaled


def correlated(rows: Floats, columns: Floats) -> Floats:
    """Return rows @ columns, in pieces so small that no BLAS starts threads, which would contend between requests."""
    piece = max(1, ONE_THREAD // columns.size)
    if len(rows) <= piece:
        whole: Floats = rows @ columns
        return whole
    out = np.empty((len(rows), columns.shape[1]), np.float32)
    for start in range(0, len(rows), piece):
        np.matmul(rows[start : start + piece], columns, out=out[start : start + piece])
    return out
