"""Networks that onnxruntime runs."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import onnxruntime

from .tensors import MissingModel, Tensor

_ERRORS_ONLY = 3
# One pool of memory for all networks of the process, each of which would otherwise keep what it once needed.
_memory = onnxruntime.OrtMemoryInfo(
    "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
)
onnxruntime.create_and_register_allocator(_memory, None)


def opened(path: Path) -> onnxruntime.InferenceSession:
    """A session for an ONNX file, for any number of threads. Raises MissingModel, or what onnxruntime has to say."""
    if not path.is_file():
        raise MissingModel(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    options.add_session_config_entry("session.use_env_allocators", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Network:
    """A model file with one input."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._session: onnxruntime.InferenceSession | None = None

    def prepare(self) -> None:
        """Load the network ahead of the first run. Raises MissingModel."""
        self._loaded()

    def run(self, batch: Tensor, outputs: Sequence[str]) -> list[Tensor]:
        """The outputs of these names for a batch. Raises MissingModel."""
        session = self._loaded()
        found: list[Tensor] = session.run(list(outputs), {session.get_inputs()[0].name: batch})
        return found

    @cached_property
    def metadata(self) -> dict[str, str]:
        """What the model file says of itself. Raises MissingModel."""
        return dict(self._loaded().get_modelmeta().custom_metadata_map)

    def _loaded(self) -> onnxruntime.InferenceSession:
        with self._lock:
            if self._session is None:
                self._session = opened(self._path)
            return self._session
