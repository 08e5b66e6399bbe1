"""Write the heads' network: python -m training.aicrop.heads.export OUT/heads.pt engines/crop/heads.onnx."""

import argparse
import hashlib
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from .net import HeadNet

SIDE = 224
"""Pixels of the square that the network takes."""
LEAST = 64
"""A layer's part of fewer values is stored as it is."""


class Values(nn.Module):
    """A score from 0 to 1, and cells from a cell's middle to a box's edges; the subject from 0 to 1."""

    def __init__(self, net: HeadNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """N x 5 x S/8 x S/8, N x 1 x S/4 x S/4."""
        found, subject = self.net(x)
        return torch.cat([torch.sigmoid(found[:, :1]), found[:, 1:].exp()], 1), torch.sigmoid(subject)


def half(model: onnx.ModelProto) -> onnx.ModelProto:
    """The network with its weights at 16 bits, which it makes 32 of before it computes."""
    graph = model.graph
    kept, casts = [], []
    for part in graph.initializer:
        if part.data_type != TensorProto.FLOAT or np.prod(part.dims) < LEAST:
            kept.append(part)
            continue
        stored = f"{part.name}_half"
        kept.append(numpy_helper.from_array(numpy_helper.to_array(part).astype(np.float16), stored))
        casts.append(helper.make_node("Cast", [stored], [part.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Export weights; print size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "target"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    net, file = HeadNet(), BytesIO()
    net.load_state_dict(torch.load(options.weights))
    torch.onnx.export(
        Values(net).eval(),
        (torch.zeros(1, 3, SIDE, SIDE),),
        file,
        input_names=["image"],
        output_names=["heads", "subject"],
        opset_version=17,
        dynamo=False,
    )
    content = half(onnx.load_from_string(file.getvalue())).SerializeToString()
    options.target.write_bytes(content)
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    main()
