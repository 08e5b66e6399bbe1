"""Write the network with both outputs: python -m training.aicrop.heads.export OUT/checkpoint.pt saliency.onnx TARGET.

The saliency's weights are those of `saliency.onnx`, which may be TARGET too.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.aicrop.net import SaliencyNet

from .data import SIDE
from .net import HeadBranch
from .train import frozen


class Both(nn.Module):
    """The saliency from 0 to 1; of heads a score from 0 to 1, and cells from a cell's middle to the box's edges."""

    def __init__(self, base: SaliencyNet, heads: HeadBranch) -> None:
        super().__init__()
        self.net, self.heads = base, heads

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """N x 1 x S/4 x S/4, and N x 5 x S/8 x S/8."""
        net = self.net
        x1 = net.first(functional.hardswish(net.stem(x)))
        x2 = net.second(x1)
        x3 = net.third(x2)
        gate = torch.sigmoid(net.context_gate(x3.mean((2, 3), keepdim=True)))
        saliency = net.last(net.join1(net.join2(functional.relu(net.context(x3)) * gate, x2), x1))
        found = self.heads(x2)
        return torch.sigmoid(saliency), torch.cat([torch.sigmoid(found[:, :1]), found[:, 1:].exp()], 1)


def main() -> None:
    """Export the moving average of the weights; print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("checkpoint", "saliency", "target"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    start = frozen(options.saliency)
    base, heads = SaliencyNet(), HeadBranch()
    base.load_state_dict({name: torch.from_numpy(start[name]) for name in base.state_dict()})
    heads.load_state_dict(torch.load(options.checkpoint)["average"])
    torch.onnx.export(
        Both(base, heads).eval(),
        (torch.zeros(1, 3, SIDE, SIDE),),
        str(options.target),
        input_names=["image"],
        output_names=["saliency", "heads"],
        opset_version=17,
        dynamo=False,
    )
    content = options.target.read_bytes()
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    main()
