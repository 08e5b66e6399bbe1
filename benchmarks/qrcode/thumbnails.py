"""Pictures that look the same: samples are copied from one decoder's repository to the next, at other sizes."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.qrcode.readers import Gray

SIDE = 32
ALIKE = 3.0
"""Grey levels: mean difference of thumbnails up to which two pictures are one."""
SHAPES = 0.02
"""Relative difference of width to height that a rescaled copy may have."""


class Seen:
    """The thumbnails of pictures that were seen."""

    def __init__(self, pictures: Iterable[Gray] = ()) -> None:
        """See some at once."""
        self._thumbnails: list[NDArray[np.float32]] = []
        self._shapes: list[float] = []
        for picture in pictures:
            self.new(picture)

    def new(self, gray: Gray) -> bool:
        """Return whether no picture like this one was seen before; from now on it was."""
        thumbnail = cv2.resize(gray, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
        shape = gray.shape[1] / gray.shape[0]
        if self._thumbnails:
            near = np.abs(np.array(self._shapes) / shape - 1) < SHAPES
            differences = np.abs(np.array(self._thumbnails)[near] - thumbnail).mean(axis=(1, 2))
            if (differences < ALIKE).any():
                return False
        self._thumbnails.append(thumbnail)
        self._shapes.append(shape)
        return True
