"""A network that doubles luma as an ONNX graph of 8 bits. Knows weights and limits, no images."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from onnx import TensorProto, helper

from .degrade import Floats
from .graph import LEVELS, Graph, Integers, Layer, Limits, integers, of_bytes

OPSET, IR = 17, 8
ONNXRUNTIME = "com.microsoft"
"""Where units of bytes are declared."""
MIDDLE = 128
LUMA_CHANNELS, SIDE = 4, 2
"""Of the tail, and pixels each way that they become."""
PIECES = (0.0, -LEVELS, LEVELS)
"""What the last unit adds is cut into pieces of a byte, which lie side by side: where each is nothing, in steps."""
FEWEST = 16
"""Outputs of a convolution below which onnxruntime takes more than twice as long; those that are added are nought."""


class Source(NamedTuple):
    """The network in float: head, inner layers with a unit after each, a way round them, a tail.

    `given` are limits of what the inner convolutions give, the last one's by channel; `kept` of what the units before
    the last keep, the head's first. `means` are each channel's of that, and of both halves of what the last gives.
    `steps` are those of the result's parts: what the tail makes of the last unit, and of the head.
    """

    layers: Sequence[Layer]
    slope: float
    given: Sequence[Limits]
    kept: Sequence[Limits]
    means: Sequence[Floats]
    steps: Mapping[str, float]


def halves(given: Floats) -> tuple[Floats, Floats]:
    """What is above zero, and how far the rest is below."""
    return np.maximum(given, 0), np.maximum(-given, 0)


def model(source: Source) -> Any:
    """The file's content: `planes` to `luma`, in shares of 255."""
    graph = Graph()
    seen = _head(graph, source)
    for place, layer in enumerate(source.layers[1:-2]):
        made = graph.bytes_between(f"inner{place}", source.given[place])
        graph.convolution(seen, made, integers(layer, source.kept[place].step, source.means[place]))
        after = graph.bytes_between(f"unit{place}", source.kept[place + 1])
        inputs = [*of_bytes(made), *of_bytes(after)[1:]]
        seen = graph.node("QLinearLeakyRelu", inputs, after, domain=ONNXRUNTIME, alpha=source.slope)
    _ends(graph, seen, source)
    _result(graph, source)
    return _file(graph)


def _head(graph: Graph, source: Source) -> str:
    """In float: eight bits of its input are coarser than luma."""
    weight, bias = source.layers[0]
    inputs = ["planes", graph.constant("head_weight", weight), graph.constant("head_bias", bias)]
    made = graph.node("Conv", inputs, "head_given", kernel_shape=[3, 3], pads=[1] * 4)
    made = graph.node("LeakyRelu", [made], "head_kept", alpha=source.slope)
    return graph.node("QuantizeLinear", [made, *of_bytes(graph.bytes_between("head", source.kept[0]))[1:]], "head")


def _ends(graph: Graph, seen: str, source: Source) -> None:
    """The last inner convolution and the tail, whose errors are seen.

    What the last unit gives stays apart above and below zero, and each channel has a step of its own, for which the
    tail's weights make up: one byte for all of it would have a step three times as wide. What the tail makes of the
    head's, in its finer steps, is added at the end.
    """
    *_, inner, (weight, bias) = source.layers
    above, below = source.given[-1].high / LEVELS, -source.given[-1].low / LEVELS
    whole = integers(inner, source.kept[-1].step, source.means[-3])
    both = Integers(
        np.concatenate([whole.weight, -whole.weight]),
        np.concatenate([whole.scale / above, whole.scale / below]),
        np.concatenate([whole.bias, -whole.bias]),
    )
    graph.convolution(seen, graph.bytes_of_step("halves", 1.0, 0), both)
    worth = np.concatenate([above, -source.slope * below])[:, None, None]
    pieces = [bias + piece * source.steps["far"] for piece in PIECES]
    weights = np.tile(np.concatenate([weight, weight], axis=1) * worth, (len(PIECES), 1, 1, 1))
    far = Layer(np.asarray(weights, np.float32), np.concatenate(pieces))
    means = np.concatenate([source.means[-2] / above, source.means[-1] / below])
    _tail(graph, "halves", "far", integers(far, 1.0, means), source)
    near = integers(Layer(weight, np.zeros_like(bias)), source.kept[0].step, source.means[0])
    _tail(graph, "head", "near", near, source)


def _tail(graph: Graph, seen: str, made: str, layer: Integers, source: Source) -> None:
    lacking = max(FEWEST - len(layer.bias), 0)
    padded = Integers(
        np.pad(layer.weight, ((0, lacking), (0, 0), (0, 0), (0, 0))),
        np.pad(layer.scale, (0, lacking), constant_values=1),
        np.pad(layer.bias, (0, lacking)),
    )
    graph.convolution(seen, graph.bytes_of_step(made, source.steps[made], MIDDLE), padded)


def _result(graph: Graph, source: Source) -> None:
    """The sum of all parts, as pixels."""
    axis = graph.constant("channels_axis", np.array([1]))
    for part, planes in (("far", len(PIECES)), ("near", 1)):
        ends = {"from": 0, "to": planes * LUMA_CHANNELS}
        constants = [graph.constant(f"{part}_{end}", np.array([at])) for end, at in ends.items()]
        made = graph.node("Slice", [part, *constants, axis], f"{part}_channels")
        made = graph.node("DepthToSpace", [made], f"{part}_pixels", blocksize=SIDE, mode="CRD")
        # where two of three pieces end, at 127 and -128, they come to a step too little
        zeros = np.array([MIDDLE - (planes > 1), *[MIDDLE] * (planes - 1)], np.uint8)
        steps = np.full(planes, source.steps[part], np.float32)
        inputs = [made, graph.constant(f"{part}_steps", steps), graph.constant(f"{part}_middles", zeros)]
        graph.node("DequantizeLinear", inputs, f"{part}_result", axis=1)
    graph.node("ReduceSum", ["far_result", axis], "far_sum", keepdims=1)
    graph.node("Add", ["far_sum", "near_result"], "luma")


def _file(graph: Graph) -> Any:
    planes = helper.make_tensor_value_info("planes", TensorProto.FLOAT, [1, 4, "height", "width"])
    luma = helper.make_tensor_value_info("luma", TensorProto.FLOAT, [1, 1, "luma_height", "luma_width"])
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(ONNXRUNTIME, 1)]
    made = helper.make_graph(graph.nodes, "superresolution", [planes], [luma], graph.constants)
    return helper.make_model(made, opset_imports=versions, ir_version=IR)
