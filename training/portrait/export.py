"""Write the network for the engine: python -m training.portrait.export OUT/average.pt engines/portrait/matting.onnx.

The normalisations are folded into the convolutions, and the colours' mean and deviation are the caller's.
"""

import argparse
import hashlib
import sys
from io import BytesIO
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.half import half

from .network import Matting

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
    parser.add_argument("--side", type=int, default=SIDE)
    options = parser.parse_args()
    network, file = Matting(), BytesIO()
    network.load_state_dict(torch.load(options.weights, weights_only=True, map_location="cpu"))
    torch.onnx.export(
        Alpha(network).eval(),
        (torch.zeros(1, 3, options.side, options.side),),
        file,
        input_names=["picture"],
        output_names=["alpha"],
        opset_version=17,
        dynamo=False,
    )
    content = half(onnx.load_from_string(file.getvalue())).SerializeToString()
    options.target.write_bytes(content)
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    main()
