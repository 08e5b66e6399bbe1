"""Write the heads' network: python -m training.aicrop.heads.export OUT/heads.pt engines/crop/heads.onnx."""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from training.half import eight, exported, save

from .net import HeadNet

SIDE = 224
"""Pixels of the square that the network takes."""


class Values(nn.Module):
    """A score from 0 to 1, and cells from a cell's middle to a box's edges; the subject from 0 to 1."""

    def __init__(self, net: HeadNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """N x 5 x S/8 x S/8, N x 1 x S/4 x S/4."""
        found, subject = self.net(x)
        return torch.cat([torch.sigmoid(found[:, :1]), found[:, 1:].exp()], 1), torch.sigmoid(subject)


def main() -> None:
    """Export weights; print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "target"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    net = HeadNet()
    net.load_state_dict(torch.load(options.weights))
    save(eight(exported(Values(net), SIDE, "image", ["heads", "subject"])), options.target)


if __name__ == "__main__":
    main()
