"""Which QR codes are seen from behind: zxing-cpp reads them too, but names their corners as if they were not."""

from typing import Any

import numpy as np

from .code import Gray

LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}
GENERATOR, MASK = 0b10100110111, 0b101010000010010
BITS = 15
"""Format information as in ISO/IEC 18004: level and mask, 10 check bits, all of it masked."""
PLACES = np.array([*((8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)), *((y, 8) for y in (7, 5, 4, 3, 2, 1, 0))])
"""Rows and columns of its first copy, from the highest bit on."""
SMALLEST = 21
"""Modules a side. Micro QR is smaller, and keeps its format elsewhere; rMQR is no square."""


def is_mirrored(barcode: Any) -> bool:
    """Tell whether the format information of a QR code lies across the diagonal of where it belongs."""
    modules = np.array(barcode.to_image(scale=1, add_quiet_zones=False))
    extra = barcode.extra or {}
    if modules.shape[0] != modules.shape[1] or modules.shape[0] < SMALLEST or extra.get("ECLevel") not in LEVELS:
        return False
    wanted = _format_bits(LEVELS[extra["ECLevel"]] << 3 | int(extra.get("DataMask", 0)))
    return _matching(modules.T, wanted) > _matching(modules, wanted)


def _format_bits(data: int) -> list[bool]:
    check = data << 10
    for place in range(BITS - 1, 9, -1):
        if check >> place & 1:
            check ^= GENERATOR << (place - 10)
    bits = (data << 10 | check) ^ MASK
    return [bool(bits >> place & 1) for place in reversed(range(BITS))]


def _matching(modules: Gray, wanted: list[bool]) -> int:
    return int(((modules[PLACES[:, 0], PLACES[:, 1]] < 128) == wanted).sum())
