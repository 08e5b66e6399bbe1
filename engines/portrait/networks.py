"""MediaPipe's networks, run on the CPU by OpenCV. Knows no faces."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]
FILES = ("face-detection", "face-landmarks", "iris-landmarks", "pose-landmarks", "selfie-segmentation")

# Requests run on threads already: OpenCV's own would only contend, and would not survive gunicorn's fork.
cv2.setNumThreads(1)


class Network:
    """A model file, loaded at the first use.

    An OpenCV network keeps its intermediate results in itself, so that one run at a time goes through it: a lock, and
    not a copy for each thread, as the longest run takes some 40 ms and a copy several megabytes. The answers are copied
    out, since they are views of memory that the next run overwrites.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._net: Any = None

    def run(self, picture: Tensor, outputs: Sequence[str]) -> list[Tensor]:
        """The named outputs for one H x W x 3 picture, already scaled to the network's range."""
        batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None])
        with self._lock:
            net = self._loaded()
            net.setInput(batch)
            return [np.array(output, np.float32) for output in net.forward(list(outputs))]

    def load(self) -> None:
        """Load ahead of the first run."""
        with self._lock:
            self._loaded()

    def _loaded(self) -> Any:
        if self._net is None:
            if not self._path.is_file():
                raise FileNotFoundError(f"{self._path} is missing: run scripts/models")
            # OpenCV 5's new graph engine does not read these files.
            self._net = cv2.dnn.readNetFromTFLite(str(self._path), cv2.dnn.ENGINE_CLASSIC)
        return self._net


class Networks:
    """The five networks of the ID photo, out of one folder. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self._all = [Network(folder / f"{name}.tflite") for name in FILES]
        self.faces, self.mesh, self.iris, self.pose, self.person = self._all

    def load(self) -> None:
        """Load them all."""
        for network in self._all:
            network.load()


def certainty(logit: Tensor) -> Tensor:
    """The logistic function of what a network says, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -50, 50))), np.float32)
