"""python -m training.text.int8 SOURCE RANGES TARGET: make an 8-bit model of a float one, the same bytes every time.

Run in an environment with the libraries of requirements.txt beside it. RANGES (JSON) holds the least and greatest value
of each tensor; `--measure FOLDER` writes it first, from *.npy batches that the float network is given: of each tensor
the limits between which 8 bits err least. `--sensitive` leaves in float what errs most for the time it saves. A final
softmax is cut off: the engine needs it for few of the rows.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from training import qdq

OPSET = 17
MICROSOFT = "com.microsoft"
LENGTH_OF_GELU = 5
QUANTISED = ["Conv", "MatMul"]
STEM = 5
"""Convolutions at the beginning that `--sensitive` leaves in float."""
SAMPLED, WEIGHED, SEED = 1500, 100_000, 1
"""Values taken of each tensor of a batch, and of all batches in the end."""
SHARES = (0.25, 1.0, 26)
"""Of the least and the greatest value: the limits that are tried."""


def prepared(source: Path, target: Path) -> None:
    """Write `source` with constants folded, biases inside of convolutions, GELU as one node, no softmax at the end."""
    import onnx
    from onnx import version_converter
    from onnxruntime.quantization.shape_inference import quant_pre_process

    model = version_converter.convert_version(onnx.load(source), OPSET)
    last = model.graph.node[-1]
    if last.op_type == "Softmax":
        model.graph.output[0].name = last.input[0]
        model.graph.node.remove(last)
    onnx.save(model, target)
    quant_pre_process(str(target), str(target), skip_symbolic_shape=True)
    model = onnx.load(target)
    with_gelu(model)
    onnx.save(model, target)


def with_gelu(model: Any) -> None:
    """Replace x/sqrt(2) -> erf -> +1 -> *x -> *0.5 by one node: onnxruntime does it for float models alone."""
    from onnx import helper

    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for erf in [node for node in graph.node if node.op_type == "Erf"]:
        chain = [makers[erf.input[0]], erf]
        while len(chain) < LENGTH_OF_GELU:
            (following,) = users[chain[-1].output[0]]
            chain.append(following)
        if [node.op_type for node in chain] != ["Div", "Erf", "Add", "Mul", "Mul"]:
            raise ValueError(f"{erf.name} is no part of a GELU")
        gelu = helper.make_node(
            "Gelu", [chain[0].input[0]], [chain[-1].output[0]], erf.name + ".gelu", domain=MICROSOFT
        )
        graph.node.insert(list(graph.node).index(chain[0]), gelu)
        for node in chain:
            graph.node.remove(node)
    model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))


def measured(model: Path, folder: Path) -> dict[str, list[float]]:
    """Return the limits of each tensor between which 8 bits err least, over the batches of a folder."""
    import numpy as np
    import onnx

    graph = onnx.load(model)
    weights = {entry.name for entry in graph.graph.initializer}
    nodes = [node for node in graph.graph.node if node.op_type in QUANTISED]
    names = sorted({name for node in nodes for name in (*node.input, *node.output)} - weights)
    session = qdq.session(qdq.with_outputs(graph, names))
    generator = np.random.default_rng(SEED)
    samples: dict[str, list[Any]] = {name: [] for name in names}
    ends: dict[str, list[float]] = {name: [0.0, 0.0] for name in names}
    for path in sorted(folder.glob("*.npy")):
        batch = np.load(path)
        asked = [name for name in names if name != "x"]
        for name, found in {"x": batch, **dict(zip(asked, session.run(asked, {"x": batch}), strict=True))}.items():
            values = found.ravel()
            taken = values[generator.integers(0, len(values), SAMPLED)] if len(values) > SAMPLED else values
            samples[name].append(taken)
            ends[name] = [min(ends[name][0], float(values.min())), max(ends[name][1], float(values.max()))]
    return {name: best_limits(np.concatenate(values), *ends[name]) for name, values in samples.items()}


def best_limits(values: Any, low: float, high: float) -> list[float]:
    """Return the limits between which 8-bit steps err least in the mean of squares: a little is cut off."""
    import numpy as np

    weighed = values[:: len(values) // WEIGHED + 1]

    def error(least: float, most: float) -> float:
        least, most = min(least, 0.0), max(most, 0.0)
        step = max(most - least, 1e-12) / 255
        zero = round(-least / step)
        kept = (np.clip(np.round(weighed / step) + zero, 0, 255) - zero) * step
        return float(((kept - weighed) ** 2).mean())

    best = (low, high)
    for _ in range(3):
        best = min(((low * share, best[1]) for share in np.linspace(*SHARES)), key=lambda limits: error(*limits))
        best = min(((best[0], high * share) for share in np.linspace(*SHARES)), key=lambda limits: error(*limits))
    return [float(limit) for limit in best]


def sensitive(model: Any) -> list[str]:
    """Return the nodes whose 8 bits cost much and save nothing: first layers, depth-wise convolutions, gates."""
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    makers = {output: node for node in model.graph.node for output in node.output}
    found = {node.name for node in convolutions[:STEM]}
    gates: set[str] = set()
    for node in convolutions:
        maker = makers.get(node.input[0])
        if maker is not None and maker.op_type == "Relu":
            maker = makers.get(maker.input[0])
        # A gate is two convolutions of a mean, with a ReLU between them.
        if maker is not None and (maker.op_type == "ReduceMean" or maker.name in gates):
            gates.add(node.name)
        if any(entry.name == "group" and entry.i > 1 for entry in node.attribute):
            found.add(node.name)
    return sorted(found | gates)


def quantised(
    model: Path, ranges: dict[str, list[float]], metadata: dict[str, str], careful: bool, target: Path
) -> None:
    """Write the model with 8-bit weights (per channel) and activations; `careful`: less of it."""
    import onnx

    plain = onnx.load(model)
    # Products that leave the 8 bits are as fast, and equal scores of twins are told apart.
    options = {"OpTypesToExcludeOutputQuantization": ["MatMul"]} if careful else {}
    limits = {name: (low, high) for name, (low, high) in ranges.items()}
    made = qdq.quantised(plain, limits, sensitive(plain) if careful else [], QUANTISED, options)
    del made.metadata_props[:]
    for key, value in sorted(metadata.items()):
        made.metadata_props.add(key=key, value=value)
    target.write_bytes(made.SerializeToString(deterministic=True))


def main() -> None:
    """Read the options and convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("ranges", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--measure", type=Path, metavar="FOLDER")
    parser.add_argument("--sensitive", action="store_true")
    options = parser.parse_args()
    import onnx

    metadata = {entry.key: entry.value for entry in onnx.load(options.source).metadata_props}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "prepared.onnx"
        prepared(options.source, plain)
        if options.measure:
            ranges = measured(plain, options.measure)
            lines = [f"{json.dumps(name)}: [{low:.6g}, {high:.6g}]" for name, (low, high) in ranges.items()]
            options.ranges.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        quantised(plain, json.loads(options.ranges.read_text("utf-8")), metadata, options.sensitive, options.target)


if __name__ == "__main__":
    main()
