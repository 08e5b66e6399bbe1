"""The benchmark sets, and the inputs that are made of them."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training.superresolution.degrade import halved

Bytes = NDArray[np.uint8]
SETS = ("Set5", "Set14", "BSD100", "Urban100")


def pairs(data: Path, name: str) -> Iterator[tuple[str, Bytes, Bytes]]:
    """Name, half-size RGB input and original of each image, cut to even sides.

    Urban100's folder for a factor of two holds originals of half the size, so that those for four are taken.
    """
    folder = "image_SRF_4" if name == "Urban100" else "image_SRF_2"
    for path in sorted((data / name / folder).glob("*_HR.png")):
        read = cv2.imread(str(path), cv2.IMREAD_COLOR)
        assert read is not None
        height, width = (side - side % 2 for side in read.shape[:2])
        original = np.ascontiguousarray(read[:height, :width, ::-1], np.uint8)
        yield path.stem, halved(original), original
