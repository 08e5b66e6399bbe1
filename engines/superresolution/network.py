"""Our networks, trained by training/superresolution: what plain enlarging lacks. Knows planes, no images."""

from pathlib import Path

import numpy as np

from engines.runtime import onnx
from engines.runtime.tensors import Tensor

CLEAN, JPEG, NOISY = (Path(__file__).parent / f"doubling_{kind}.onnx" for kind in ("clean", "jpeg", "noisy"))
"""One network for what was no JPEG, one for what was, one for noise: each is better at its own than one for all."""
COLOURS = Path(__file__).parent / "colours_jpeg.onnx"
QUICK = Path(__file__).parent / "quick.onnx"
"""The network for what the others have no time for: clean pictures and JPEGs."""
REACH = 9
"""Pixels to each side that a result depends on. Eleven convolutions of 3 x 3 see two more, which change nothing by more
than one level; with a reach of eight it would be three levels."""
COLOUR_REACH = 18
"""The same for the network of colours: its ten convolutions of 3 x 3 at half of the size see twenty."""
QUICK_REACH = 6
"""The same for the quick one: six convolutions of 3 x 3."""


class Network:
    """One of the networks that double. Safe to call from many threads at once."""

    def __init__(self, file: Path) -> None:
        self._network = onnx.Network(file)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def residual(self, planes: Tensor) -> tuple[Tensor, Tensor]:
        """What is to be added, in shares of 255: luma 2H x 2W, and chroma 2 x H x W before it is enlarged.

        `planes` is 1 x 4 x H x W: luma and both chroma planes, from -0.5 to 0.5, and how much was lost.
        """
        luma, chroma = self._network.run(planes, ("luma", "chroma"))
        return luma[0, 0], chroma[0]


class Single:
    """One of the networks with a single output. Safe to call from many threads at once."""

    def __init__(self, file: Path, output: str) -> None:
        self._network, self._output = onnx.Network(file), output

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def residual(self, planes: Tensor) -> Tensor:
        """What is to be added to the enlarged picture, C x 2H x 2W, in shares of 255; `planes` as for Network."""
        (found,) = self._network.run(planes, (self._output,))
        return np.asarray(found[0], np.float32)


def colours() -> Single:
    """The one that gives JPEGs their colours back: two planes of chroma."""
    return Single(COLOURS, "chroma")


def quick() -> Single:
    """The quick one: luma and two planes of chroma."""
    return Single(QUICK, "colour")
