"""What all networks are, and the one that doubles: at the input's size, a residual each for luma and chroma."""

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 32
DEPTH = 9
SLOPE = 0.1
INPUTS = 4
OUTPUTS = 6
"""For each input pixel: 2 x 2 pixels of luma, and one of each chroma plane."""


class Layers(nn.Module, ABC):
    """A head, inner layers of its width, one way round them, a tail; from N x 4 x H x W (see batches.input_planes).

    The inner layers hold only what they change (their weight is added to the identity), so that training starts
    from a network that passes its input through. `gain` is that of the tail at the beginning.
    """

    slope = SLOPE
    """Of the unit below zero."""

    def __init__(self, head: nn.Conv2d, depth: int, outputs: int, gain: float) -> None:
        super().__init__()
        width = head.out_channels
        self.head = head
        self.body = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in range(depth))
        self.tail = nn.Conv2d(width, outputs, 3, padding=1)
        self.register_buffer("identity", nn.init.dirac_(torch.empty(width, width, 3, 3)), persistent=False)
        for layer, its_gain in [(self.head, 1.0), *((layer, 0.3) for layer in self.body), (self.tail, gain)]:
            nn.init.kaiming_normal_(layer.weight, self.slope)
            nn.init.zeros_(layer.bias)
            layer.weight.data.mul_(its_gain)

    def forward(self, planes: Tensor) -> Any:
        """The residuals."""
        first = self._unit(self.head(planes))
        features = first
        for layer in self.body:
            kernel = (layer.weight + self.identity).contiguous(memory_format=torch.channels_last)
            features = self._unit(functional.conv2d(features, kernel, layer.bias, padding=1))
        return self.residuals(self.tail(features + first))

    @abstractmethod
    def residuals(self, out: Tensor) -> Any:
        """What the tail gives, pixel by pixel."""

    def _unit(self, features: Tensor) -> Tensor:
        return functional.leaky_relu(features, self.slope) if self.slope else functional.relu(features)


class Network(Layers):
    """To luma N x 1 x 2H x 2W and chroma N x 2 x H x W, as shares of 255."""

    def __init__(self) -> None:
        super().__init__(nn.Conv2d(INPUTS, WIDTH, 3, padding=1), DEPTH, OUTPUTS, 0.1)

    def residuals(self, out: Tensor) -> tuple[Tensor, Tensor]:
        """See Layers."""
        return functional.pixel_shuffle(out[:, :4], 2), out[:, 4:]
