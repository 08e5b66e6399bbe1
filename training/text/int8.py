"""python int8.py SOURCE RANGES TARGET: make an 8-bit model of a float one, the same bytes every time.

Run in an environment with the libraries of requirements.txt beside it. RANGES (JSON) holds the least and greatest value
seen of each tensor; `--measure FOLDER` writes it first, from *.npy batches that the float network was given. A final
softmax is cut off: the engine needs it for few of the rows.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OPSET = 17
MICROSOFT = "com.microsoft"
LENGTH_OF_GELU = 5
QUANTISED = ["Conv", "MatMul"]


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
    """Return least and greatest value of each tensor over the batches of a folder."""
    import numpy as np
    from onnxruntime.quantization.calibrate import CalibrationMethod, create_calibrator

    class Batches:
        def __init__(self) -> None:
            self.paths: Iterator[Path] = iter(sorted(folder.glob("*.npy")))

        def get_next(self) -> dict[str, Any] | None:
            path = next(self.paths, None)
            return None if path is None else {"x": np.load(path)}

    with tempfile.TemporaryDirectory() as scratch:
        augmented = str(Path(scratch) / "augmented.onnx")
        calibrator = create_calibrator(model, QUANTISED, augmented, CalibrationMethod.MinMax)
        calibrator.collect_data(Batches())
        found = calibrator.compute_data()
    return {
        name: [float(value.lowest.item()), float(value.highest.item())] for name, value in sorted(found.data.items())
    }


def quantised(model: Path, ranges: dict[str, list[float]], metadata: dict[str, str], target: Path) -> None:
    """Write the model with 8-bit weights (per channel) and activations."""
    import numpy as np
    import onnx
    from onnxruntime.quantization import QuantType
    from onnxruntime.quantization.calibrate import CalibrationMethod, TensorsData
    from onnxruntime.quantization.qdq_quantizer import QDQQuantizer

    limits = {name: tuple(np.float32(value) for value in pair) for name, pair in ranges.items()}
    quantizer = QDQQuantizer(
        onnx.load(model),
        per_channel=True,
        reduce_range=True,  # 7 bits: with 8, processors without VNNI saturate (VPMADDUBSW) and read other characters
        weight_qType=QuantType.QInt8,
        activation_qType=QuantType.QUInt8,
        tensors_range=TensorsData(CalibrationMethod.MinMax, limits),
        nodes_to_quantize=[],
        nodes_to_exclude=[],
        op_types_to_quantize=QUANTISED,
        extra_options={},
    )
    quantizer.quantize_model()
    made = quantizer.model.model
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
        quantised(plain, json.loads(options.ranges.read_text("utf-8")), metadata, options.target)


if __name__ == "__main__":
    main()
