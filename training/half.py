"""Networks whose weights are stored at 16 bits."""

import hashlib
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

OPSET = 17

LEAST = 64
"""A layer's part of fewer values is stored as it is."""


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


def write(network: nn.Module, side: int, inputs: str, outputs: Sequence[str], target: Path) -> None:
    """Write a network of pictures of side x side as ONNX with its weights at 16 bits; print size and SHA-256."""
    save(exported(network, side, inputs, outputs), target)


def exported(network: nn.Module, side: int, inputs: str, outputs: Sequence[str]) -> onnx.ModelProto:
    """A network of pictures of side x side as ONNX with its weights at 16 bits."""
    file = BytesIO()
    torch.onnx.export(
        network.eval(),
        (torch.zeros(1, 3, side, side),),
        file,
        input_names=[inputs],
        output_names=list(outputs),
        opset_version=OPSET,
        dynamo=False,
    )
    return half(onnx.load_from_string(file.getvalue()))


def save(model: onnx.ModelProto, target: Path) -> None:
    """Write a network; print size and SHA-256."""
    content = model.SerializeToString()
    target.write_bytes(content)
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")
