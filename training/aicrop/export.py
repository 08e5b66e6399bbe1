"""Write the trained network as ONNX: python -m training.aicrop.export OUT/checkpoint.pt saliency.onnx."""

import argparse
import hashlib
import sys
from io import BytesIO
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.half import half

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
    net, file = SaliencyNet(), BytesIO()
    net.load_state_dict(torch.load(options.checkpoint)["average"])
    torch.onnx.export(
        Shares(net).eval(),
        (torch.zeros(1, 3, SIDE, SIDE),),
        file,
        input_names=["image"],
        output_names=["saliency"],
        opset_version=17,
        dynamo=False,
    )
    content = half(onnx.load_from_string(file.getvalue())).SerializeToString()
    options.target.write_bytes(content)
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    main()
