"""Where an image draws the eye, and where heads may be: our own network, trained by training/aicrop."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.runtime.opencv import Network
from engines.runtime.statistics import median, percentiles
from engines.runtime.tensors import batch_of

from .shrink import Rgb, resized

OUTPUTS = ("saliency", "heads")
COPIES = 4
"""Of this network, and of that for faces, whose runs are most of the work of a call: 4 to 6 MB each."""
SIDE = 224
"""Pixels of the square that the network was trained on."""
NOISE, HARDLY_SEEN = 0.015, 0.1
"""Differences from the middle tone, of the whole scale: below the first is nothing but noise, up to the second things
are hard to see."""
STRETCHED = 0.6
"""What such differences become, of half the scale."""
Map = NDArray[np.float32]
Cells = NDArray[np.float32]
Values = NDArray[np.float32]


class Saliency:
    """The network and how it is fed."""

    def __init__(self, path: Path) -> None:
        self._network = Network(path, COPIES)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def of(self, rgb: Rgb) -> tuple[Map, Cells]:
        """56 x 56 values from 0 to 1 that cover an image of any shape, and 5 x 28 x 28 that `heads` understands."""
        square = _stretched(resized(rgb, SIDE, SIDE).astype(np.float32) / np.float32(255))
        saliency, heads = self._network.run(batch_of(square), OUTPUTS)
        return saliency[0, 0], heads[0]


def _stretched(values: Values) -> Values:
    """The picture; one of hardly any contrast, such as a white cup on white, has it enlarged around its middle tone."""
    some = values[::4, ::4]
    middle = np.array([median(channel) for channel in np.moveaxis(some, 2, 0)], np.float32)
    (spread,) = percentiles(np.abs(some - middle), 0.99)
    if not NOISE < spread < HARDLY_SEEN:
        return values
    return np.asarray(np.clip(np.float32(0.5) + (values - middle) * np.float32(0.5 * STRETCHED / spread), 0, 1))
