"""A photograph to enlarge, and how far an enlarged picture is from what it was."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.support import ROOT

Bytes = NDArray[np.uint8]


def astronaut_part() -> Bytes:
    """Eileen Collins by NASA: the head and what is around it, 320 x 256."""
    return np.asarray(Image.open(ROOT / "emulator/samples/astronaut.jpg").convert("RGB"))[60:380, 100:356]


def error(one: Bytes, other: Bytes) -> float:
    """Root mean square, away from the border."""
    return float(np.sqrt(((one.astype(float) - other)[8:-8, 8:-8] ** 2).mean()))
