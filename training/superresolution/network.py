"""The network: plain 3 x 3 convolutions at the input's size, one residual for the luma and one for the chroma."""

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 32
DEPTH = 9
SLOPE = 0.1
INPUTS = 4
OUTPUTS = 6
"""For each input pixel: 2 x 2 pixels of luma, and one of each chroma plane."""


class Network(nn.Module):
    """N x 4 x H x W (see batches.input_planes) to luma N x 1 x 2H x 2W and chroma N x 2 x H x W, as shares of 255.

    The inner layers hold only what they change (their weight is added to the identity), so that training starts
    from a network that passes its input through.
    """

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Conv2d(INPUTS, WIDTH, 3, padding=1)
        self.body = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(DEPTH))
        self.tail = nn.Conv2d(WIDTH, OUTPUTS, 3, padding=1)
        self.register_buffer("identity", nn.init.dirac_(torch.empty(WIDTH, WIDTH, 3, 3)), persistent=False)
        for layer, gain in [(self.head, 1.0), *((layer, 0.3) for layer in self.body), (self.tail, 0.1)]:
            nn.init.kaiming_normal_(layer.weight, SLOPE)
            nn.init.zeros_(layer.bias)
            layer.weight.data.mul_(gain)

    def forward(self, planes: Tensor) -> tuple[Tensor, Tensor]:
        """Both residuals."""
        first = functional.leaky_relu(self.head(planes), SLOPE)
        features = first
        for weight, bias in self.inner():
            kernel = weight.contiguous(memory_format=torch.channels_last)
            features = functional.leaky_relu(functional.conv2d(features, kernel, bias, padding=1), SLOPE)
        out = self.tail(features + first)
        return functional.pixel_shuffle(out[:, :4], 2), out[:, 4:]

    def inner(self) -> list[tuple[Tensor, Tensor]]:
        """Weight and bias of each inner layer, the identity included: what is exported."""
        return [(layer.weight + self.identity, layer.bias) for layer in self.body]
