"""One neural network, run on the CPU by onnxruntime. Knows no images."""

from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Tensor = NDArray[np.float32]
ERRORS_ONLY = 3


class Network:
    """A model file, loaded at the first use: a process that was forked before has its own.

    A run takes one thread, the caller's, so that a fork after a run is harmless too. Safe to call from many threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._session: onnxruntime.InferenceSession | None = None

    def run(self, batch: Tensor) -> Tensor:
        """Return the first output for N x 3 x H x W."""
        session = self.load()
        output: Tensor = session.run(None, {session.get_inputs()[0].name: batch})[0]
        return output

    @cached_property
    def metadata(self) -> dict[str, str]:
        """What the model file says of itself."""
        return dict(self.load().get_modelmeta().custom_metadata_map)

    def load(self) -> onnxruntime.InferenceSession:
        """The session, loaded at the first time."""
        with self._lock:
            if self._session is None:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = options.inter_op_num_threads = 1
                options.log_severity_level = ERRORS_ONLY
                if not self._path.is_file():
                    raise FileNotFoundError(f"{self._path} is missing: run scripts/models")
                self._session = onnxruntime.InferenceSession(
                    str(self._path), options, providers=["CPUExecutionProvider"]
                )
            return self._session
