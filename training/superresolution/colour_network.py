"""The network of colours: at half of the input's size, where its field is wide; a residual for enlarged chroma."""

from torch import Tensor, nn
from torch.nn import functional

from .network import INPUTS, Layers

WIDTH = 32
DEPTH = 8
SEEN = 2
"""Pixels of the input, in each direction, that become channels of one."""
MADE = 2 * SEEN
"""Pixels of the enlarged chroma, in each direction, that come out for one."""


class ColourNetwork(Layers):
    """From even sides to chroma N x 2 x 2H x 2W, as shares of 255."""

    def __init__(self) -> None:
        head = nn.Conv2d(INPUTS, WIDTH, 3 * SEEN, stride=SEEN, padding=SEEN)
        super().__init__(head, DEPTH, 2 * MADE**2, 0.05)

    def residuals(self, out: Tensor) -> Tensor:
        """See Layers."""
        return functional.pixel_shuffle(out, MADE)
