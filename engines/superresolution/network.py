"""Our networks, trained by training/superresolution: what plain enlarging lacks. Knows planes, no images."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats = NDArray[np.float32]
CLEAN, JPEG = (Path(__file__).parent / f"doubling_{kind}.onnx" for kind in ("clean", "jpeg"))
"""One network for what was no JPEG, one for what was: each does its work better than one that does both."""
REACH = 11
"""Pixels to each side that a result depends on: eleven convolutions of 3 x 3."""


# One pool of memory for both networks, which would otherwise keep 45 MB each.
_memory = onnxruntime.OrtMemoryInfo(
    "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
)
onnxruntime.create_and_register_allocator(_memory, None)


class Network:
    """One of the networks. Safe to call from many threads at once."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        # Requests run on threads already, and threads of its own would not survive a server's fork.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.use_env_allocators", "1")
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def lacking(self, planes: Floats) -> tuple[Floats, Floats]:
        """What is to be added, in shares of 255: luma 2H x 2W, and chroma H x W x 2 before it is enlarged.

        `planes` is H x W x 4: luma and both chroma planes, from -0.5 to 0.5, and how hard the JPEG was compressed.
        """
        inputs = np.ascontiguousarray(planes.transpose(2, 0, 1)[None])
        luma, chroma = self._session.run(["luma", "chroma"], {"planes": inputs})
        return luma[0, 0], chroma[0].transpose(1, 2, 0)
