"""Write the network for the engine: python -m training.portrait.export OUT/average.pt engines/portrait/matting.onnx.

The normalisations are folded into the convolutions, the colours' mean and deviation are the caller's, and the first
block is computed in parts.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from training.half import exported, half, save

from .network import Matting
from .parts import in_parts

SIDE = 288
"""The engine's: of a view that it was trained with on 256."""


class Alpha(nn.Module):
    """The network with its finest answer alone, from 0 to 1."""

    def __init__(self, network: Matting) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        """N x 1 x S x S."""
        return torch.sigmoid(self.network(x)[0])


def main() -> None:
    """Export the moving average of the weights at 16 bits; print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    network = Matting()
    network.load_state_dict(torch.load(options.weights, weights_only=True, map_location="cpu"))
    save(in_parts(half(exported(Alpha(network), SIDE, "picture", ["alpha"]))), options.target)


if __name__ == "__main__":
    main()
