"""Where an image draws the eye, by our own network: training/aicrop."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.runtime.opencv import Network
from engines.runtime.statistics import median, percentiles
from engines.runtime.tensors import batch_of

from .shrink import Rgb, resized

COPIES = 4
"""Of this network, and of those for faces and heads, whose runs are most of the work of a call: 6 MB each, heads 17."""
SIDE = 224
"""Pixels of the square that the network was trained on."""
NOISE, HARDLY_SEEN = 0.015, 0.1
"""Differences from the middle tone, of the whole scale: below the first is nothing but noise, up to the second things
are hard to see."""
STRETCHED = 0.6
"""What such differences become, of half the scale."""
SUBJECT = 0.6
"""What the other network's opinion counts, of the whole."""
Map = NDArray[np.float32]
Values = NDArray[np.float32]


class Saliency:
    """The network and how it is fed."""

    def __init__(self, path: Path) -> None:
        self._network = Network(path, COPIES)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def of(self, rgb: Rgb) -> Map:
        """56 x 56 values from 0 to 1 that cover an image of any shape."""
        square = _stretched(resized(rgb, SIDE, SIDE).astype(np.float32) / np.float32(255))
        (saliency,) = self._network.run(batch_of(square), ("saliency",))
        return np.asarray(saliency[0, 0], np.float32)


def blended(saliency: Map, subject: Map) -> Map:
    """The saliency, together with what the heads' network, which knows more things, says of the subject."""
    return np.asarray((1 - SUBJECT) * saliency + SUBJECT * subject, np.float32)


def _stretched(values: Values) -> Values:
    """The picture; one of hardly any contrast, such as a white cup on white, has it enlarged around its middle tone."""
    some = values[::4, ::4]
    middle = np.array([median(channel) for channel in np.moveaxis(some, 2, 0)], np.float32)
    (spread,) = percentiles(np.abs(some - middle), 0.99)
    if not NOISE < spread < HARDLY_SEEN:
        return values
    return np.asarray(np.clip(np.float32(0.5) + (values - middle) * np.float32(0.5 * STRETCHED / spread), 0, 1))
