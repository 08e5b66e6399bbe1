"""The saliency network: MobileNetV3 blocks with a small decoder, after MediaPipe's selfie segmentation.

Layout and starting weights are those of `selfie_segmentation.tflite` (Apache License 2.0) up to its second decoder
step; the third and the full-size output are left out, and a new last layer gives the saliency at a quarter of the size.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

Weights = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]


class Conv(nn.Conv2d):
    """A convolution that pads as TensorFlow's SAME: with stride 2, the odd pixel goes to the right and the bottom."""

    def forward(self, x: Tensor) -> Tensor:
        """N x in x H x W to N x out x H/stride x W/stride, for an even H and W."""
        around = self.kernel_size[0] - self.stride[0]
        before, after = around // 2, around - around // 2
        return super().forward(functional.pad(x, (before, after, before, after)))


class Gate(nn.Module):
    """Squeeze and excitation: weighs channels by what they hold in the whole image."""

    def __init__(self, channels: int, inner: int) -> None:
        super().__init__()
        self.squeeze, self.excite = nn.Conv2d(channels, inner, 1), nn.Conv2d(inner, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """N x C x 1 x 1, from 0 to 1."""
        inner = functional.relu(self.squeeze(x.mean((2, 3), keepdim=True)))
        return torch.sigmoid(self.excite(inner))


class Shape(NamedTuple):
    """What a block is made of: channels inside and out, the filter, the gate's inner channels (0: none), Hardswish."""

    wide: int
    out: int
    kernel: int
    stride: int
    gate: int
    hard: bool


class Block(nn.Module):
    """MobileNetV3's inverted residual: widen, filter each channel, gate, narrow."""

    def __init__(self, channels: int, shape: Shape) -> None:
        super().__init__()
        wide = shape.wide
        self.widen = nn.Conv2d(channels, wide, 1)
        self.filter = Conv(wide, wide, shape.kernel, shape.stride, groups=wide)
        self.gate = Gate(wide, shape.gate) if shape.gate else None
        self.narrow = nn.Conv2d(wide, shape.out, 1)
        self.act = nn.Hardswish() if shape.hard else nn.ReLU()
        self.residual = shape.stride == 1 and channels == shape.out

    def forward(self, x: Tensor) -> Tensor:
        """N x channels x H x W to N x out x H/stride x W/stride."""
        y = self.act(self.filter(self.act(self.widen(x))))
        if self.gate is not None:
            y = y * self.gate(y)
        y = self.narrow(y)
        return x + y if self.residual else y


class Join(nn.Module):
    """One step of the decoder: double the size, add what the gate lets through of the encoder's features, filter."""

    def __init__(self, channels: int, out: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(channels, out, 1)
        self.gate = Gate(out, out)
        self.mix, self.filter = nn.Conv2d(out, out, 1), nn.Conv2d(out, out, 3, padding=1, groups=out)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """N x channels x H x W and N x out x 2H x 2W to N x out x 2H x 2W."""
        up = self.project(functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))
        y = functional.relu(self.mix(up + skip * self.gate(up + skip)))
        return y + functional.relu(self.filter(y))


class SaliencyNet(nn.Module):
    """N x 3 x S x S RGB from 0 to 1, S a multiple of 32, to N x 1 x S/4 x S/4 logits."""

    def __init__(self) -> None:
        super().__init__()
        self.stem, self.first = Conv(3, 16, 3, 2), Block(16, Shape(16, 16, 3, 2, 8, hard=False))
        self.second = nn.Sequential(
            Block(16, Shape(72, 24, 3, 2, 0, hard=False)), Block(24, Shape(88, 24, 3, 1, 0, hard=False))
        )
        self.third = nn.Sequential(
            Block(24, Shape(96, 32, 5, 2, 24, hard=True)),
            *(Block(32, Shape(wide, 32, 5, 1, wide // 4, hard=True)) for wide in (128, 128, 96, 96)),
        )
        self.context, self.context_gate = nn.Conv2d(32, 128, 1), nn.Conv2d(32, 128, 1)
        self.join2, self.join1 = Join(128, 24), Join(24, 16)
        self.last = nn.Conv2d(16, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Logits."""
        x1 = self.first(functional.hardswish(self.stem(x)))
        x2 = self.second(x1)
        x3 = self.third(x2)
        gate = torch.sigmoid(self.context_gate(x3.mean((2, 3), keepdim=True)))
        return self.last(self.join1(self.join2(functional.relu(self.context(x3)) * gate, x2), x1))

    def start_from(self, weights: Weights) -> None:
        """Take over the weights of the selfie segmentation, by its layers' names. The last layer keeps its own."""
        with torch.no_grad():
            for layer, name in zip(self._layers(), _names(), strict=False):
                kernel, bias = weights[name]
                layer.weight.copy_(torch.from_numpy(kernel).reshape(layer.weight.shape))
                if layer.bias is not None:
                    layer.bias.copy_(torch.from_numpy(bias))

    def _layers(self) -> Iterator[nn.Conv2d]:
        """The layers in the order of the source's file."""
        last = self.last
        yield from (layer for layer in self.modules() if isinstance(layer, nn.Conv2d) and layer is not last)


def _names() -> Iterator[str]:
    """The source's names in the order of `SaliencyNet._layers`: pointwise and depthwise layers are counted apart."""
    point, depth = count(), count()
    gated = (True, False, False, True, True, True, True, True)

    def named(prefix: str, number: int) -> str:
        return f"{prefix}_{number}" if number else prefix

    def conv() -> str:
        return named("conv2d", next(point))

    yield conv()
    for gate in gated:
        yield from (conv(), named("depthwise_conv2d", next(depth)))
        yield from (conv() for _ in range(3 if gate else 1))
    yield from (conv(), conv())
    for _ in range(2):
        yield from (conv() for _ in range(4))
        yield named("depthwise_conv2d", next(depth))
