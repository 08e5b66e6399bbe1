"""Codes on black and grey: labels on dark boxes and screenshots in dark mode, with quiet zones of 0 to 4 modules."""

import random
from collections.abc import Iterator

import numpy as np

from benchmarks.qrcode.drawing import FORMATS, Case, content, symbol

GROUNDS = {"black": 0, "grey": 110}
QUIET = range(5)
MODULES = (2, 3)
FRAME = 60
"""Pixels of the dark around the code."""


def cases() -> Iterator[Case]:
    """Yield every format on every ground with every quiet zone."""
    for quiet in QUIET:
        for ground, level in GROUNDS.items():
            for format_ in FORMATS:
                for module in MODULES:
                    name = f"dark/{quiet}/{ground}/{format_}/{module}"
                    text = content(format_, random.Random(name))
                    gray = np.pad(symbol(format_, text, module, quiet), FRAME, constant_values=level)
                    yield Case(name, f"{quiet} modules of quiet zone on {ground}", gray, [text], format_)
