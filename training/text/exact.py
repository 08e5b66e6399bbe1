"""python -m training.text.exact SOURCE TARGET: the float recogniser with weights of 16 bits.

Half the file; it computes in 32 bits. The environment is int8.py's.
"""

import argparse
import tempfile
from pathlib import Path

from training.text.int8 import prepared

SMALL = 64
"""Numbers of a tensor that is not worth it."""


def main() -> None:
    """Read the options and convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "prepared.onnx"
        prepared(options.source, plain)
        model = onnx.load(plain)
    graph = model.graph
    for entry in list(graph.initializer):
        numbers = numpy_helper.to_array(entry)
        if numbers.dtype == np.float32 and numbers.size >= SMALL:
            half = entry.name + ".half"
            graph.initializer.remove(entry)
            graph.initializer.append(numpy_helper.from_array(numbers.astype(np.float16), half))
            graph.node.insert(0, helper.make_node("Cast", [half], [entry.name], to=TensorProto.FLOAT))
    del model.metadata_props[:]
    for entry in onnx.load(options.source).metadata_props:
        model.metadata_props.add(key=entry.key, value=entry.value)
    options.target.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
