"""Write the network as ONNX: python -m training.superresolution.export CHECKPOINT OUT.onnx.

CHECKPOINT is the best.pt of train.py. The identity that the inner layers leave out is added to their weights here.
"""

import argparse
import hashlib
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import INPUTS, SLOPE, WIDTH, Network

OPSET = 17


class Plain(nn.Module):
    """The same network of plain convolutions only."""

    def __init__(self, trained: Network) -> None:
        super().__init__()
        self.head, self.tail = trained.head, trained.tail
        self.body = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in trained.body)
        for layer, (weight, bias) in zip(self.body, trained.inner(), strict=True):
            layer.weight.data, layer.bias.data = weight.detach(), bias.detach()

    def forward(self, planes: Tensor) -> tuple[Tensor, Tensor]:
        """As Network.forward."""
        first = functional.leaky_relu(self.head(planes), SLOPE)
        features = first
        for layer in self.body:
            features = functional.leaky_relu(layer(features), SLOPE)
        out = self.tail(features + first)
        return functional.pixel_shuffle(out[:, :4], 2), out[:, 4:]


def export(checkpoint: Path, out: Path) -> str:
    """Write `out`; the SHA-256 of the file."""
    trained = Network()
    trained.load_state_dict(torch.load(checkpoint, weights_only=True))
    trained.eval()
    plain, example = Plain(trained).eval(), torch.rand(1, INPUTS, 40, 56)
    with torch.no_grad():
        for ours, theirs in zip(plain(example), trained(example), strict=True):
            torch.testing.assert_close(ours, theirs, atol=2e-4, rtol=0)  # a twentieth of a level
    axes = {name: {2: f"{name}_height", 3: f"{name}_width"} for name in ("planes", "luma", "chroma")}
    torch.onnx.export(
        plain,
        (example,),
        str(out),
        input_names=["planes"],
        output_names=["luma", "chroma"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(out)
    model.producer_name, model.producer_version = "", ""
    onnx.checker.check_model(model)
    onnx.save(model, out)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(f"{export(options.checkpoint, options.out)}  {options.out}")  # noqa: T201


if __name__ == "__main__":
    main()
