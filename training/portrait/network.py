"""The network: U-2-Net's small one with a plain end in place of its last block, which takes half of its time.

Qin et al.: "U2-Net: Going Deeper with Nested U-Structure for Salient Object Detection", 2020.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDE, NARROW, LAST = 64, 16, 24
"""Channels between blocks, inside of them, and at the end."""
RANK = 24
"""Channels in the middle of the last block's first convolution, the dearest of all."""
SIDES = 4
"""Coarser answers, one for each decoder's block, for the loss alone."""


class Unit(nn.Module):
    """Convolution, in two steps if a rank is given, normalisation, ReLU."""

    def __init__(self, inward: int, outward: int, spread: int = 1, rank: int = 0) -> None:
        super().__init__()
        if rank:
            parts = nn.Conv2d(inward, rank, 3, padding=spread, dilation=spread, bias=False), nn.Conv2d(rank, outward, 1)
            self.conv: nn.Module = nn.Sequential(*parts)
        else:
            self.conv = nn.Conv2d(inward, outward, 3, padding=spread, dilation=spread)
        self.norm = nn.BatchNorm2d(outward)

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W, both."""
        return functional.relu(self.norm(self.conv(x)))


class Nest(nn.Module):
    """A small U-shaped network with a way past it: `depth` convolutions down, halved between, and back."""

    def __init__(self, inward: int, depth: int, rank: int = 0) -> None:
        super().__init__()
        self.enter = Unit(inward, WIDE, rank=rank)
        self.down = nn.ModuleList(Unit(WIDE if not i else NARROW, NARROW) for i in range(depth - 1))
        self.deepest = Unit(NARROW, NARROW, 2)
        self.up = nn.ModuleList(Unit(2 * NARROW, NARROW if i else WIDE) for i in reversed(range(depth - 1)))

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to N x WIDE x H x W."""
        entered = x = self.enter(x)
        seen: list[Tensor] = []
        for i, unit in enumerate(self.down):
            x = unit(halved(x) if i else x)
            seen.append(x)
        x = self.deepest(x)
        for i, unit in enumerate(self.up):
            x = unit(torch.cat((enlarged(x) if i else x, seen.pop()), 1))
        return x + entered


class Flat(nn.Module):
    """The same without halving: convolutions that look 1, 2, 4 and 8 pixels apart."""

    def __init__(self, inward: int) -> None:
        super().__init__()
        self.enter = Unit(inward, WIDE)
        self.down = nn.ModuleList(Unit(WIDE if not i else NARROW, NARROW, 2**i) for i in range(3))
        self.deepest = Unit(NARROW, NARROW, 8)
        self.up = nn.ModuleList(Unit(2 * NARROW, NARROW if i else WIDE, 2**i) for i in reversed(range(3)))

    def forward(self, x: Tensor) -> Tensor:
        """N x C x H x W to N x WIDE x H x W."""
        entered = x = self.enter(x)
        seen: list[Tensor] = []
        for unit in self.down:
            x = unit(x)
            seen.append(x)
        x = self.deepest(x)
        for unit in self.up:
            x = unit(torch.cat((x, seen.pop()), 1))
        return x + entered


class Matting(nn.Module):
    """Logits of the alpha: N x 3 x S x S, normalised colours, to N x 1 x S x S and SIDES coarser ones.

    S is a multiple of 32.
    """

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.ModuleList((Nest(3, 7), Nest(WIDE, 6), Nest(WIDE, 5), Nest(WIDE, 4), Flat(WIDE), Flat(WIDE)))
        self.decoder = nn.ModuleList((Flat(2 * WIDE), Nest(2 * WIDE, 4), Nest(2 * WIDE, 5), Nest(2 * WIDE, 6, RANK)))
        self.sides = nn.ModuleList(nn.Conv2d(WIDE, 1, 3, padding=1) for _ in range(SIDES))
        self.coarse = nn.Conv2d(WIDE, LAST, 1)
        self.fine = nn.Conv2d(WIDE, LAST, 1)
        self.end = nn.ModuleList((Unit(LAST, NARROW), Unit(NARROW, NARROW)))
        self.last = nn.Conv2d(NARROW, 1, 3, padding=1)

    def forward(self, x: Tensor) -> tuple[Tensor, list[Tensor]]:
        """The answer, and the coarser ones, finest first, each at its own size."""
        seen: list[Tensor] = []
        for i, block in enumerate(self.encoder):
            x = block(halved(x) if i else x)
            seen.append(x)
        sides: list[Tensor] = []
        seen.pop()
        for block, side in zip(self.decoder, self.sides, strict=True):
            x = block(torch.cat((enlarged(x), seen.pop()), 1))
            sides.append(side(x))
        y = functional.relu(enlarged(self.coarse(x)) + self.fine(seen.pop()))
        for unit in self.end:
            y = unit(y)
        return self.last(y) + enlarged(sides[-1]), sides[::-1]


def halved(x: Tensor) -> Tensor:
    """Of each 2 x 2 places the largest."""
    return functional.max_pool2d(x, 2)


def enlarged(x: Tensor) -> Tensor:
    """Twice as high and wide."""
    return functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


def units(block: nn.Module) -> Iterator[Unit]:
    """A block's units in the order in which U-2-Net lists them, which is the order of work."""
    for module in block.modules():
        if isinstance(module, Unit):
            yield module
