"""Networks whose weights are stored at 16 bits, or those of large layers at 8."""

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
LARGE = 1024
"""Weights of at least that many values are stored at 8 bits, where that is wanted."""
MOST = 127
"""The highest level of 8 bits."""


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
    _replace(graph, kept, casts)
    onnx.checker.check_model(model)
    return model


def eight(model: onnx.ModelProto) -> onnx.ModelProto:
    """The network with the weights of its large layers at 8 bits, a scale for each channel, and the others at 16."""
    graph = model.graph
    kept, nodes = [], []
    for part in graph.initializer:
        if len(part.dims) < 4 or np.prod(part.dims) < LARGE:
            kept.append(part)
            continue
        values = numpy_helper.to_array(part)
        scales = np.maximum(np.abs(values).max(axis=(1, 2, 3)), np.finfo(np.float16).tiny) / MOST
        levels = np.rint(values / scales[:, None, None, None]).astype(np.int8)
        names = [f"{part.name}_{suffix}" for suffix in ("levels", "scales", "zeros")]
        stored = (levels, scales.astype(np.float32), np.zeros(len(scales), np.int8))
        kept.extend(numpy_helper.from_array(array, name) for array, name in zip(stored, names, strict=True))
        nodes.append(helper.make_node("DequantizeLinear", names, [part.name], axis=0))
    _replace(graph, kept, nodes)
    return half(model)


def _replace(graph: onnx.GraphProto, stored: Sequence[onnx.TensorProto], first: Sequence[onnx.NodeProto]) -> None:
    """Have a graph hold these values instead of its own, and compute these nodes before its own."""
    nodes = [*first, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(stored)
    graph.node.extend(nodes)


def exported(network: nn.Module, side: int, inputs: str, outputs: Sequence[str]) -> onnx.ModelProto:
    """A network of pictures of side x side as ONNX."""
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
    return onnx.load_from_string(file.getvalue())


def save(model: onnx.ModelProto, target: Path) -> None:
    """Write a network; print size and SHA-256."""
    content = model.SerializeToString()
    target.write_bytes(content)
    sys.stdout.write(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n")
