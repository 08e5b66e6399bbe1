"""Grey values along a symbol, one row for each way in which it may lie, and drawn modules to compare them with."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .code import Gray, Symbol
from .patterns import DENSITY, Floats

Ways = NDArray[np.float64]
"""Rows of modules by which the start, the end, the middle, and the halves' middles lie elsewhere."""

BESIDE = 5
"""Modules on each side that are looked at as well."""
EVEN, FAINTEST = 14, 0.2
"""Modules, two digits, within which light is taken as even; and how faint bars may be beside the strongest ones."""
ROWS, THICK = 9, 4.0
"""Rows of a band, and its least height in pixels: of some symbols only a line is known."""


def blurred(rows: Floats, spread: float) -> Floats:
    """Rows of modules with their surroundings, DENSITY samples each, blurred."""
    fine = np.repeat(np.pad(rows, ((0, 0), (BESIDE, BESIDE))), DENSITY, axis=1)
    reach = 2 * round(4 * spread * DENSITY) + 1
    soft = cv2.GaussianBlur(fine, (reach, 1), spread * DENSITY, borderType=cv2.BORDER_REPLICATE)
    return soft.astype(np.float32, copy=False)


def profile_of(symbol: Symbol, gray: Gray, modules: int, band: tuple[float, float]) -> Floats:
    """How dark the image is along the symbol and twice BESIDE modules beyond, DENSITY samples a module."""
    left, right = symbol.quad[[0, 3]].mean(axis=0), symbol.quad[[1, 2]].mean(axis=0)
    across, down = right - left, (symbol.quad[[3, 2]] - symbol.quad[[0, 1]]).mean(axis=0)
    height, (middle, reach) = float(np.hypot(*down)), band
    if height < THICK:
        height, down = THICK, np.array((-across[1], across[0])) * (THICK / max(1e-6, float(np.hypot(*across))))
    rows = middle + max(reach, THICK / 2 / height) * np.linspace(-1, 1, ROWS)
    along = _places(2 * BESIDE, modules) / modules
    x, y = np.moveaxis(left + along[None, :, None] * across + rows[:, None, None] * down, -1, 0).astype(np.float32)
    seen = cv2.remap(gray, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    dark: Floats = 255 - seen.mean(axis=0, dtype=np.float32, keepdims=True)
    evened: Floats = even(dark)[0]
    return evened


def even(rows: Floats) -> Floats:
    """Rows of samples without the light that changes along them."""
    window = (EVEN * DENSITY + 1, 1)
    rows = rows - cv2.blur(rows, window, borderType=cv2.BORDER_REPLICATE)
    strength = np.sqrt(cv2.blur(rows * rows, window, borderType=cv2.BORDER_REPLICATE))
    strength = np.maximum(strength, FAINTEST * strength.max(axis=1, keepdims=True))
    evened: Floats = rows / np.maximum(strength, 1e-6)
    return evened


def aligned(profile: Floats, modules: int, ways: Ways) -> Floats:
    """The profile with BESIDE modules around, one row for each way in which its ends and what is between may lie."""
    at = _places(BESIDE, modules)
    share = np.clip(at / modules, 0, 1)
    between = share * (1 - share)
    shapes = np.array((1 - share, share, 4 * between, 10 * between * (1 - 2 * share)))
    return np.asarray(
        np.interp(at + np.einsum("ij,jk->ik", ways, shapes), _places(2 * BESIDE, modules), profile), np.float32
    )


def _places(beside: int, modules: int) -> Floats:
    """The middles of samples, in modules from the symbol's left end."""
    count = (modules + 2 * beside) * DENSITY
    return ((np.arange(count) + 0.5) / DENSITY - beside).astype(np.float32)
