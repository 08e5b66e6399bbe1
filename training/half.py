"""Networks whose weights are stored at 16 bits."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

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
