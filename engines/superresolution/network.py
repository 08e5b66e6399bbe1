"""Our networks, trained by training/superresolution: what plain enlarging lacks. Knows planes, no images."""

from pathlib import Path

from engines.runtime import onnx
from engines.runtime.tensors import batch_of

from .colour import Floats

CLEAN, JPEG = (Path(__file__).parent / f"doubling_{kind}.onnx" for kind in ("clean", "jpeg"))
"""One network for what was no JPEG, one for what was: each does its work better than one that does both."""
COLOURS = Path(__file__).parent / "colours_jpeg.onnx"
REACH = 11
"""Pixels to each side that a result depends on: eleven convolutions of 3 x 3."""
COLOUR_REACH = 20
"""The same for the network of colours: ten convolutions of 3 x 3 at half of the size."""


class Network:
    """One of the networks that double. Safe to call from many threads at once."""

    def __init__(self, file: Path) -> None:
        self._network = onnx.Network(file)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def residual(self, planes: Floats) -> tuple[Floats, Floats]:
        """What is to be added, in shares of 255: luma 2H x 2W, and chroma H x W x 2 before it is enlarged.

        `planes` is H x W x 4: luma and both chroma planes, from -0.5 to 0.5, and how hard the JPEG was compressed.
        """
        luma, chroma = self._network.run(batch_of(planes), ("luma", "chroma"))
        return luma[0, 0], chroma[0].transpose(1, 2, 0)


class Colours:
    """The network that gives JPEGs their colours back. Safe to call from many threads at once."""

    def __init__(self) -> None:
        self._network = onnx.Network(COLOURS)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def residual(self, planes: Floats) -> Floats:
        """What is to be added to the enlarged chroma, 2H x 2W x 2, in shares of 255; `planes` as for Network."""
        found: Floats = self._network.run(batch_of(planes), ("chroma",))[0][0].transpose(1, 2, 0)
        return found
