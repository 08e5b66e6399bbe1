"""What goes in and out of networks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]
"""N x C x H x W, if nothing else is said."""


class MissingModel(FileNotFoundError):
    """A model file is not in its place. The sentence may be shown to anybody: it tells no folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is missing: run scripts/models")


def batch_of(picture: Tensor) -> Tensor:
    """One H x W x C picture, scaled to the network's range, as a batch."""
    return np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)


def sigmoid(logits: Tensor) -> Tensor:
    """The logistic function, 0 to 1, for an array of any shape."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -50, 50))), np.float32)
