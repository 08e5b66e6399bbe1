"""Write a network as ONNX: python -m training.superresolution.export CHECKPOINT OUT.onnx [--colours | --quick].

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
from .network import INPUTS, SLOPE, Network
from .quick_network import QuickNetwork

OPSET = 17
Trained = Network | ColourNetwork | QuickNetwork


class Plain(nn.Module):
    """The same network of plain convolutions only."""

    slope = SLOPE

    def __init__(self, trained: Trained) -> None:
        super().__init__()
        self.head, self.tail = trained.head, trained.tail
        width = trained.head.out_channels
        self.body = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in trained.body)
        for layer, (weight, bias) in zip(self.body, trained.inner(), strict=True):
            layer.weight.data, layer.bias.data = weight.detach(), bias.detach()

    def forward(self, planes: Tensor) -> Tensor:
        """What the tail makes of the planes."""
        first = self._unit(self.head(planes))
        features = first
        for layer in self.body:
            features = self._unit(layer(features))
        out: Tensor = self.tail(features + first)
        return out

    def _unit(self, features: Tensor) -> Tensor:
        return functional.leaky_relu(features, self.slope) if self.slope else functional.relu(features)


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


class PlainQuick(Plain):
    """QuickNetwork, of plain convolutions only."""

    slope = 0.0

    def forward(self, planes: Tensor) -> Tensor:
        """As QuickNetwork.forward."""
        return functional.pixel_shuffle(super().forward(planes), 2)


KINDS: dict[str, tuple[type[Trained], type[Plain], list[str]]] = {
    "doubling": (Network, PlainDoubling, ["luma", "chroma"]),
    "colours": (ColourNetwork, PlainColours, ["chroma"]),
    "quick": (QuickNetwork, PlainQuick, ["colour"]),
}
"""The network as it is trained and as it is written, and its outputs."""


def export(checkpoint: Path, out: Path, kind: str) -> str:
    """Write `out`; the SHA-256 of the file."""
    make, make_plain, outputs = KINDS[kind]
    trained = make()
    trained.load_state_dict(torch.load(checkpoint, weights_only=True))
    trained.eval()
    plain = make_plain(trained).eval()
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
    for kind in ("colours", "quick"):
        parser.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, default="doubling")
    options = parser.parse_args()
    print(f"{export(options.checkpoint, options.out, options.kind)}  {options.out}")  # noqa: T201


if __name__ == "__main__":
    main()
