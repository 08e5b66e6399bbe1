"""Networks of 8 bits for onnxruntime: what training/text and training/superresolution have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

Limits = tuple[float, float]


def quantised(
    model: Any, limits: Mapping[str, Limits], in_float: Sequence[str], types: Sequence[str], options: Mapping[str, Any]
) -> Any:
    """An onnx model with 8-bit weights (per channel) and activations, each between the limits of its name.

    Nodes of other types than these stay in float, and those that are named. `options` are onnxruntime's extra ones.
    """
    import numpy as np
    from onnxruntime.quantization import QuantType
    from onnxruntime.quantization.calibrate import CalibrationMethod, TensorsData
    from onnxruntime.quantization.qdq_quantizer import QDQQuantizer

    ranges = {name: tuple(np.float32(value) for value in pair) for name, pair in limits.items()}
    quantizer = QDQQuantizer(
        model,
        per_channel=True,
        reduce_range=True,  # 7 bits: with 8, processors without VNNI saturate (VPMADDUBSW) and compute something else
        weight_qType=QuantType.QInt8,
        activation_qType=QuantType.QUInt8,
        tensors_range=TensorsData(CalibrationMethod.MinMax, ranges),
        nodes_to_quantize=[],
        nodes_to_exclude=list(in_float),
        op_types_to_quantize=list(types),
        extra_options=dict(options),
    )
    quantizer.quantize_model()
    return quantizer.model.model


def with_outputs(model: Any, names: Sequence[str]) -> bytes:
    """The model as a file that gives these tensors too."""
    import onnx

    model = onnx.ModelProto.FromString(model.SerializeToString())
    known = {entry.name for entry in (*model.graph.output, *model.graph.input)}
    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names if name not in known)
    return bytes(model.SerializeToString())


def session(file: bytes) -> Any:
    """A session of onnxruntime on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
