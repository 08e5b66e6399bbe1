"""Write a network as ONNX: python -m training.superresolution.export CHECKPOINT OUT.onnx [--colours | --quick].

CHECKPOINT is the best.pt of train.py. The identity that the inner layers leave out is folded into their weights.
"""

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path

import onnx
import torch

from .colour_network import ColourNetwork
from .network import INPUTS, Layers, Network
from .quick_network import QuickNetwork

OPSET = 17
KINDS: dict[str, tuple[Callable[[], Layers], list[str]]] = {
    "doubling": (Network, ["luma", "chroma"]),
    "colours": (ColourNetwork, ["chroma"]),
    "quick": (QuickNetwork, ["colour"]),
}
"""The network as it is trained, and its outputs."""


def export(checkpoint: Path, out: Path, kind: str) -> str:
    """Write `out`; the SHA-256 of the file."""
    make, outputs = KINDS[kind]
    trained = make()
    trained.load_state_dict(torch.load(checkpoint, weights_only=True))
    trained.eval()
    axes = {name: {2: f"{name}_height", 3: f"{name}_width"} for name in ("planes", *outputs)}
    torch.onnx.export(
        trained,
        (torch.rand(1, INPUTS, 40, 56),),
        str(out),
        input_names=["planes"],
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(out)
    model.producer_name, model.producer_version = "", ""
    if [node.op_type for node in model.graph.node].count("Add") != 1:
        raise ValueError("the identity was not folded into the weights")
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
