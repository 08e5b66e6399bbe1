"""Write a network as ONNX: python -m training.superresolution.export CHECKPOINT OUT.onnx [--colours].

CHECKPOINT is the best.pt of train.py. The identity that the inner layers leave out is added to their weights here.
"""

import argparse
import hashlib
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from .colour_network import MADE, ColourNetwork
from .network import INPUTS, SLOPE, WIDTH, Network

OPSET = 17


class Plain(nn.Module):
    """The same network of plain convolutions only."""

    def __init__(self, trained: Network | ColourNetwork) -> None:
        super().__init__()
        self.head, self.tail = trained.head, trained.tail
        self.body = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in trained.body)
        for layer, (weight, bias) in zip(self.body, trained.inner(), strict=True):
            layer.weight.data, layer.bias.data = weight.detach(), bias.detach()

    def forward(self, planes: Tensor) -> Tensor:
        """What the tail makes of the planes."""
        first = functional.leaky_relu(self.head(planes), SLOPE)
        features = first
        for layer in self.body:
            features = functional.leaky_relu(layer(features), SLOPE)
        out: Tensor = self.tail(features + first)
        return out


class PlainDoubling(Plain):
    """Network, of plain convolutions only."""

    def forward(self, planes: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]  # two outputs
        """As Network.forward."""
        out = super().forward(planes)
        return functional.pixel_shuffle(out[:, :4], 2), out[:, 4:]


class PlainColours(Plain):
    """ColourNetwork, of plain convolutions only."""

    def forward(self, planes: Tensor) -> Tensor:
        """As ColourNetwork.forward."""
        return functional.pixel_shuffle(super().forward(planes), MADE)


def export(checkpoint: Path, out: Path, *, colours: bool) -> str:
    """Write `out`; the SHA-256 of the file."""
    trained: Network | ColourNetwork = ColourNetwork() if colours else Network()
    trained.load_state_dict(torch.load(checkpoint, weights_only=True))
    trained.eval()
    outputs = ["chroma"] if colours else ["luma", "chroma"]
    plain = (PlainColours if colours else PlainDoubling)(trained).eval()
    example = torch.rand(1, INPUTS, 40, 56)
    with torch.no_grad():
        torch.testing.assert_close(plain(example), trained(example), atol=2e-4, rtol=0)  # a twentieth of a level
    axes = {name: {2: f"{name}_height", 3: f"{name}_width"} for name in ("planes", *outputs)}
    torch.onnx.export(
        plain,
        (example,),
        str(out),
        input_names=["planes"],
        output_names=outputs,
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
    parser.add_argument("--colours", action="store_true")
    options = parser.parse_args()
    print(f"{export(options.checkpoint, options.out, colours=options.colours)}  {options.out}")  # noqa: T201


if __name__ == "__main__":
    main()
