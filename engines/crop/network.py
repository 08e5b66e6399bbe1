"""One neural network, run on the CPU by OpenCV. Knows no images."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]
READERS: dict[str, Callable[[str], Any]] = {
    # OpenCV 5's new engine gives some TensorFlow Lite files fewer outputs than they have.
    ".tflite": lambda path: cv2.dnn.readNetFromTFLite(path, cv2.dnn.ENGINE_CLASSIC),
    # With this network it is a third faster than the classic one.
    ".onnx": lambda path: cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW),
}


AT_ONCE = 4
"""Runs of one model file that go on at the same time: each takes a network of its own, of 4 to 6 MB."""


class Network:
    """A model file. Safe to call from many threads: an OpenCV network keeps state between input and output, so each run
    has one to itself.
    """

    def __init__(self, path: Path, outputs: Sequence[str]) -> None:
        self._path, self._outputs = path, list(outputs)
        self._lock, self._slots = Lock(), BoundedSemaphore(AT_ONCE)
        self._spare: list[Any] = []

    def prepare(self) -> None:
        """Load one network ahead of the first run."""
        net = self._load()
        with self._lock:
            self._spare.append(net)

    def run(self, batch: Tensor) -> list[Tensor]:
        """Return the outputs, in the order of their names, for N x 3 x H x W."""
        with self._slots:
            with self._lock:
                net = self._spare.pop() if self._spare else None
            net = net or self._load()
            net.setInput(batch)
            found = [np.array(output, np.float32) for output in net.forward(self._outputs)]  # the next run reuses them
            with self._lock:
                self._spare.append(net)
        return found

    def _load(self) -> Any:
        if not self._path.is_file():
            raise FileNotFoundError(f"{self._path} is missing: run scripts/models")
        return READERS[self._path.suffix](str(self._path))
