"""Networks that OpenCV runs: TensorFlow Lite's, and small ONNX files where onnxruntime would be a library more."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import cv2
import numpy as np

from .tensors import MissingModel, Tensor

_READERS: dict[str, Callable[[str], Any]] = {
    # OpenCV 5's new engine gives some TensorFlow Lite files fewer outputs than they have, and cannot read others.
    ".tflite": lambda path: cv2.dnn.readNetFromTFLite(path, cv2.dnn.ENGINE_CLASSIC),
    # With our saliency network it is a third faster than the classic one.
    ".onnx": lambda path: cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW),
}


class Network:
    """A model file. An OpenCV network keeps state between input and output, so each run has one to itself.

    As many are loaded as have ever run at once, `copies` at most: that bounds memory, since each keeps all that is
    computed between its layers, 4 to 30 MB. A run beyond waits for one. One that holds more than loading it anew is
    worth is let go of after each run: `kept` is false.
    """

    def __init__(self, path: Path, copies: int, *, kept: bool = True) -> None:
        self._path = path
        self._kept = kept
        self._copies = BoundedSemaphore(copies)
        self._idle: deque[Any] = deque()

    def prepare(self) -> None:
        """Load one network ahead of the first run. Raises MissingModel."""
        if not self._idle:
            self._idle.append(self._loaded())

    def run(self, batch: Tensor, outputs: Sequence[str]) -> list[Tensor]:
        """The outputs of these names for a batch. Raises MissingModel."""
        with self._copies:
            try:
                net = self._idle.pop()
            except IndexError:
                net = self._loaded()
            net.setInput(batch)
            found = [np.array(output, np.float32) for output in net.forward(list(outputs))]  # the next run reuses them
            if self._kept:
                self._idle.append(net)
        return found

    def check(self) -> None:
        """Raise MissingModel if the file is not there."""
        if not self._path.is_file():
            raise MissingModel(self._path)

    def _loaded(self) -> Any:
        self.check()
        return _READERS[self._path.suffix](str(self._path))
