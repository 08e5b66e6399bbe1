"""The heads' network: the first stages of EfficientNet-Lite0 (Apache License 2.0), and a small pyramid of features."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.aicrop.net import Conv

NECK = 64
RARE = -4.6
"""The heat's bias at the start: one cell in a hundred."""
MIDDLE, SPREAD = 127 / 255, 128 / 255
"""What EfficientNet-Lite takes off a channel from 0 to 1, and divides it by."""
QUARTER = ((32, 16, 1, 3, 1), (16, 24, 6, 3, 2), (24, 24, 6, 3, 1))
"""Channels in and out, how many times they are widened, the filter, the stride: of the blocks up to a quarter of the
size."""
FINE = ((24, 40, 6, 5, 2), (40, 40, 6, 5, 1))
"""The same up to an eighth."""
COARSE = ((40, 80, 6, 3, 2), (80, 80, 6, 3, 1), (80, 80, 6, 3, 1), (80, 112, 6, 5, 1), (112, 112, 6, 5, 1))
"""The same up to a sixteenth."""
DEEP = ((112, 112, 6, 5, 1), (112, 192, 6, 5, 2))
"""The same up to a thirty-second."""
THIN = 24
"""Channels of what the subject is told by at a quarter of the size."""
EPSILON = 1e-3
"""Of the batch normalisation that is folded into the convolutions."""

Weights = dict[str, NDArray[np.float32]]


class LiteBlock(nn.Module):
    """EfficientNet-Lite's inverted residual: widen, filter each channel, narrow."""

    def __init__(self, channels: int, out: int, times: int, kernel: int, stride: int) -> None:
        super().__init__()
        wide = channels * times
        self.widen = nn.Conv2d(channels, wide, 1) if times > 1 else None
        self.filter = Conv(wide, wide, kernel, stride, groups=wide)
        self.narrow = nn.Conv2d(wide, out, 1)
        self.residual = stride == 1 and channels == out

    def forward(self, x: Tensor) -> Tensor:
        """N x channels x H x W to N x out x H/stride x W/stride."""
        y = functional.relu6(self.widen(x)) if self.widen is not None else x
        found: Tensor = self.narrow(functional.relu6(self.filter(y)))
        return x + found if self.residual else found


class Mix(nn.Module):
    """Adds what lies around each place, filtered."""

    def __init__(self, channels: int = NECK) -> None:
        super().__init__()
        self.filter = nn.Conv2d(channels, channels, 5, padding=2, groups=channels)
        self.mix = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """N x channels x H x W to the same."""
        y: Tensor = x + functional.relu(self.mix(functional.relu(self.filter(x))))
        return y


class HeadNet(nn.Module):
    """N x 3 x S x S RGB from 0 to 1 to N x 5 x S/8 x S/8: a head's logit, logs of the cells from a cell's middle to
    the box's edges; and N x 1 x S/4 x S/4: the subject's logit."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Conv(3, 32, 3, 2)
        self.quarter, self.fine, self.coarse, self.deep = (
            nn.Sequential(*(LiteBlock(*block) for block in blocks)) for blocks in (QUARTER, FINE, COARSE, DEEP)
        )
        self.from_deep, self.from_coarse, self.from_fine = (nn.Conv2d(wide, NECK, 1) for wide in (192, 112, 40))
        self.around = nn.Sequential(Mix(), Mix())
        self.near, self.whole = Mix(), Mix()
        self.last = nn.Conv2d(NECK, 5, 1)
        self.thinner, self.from_quarter = nn.Conv2d(NECK, THIN, 1), nn.Conv2d(24, THIN, 1)
        self.edges, self.subject = Mix(THIN), nn.Conv2d(THIN, 1, 1)
        nn.init.constant_(self.last.bias[:1], RARE)  # type: ignore[index]
        nn.init.zeros_(self.from_deep.weight)
        nn.init.zeros_(self.from_deep.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and logs of heads, logits of the subject."""
        quarter = self.quarter(functional.relu6(self.stem((x - MIDDLE) / SPREAD)))
        fine = self.fine(quarter)
        coarse = self.coarse(fine)
        coarse = self.around(functional.relu(self.from_coarse(coarse) + _doubled(self.from_deep(self.deep(coarse)))))
        y = functional.relu(_doubled(coarse) + self.from_fine(fine))
        subject = functional.relu(_doubled(self.thinner(self.whole(y))) + self.from_quarter(quarter))
        return self.last(self.near(y)), self.subject(self.edges(subject))

    def start_from(self, file: Path) -> None:
        """Take over EfficientNet-Lite0's weights, of ImageNet. Batch normalisation becomes part of the layers."""
        source = torch.load(file, map_location="cpu")
        _fold(self.stem, source, "_conv_stem", "_bn0")
        for number, block in enumerate([*self.quarter, *self.fine, *self.coarse, *self.deep]):
            first = 0 if block.widen is not None else 1
            layers = (block.widen, block.filter, block.narrow)[first:]
            names = ("_expand_conv", "_depthwise_conv", "_project_conv")[first:]
            for layer, name, norm in zip(layers, names, ("_bn0", "_bn1", "_bn2")[first:], strict=True):
                _fold(layer, source, f"_blocks.{number}.{name}", f"_blocks.{number}.{norm}")


def _doubled(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2, mode="bilinear")


def _fold(layer: nn.Conv2d, source: dict[str, Tensor], name: str, norm: str) -> None:
    parts = ("weight", "bias", "running_mean", "running_var")
    scale, shift, mean, spread = (source[f"{norm}.{part}"] for part in parts)
    factor = scale / (spread + EPSILON).sqrt()
    with torch.no_grad():
        layer.weight.copy_(source[f"{name}.weight"] * factor[:, None, None, None])
        if layer.bias is not None:
            layer.bias.copy_(shift - mean * factor)
