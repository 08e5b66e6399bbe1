"""The starting weights: python -m training.portrait.start u2netp.onnx START.pt.

U-2-Net's file has its normalisations folded into the convolutions; `calibrate` gives them back.
"""

import argparse
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .network import Matting, Unit, units

BLOCKS = (14, 12, 10, 8, 8, 8, 8, 8, 10, 12)
"""Convolutions of each block that is ours; the one that is not is the last."""


def read(path: Path) -> dict[str, Tensor]:
    """Our network's weights out of U-2-Net's file."""
    import onnx

    model = onnx.load(str(path))
    arrays = {entry.name: onnx.numpy_helper.to_array(entry) for entry in model.graph.initializer}
    pairs = [
        tuple(torch.tensor(arrays[name]) for name in node.input[1:3])
        for node in model.graph.node
        if node.op_type == "Conv" and node.input[1] in arrays
    ]
    network = Matting()
    at = 0
    for block, count in zip((*network.encoder, *network.decoder), BLOCKS, strict=True):
        for unit, (weight, bias) in zip(units(block), pairs[at : at + count], strict=True):
            _put(unit.conv, weight, bias)
        at += count
    named = {name: torch.tensor(array) for name, array in arrays.items() if name.startswith("side")}
    for side, number in zip(network.sides, (5, 4, 3, 2), strict=True):
        _put(side, named[f"side{number}.weight"], named[f"side{number}.bias"])
    return dict(network.state_dict())


def _put(conv: Any, weight: Tensor, bias: Tensor) -> None:
    """Set a convolution; one of two steps gets the nearest of its rank."""
    with torch.no_grad():
        if isinstance(conv, nn.Sequential):
            left, sizes, right = torch.linalg.svd(weight.flatten(1), full_matrices=False)
            rank = conv[0].weight.shape[0]
            conv[0].weight.copy_(right[:rank].view_as(conv[0].weight))
            conv[1].weight.copy_((left[:, :rank] * sizes[:rank])[..., None, None])
            conv = conv[1]
        else:
            conv.weight.copy_(weight)
        conv.bias.copy_(bias)


def calibrate(network: Matting, pictures: Tensor) -> None:
    """Set each block's normalisations so that they change nothing of what the convolutions say of these pictures."""

    def measure(conv: nn.Module, _: Any, said: Tensor) -> None:
        norm = owners[conv].norm
        variance, mean = torch.var_mean(said.float(), (0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.copy_(mean)

    owners: dict[nn.Module, Unit] = {}
    for block in (*network.encoder, *network.decoder):
        owners |= {unit.conv: unit for unit in units(block)}
    hooks = [conv.register_forward_hook(measure) for conv in owners]
    network.eval()
    with torch.no_grad():
        network(pictures)
    for hook in hooks:
        hook.remove()
    network.train()


def main() -> None:
    """Write the weights in 16 bits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    found = read(options.source)
    torch.save(
        {name: value.half() if value.is_floating_point() else value for name, value in found.items()}, options.target
    )


if __name__ == "__main__":
    main()
