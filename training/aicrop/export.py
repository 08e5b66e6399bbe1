"""Write the trained network as ONNX: python -m training.aicrop.export OUT/checkpoint.pt saliency.onnx."""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from training.half import exported, half, save

from .net import SaliencyNet
from .train import SIDE


class Shares(nn.Module):
    """The network with its output from 0 to 1."""

    def __init__(self, net: SaliencyNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> Tensor:
        """N x 1 x S/4 x S/4."""
        return torch.sigmoid(self.net(x))


def main() -> None:
    """Export the moving average of the weights; print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    net = SaliencyNet()
    net.load_state_dict(torch.load(options.checkpoint)["average"])
    save(half(exported(Shares(net), SIDE, "image", ["saliency"])), options.target)


if __name__ == "__main__":
    main()
