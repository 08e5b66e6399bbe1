"""The quick network: few and narrow layers, one network for all pictures; a residual for all colours."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import INPUTS

WIDTH = 16
DEPTH = 4
OUTPUTS = 12
"""For each input pixel: 2 x 2 pixels of luma and of both chroma planes."""


class QuickNetwork(nn.Module):
    """N x 4 x H x W (see batches.input_planes) to luma and chroma N x 3 x 2H x 2W, as shares of 255.

    The inner layers hold only what they change (their weight is added to the identity), so that training starts
    from a network that passes its input through.
    """

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Conv2d(INPUTS, WIDTH, 3, padding=1)
        self.body = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(DEPTH))
        self.tail = nn.Conv2d(WIDTH, OUTPUTS, 3, padding=1)
        self.register_buffer("identity", nn.init.dirac_(torch.empty(WIDTH, WIDTH, 3, 3)), persistent=False)
        for layer, gain in [(self.head, 1.0), *((layer, 0.3) for layer in self.body), (self.tail, 0.05)]:
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
            layer.weight.data.mul_(gain)

    def forward(self, planes: Tensor) -> Tensor:
        """The residual."""
        first = functional.relu(self.head(planes))
        features = first
        for weight, bias in self.inner():
            kernel = weight.contiguous(memory_format=torch.channels_last)
            features = functional.relu(functional.conv2d(features, kernel, bias, padding=1))
        return functional.pixel_shuffle(self.tail(features + first), 2)

    def inner(self) -> list[tuple[Tensor, Tensor]]:
        """Weight and bias of each inner layer, the identity included: what is exported."""
        return [(layer.weight + self.identity, layer.bias) for layer in self.body]
