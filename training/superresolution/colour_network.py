"""The network of colours: at half of the input's size, where its field is wide; a residual for enlarged chroma."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import INPUTS, SLOPE

WIDTH = 32
DEPTH = 8
SEEN = 2
"""Pixels of the input, in each direction, that become channels of one."""
MADE = 2 * SEEN
"""Pixels of the enlarged chroma, in each direction, that come out for one."""


class ColourNetwork(nn.Module):
    """N x 4 x H x W of even sides (see batches.input_planes) to chroma N x 2 x 2H x 2W, as shares of 255.

    The inner layers hold only what they change (their weight is added to the identity), so that training starts
    from a network that passes its input through.
    """

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Conv2d(INPUTS, WIDTH, 3 * SEEN, stride=SEEN, padding=SEEN)
        self.body = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(DEPTH))
        self.tail = nn.Conv2d(WIDTH, 2 * MADE**2, 3, padding=1)
        self.register_buffer("identity", nn.init.dirac_(torch.empty(WIDTH, WIDTH, 3, 3)), persistent=False)
        for layer, gain in [(self.head, 1.0), *((layer, 0.3) for layer in self.body), (self.tail, 0.05)]:
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            nn.init.zeros_(layer.bias)
            layer.weight.data.mul_(gain)

    def forward(self, planes: Tensor) -> Tensor:
        """The residual."""
        first = functional.leaky_relu(self.head(planes), SLOPE)
        features = first
        for weight, bias in self.inner():
            kernel = weight.contiguous(memory_format=torch.channels_last)
            features = functional.leaky_relu(functional.conv2d(features, kernel, bias, padding=1), SLOPE)
        return functional.pixel_shuffle(self.tail(features + first), MADE)

    def inner(self) -> list[tuple[Tensor, Tensor]]:
        """Weight and bias of each inner layer, the identity included: what is exported."""
        return [(layer.weight + self.identity, layer.bias) for layer in self.body]
