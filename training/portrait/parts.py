"""The network's first block, which works at full size, computed in parts: a quarter less memory. Knows no torch.

Its 64 channels are not kept from the block's entry to its end, but computed twice, half of them at a time, and what
later blocks take of them is made at once. Same weights, same sums; only the order of some sums changes. More parts
would be more buffers, as OpenCV takes the one that was last used, of whatever size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

PARTS = 2
BLOCK = "/network/encoder.0/"
ENTER, DOWN, UP = (f"{BLOCK}{unit}/conv/Conv" for unit in ("enter", "down.0", "up.5"))
JOIN, FINE = f"{BLOCK}Add", "/network/fine/Conv"

Weights = NDArray[np.float16] | NDArray[np.float32]


@dataclass
class _Graph:
    """A network's graph: nodes by name, weights by name, and what is written anew."""

    graph: GraphProto
    nodes: list[NodeProto] = field(default_factory=list)

    def node(self, name: str) -> NodeProto:
        """The node of a name."""
        return next(node for node in self.graph.node if node.name == name)

    def reader(self, value: str, kind: str) -> NodeProto:
        """The node of a kind that takes a value."""
        return next(node for node in self.graph.node if node.op_type == kind and value in node.input)

    def weights(self, name: str) -> Weights:
        """What is stored of a constant."""
        stored = next((node.input[0] for node in self.graph.node if list(node.output) == [name]), name)
        values: Weights = numpy_helper.to_array(next(part for part in self.graph.initializer if part.name == stored))
        return values

    def add(self, kind: str, inputs: list[str], output: str, like: NodeProto | None = None) -> str:
        """Append a node, with another one's attributes; return its output's name."""
        node = helper.make_node(kind, inputs, [output], name=f"{output}/{kind}")
        node.attribute.extend(like.attribute if like else ())
        self.nodes.append(node)
        return output

    def constant(self, name: str, values: Weights) -> str:
        """Store a constant as the network stores its others; return its name."""
        stored = f"{name}_half" if values.dtype == np.float16 else name
        self.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values), stored))
        if stored != name:
            cast = helper.make_node("Cast", [stored], [name], to=TensorProto.FLOAT)
            self.graph.node.insert(0, cast)
        return name


def in_parts(model: onnx.ModelProto) -> onnx.ModelProto:
    """The network with its first block in parts."""
    graph = _Graph(model.graph)
    joined = graph.node(JOIN).output[0]
    fine, pool = graph.node(FINE), graph.reader(joined, "MaxPool")
    replaced = {ENTER, DOWN, UP, JOIN, FINE, pool.name}
    replaced |= {graph.reader(graph.node(name).output[0], "Relu").name for name in (ENTER, DOWN, UP)}
    first, last = list(_first(graph)), list(_last(graph, pool, fine))
    nodes: list[NodeProto] = []
    for node in graph.graph.node:
        nodes += {ENTER: first, UP: last}.get(node.name, [])
        nodes += [] if node.name in replaced else [node]
    _keep(model.graph, nodes)
    onnx.checker.check_model(model)
    return model


def _first(graph: _Graph) -> Iterator[NodeProto]:
    """From the picture to the block's first narrow values."""
    down = graph.node(DOWN)
    weights, bias = (graph.weights(name) for name in down.input[1:])
    total = ""
    for number, (channels, entered) in enumerate(_entered(graph, "first")):
        own = [graph.constant(f"parts/down{number}", weights[:, channels])]
        own += [] if total else [graph.constant("parts/down_bias", bias)]
        seen = graph.add("Conv", [entered, *own], f"parts/down{number}/seen", down)
        total = graph.add("Add", [total, seen], f"parts/down{number}/total") if total else seen
    graph.add("Relu", [total], graph.reader(down.output[0], "Relu").output[0])
    yield from _taken(graph)


def _last(graph: _Graph, pool: NodeProto, fine: NodeProto) -> Iterator[NodeProto]:
    """From the block's last narrow values to what the next block and the network's end see of it."""
    up = graph.node(UP)
    weights, bias = (graph.weights(name) for name in up.input[1:])
    narrow, narrow_bias = (graph.weights(name) for name in fine.input[1:])
    total, pooled = "", []
    for number, (channels, entered) in enumerate(_entered(graph, "last")):
        name = f"parts/up{number}"
        own = [graph.constant(name, weights[channels]), graph.constant(f"{name}_bias", bias[channels])]
        seen = graph.add("Relu", [graph.add("Conv", [up.input[0], *own], f"{name}/conv", up)], f"{name}/seen")
        both = graph.add("Add", [seen, entered], f"{name}/both")
        pooled.append(graph.add("MaxPool", [both], f"{name}/pooled", pool))
        own = [graph.constant(f"parts/fine{number}", narrow[:, channels])]
        own += [] if total else [graph.constant("parts/fine_bias", narrow_bias)]
        part = graph.add("Conv", [both, *own], f"parts/fine{number}/part", fine)
        output = fine.output[0] if number == PARTS - 1 else f"parts/fine{number}/total"
        total = graph.add("Add", [total, part], output) if total else part
    graph.add("Concat", pooled, pool.output[0])
    graph.nodes[-1].attribute.append(helper.make_attribute("axis", 1))
    yield from _taken(graph)


def _entered(graph: _Graph, use: str) -> Iterator[tuple[slice, str]]:
    """The block's entry, some channels at a time: which, and the value's name."""
    enter = graph.node(ENTER)
    weights, bias = (graph.weights(name) for name in enter.input[1:])
    step = len(weights) // PARTS
    for number in range(PARTS):
        channels, name = slice(number * step, (number + 1) * step), f"parts/{use}{number}"
        own = [graph.constant(name, weights[channels]), graph.constant(f"{name}_bias", bias[channels])]
        seen = graph.add("Conv", [enter.input[0], *own], f"{name}/conv", enter)
        yield channels, graph.add("Relu", [seen], f"{name}/entered")


def _taken(graph: _Graph) -> list[NodeProto]:
    """What was added since the last time."""
    nodes, graph.nodes = graph.nodes, []
    return nodes


def _keep(graph: GraphProto, nodes: list[NodeProto]) -> None:
    """Have these nodes only, and the constants that they need."""
    used = {value for node in nodes for value in node.input}
    nodes = [node for node in nodes if node.op_type != "Cast" or node.output[0] in used]
    used = {value for node in nodes for value in node.input}
    stored = [part for part in graph.initializer if part.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(stored)
