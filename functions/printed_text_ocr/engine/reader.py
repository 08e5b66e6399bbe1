"""The engine: find lines, learn how the page stands, read, put in order."""

from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore

import cv2
import numpy as np

from . import scale
from .clock import Deadline
from .detector import Detector
from .line import Line, Reading, Region, Rgb, finished
from .network import Network
from .order import ordered
from .recogniser import Recogniser
from .regions import regions
from .spelling import spelled
from .stance import Stances

DEFAULT_BUDGET_S = 12.0
"""Seconds of wall time. A dense page takes two; WeChat's gateways give a request 15 in all."""
LEAST_SCORE = 0.5
"""Mean certainty under which a reading is no text."""
SMALLEST = 5
"""Pixels: no character is legible in an image lower or narrower."""

# Requests run on threads already: OpenCV's own would only contend (and its setting is one for the process).
cv2.setNumThreads(1)


class Engine:
    """Reads printed text. Build it once per process; `read` may be called from many threads at once.

    `models` is the folder that scripts/models fills; the files are loaded at the first call, so that a process may be
    forked before. `threads` bounds how many networks run at once, over all calls.
    """

    def __init__(self, models: Path, threads: int) -> None:
        self._threads = max(1, threads)
        slots = BoundedSemaphore(self._threads)
        self._detector = Detector(Network(models / "text-detection.onnx", slots))
        self._recogniser = Recogniser(Network(models / "text-recognition.onnx", slots))

    def read(self, rgb: Rgb, budget_s: float = DEFAULT_BUDGET_S) -> list[Line]:
        """Read all lines of an upright image, H x W x 3, in reading order.

        `budget_s` is in seconds of wall time. When it is spent, what has been read by then is returned: lines are read
        from the top of the page down. An image without text gives an empty list.
        """
        if rgb.ndim != 3 or min(rgb.shape[:2]) < SMALLEST:
            return []
        deadline = Deadline.after(budget_s)
        image = np.ascontiguousarray(rgb)
        height, width = image.shape[:2]
        with ThreadPoolExecutor(self._threads) as pool:
            found = self._found(image, pool, deadline)
            readings = Stances(image, self._recogniser, pool, deadline).readings(found)
        kept = [reading for reading in readings if reading.score >= LEAST_SCORE and reading.text.strip()]
        return [finished(reading, spelled(reading.text), width, height) for reading in ordered(kept)]

    def _found(self, image: Rgb, pool: Executor, deadline: Deadline) -> list[Region]:
        height, width = image.shape[:2]
        factor = scale.searched(width, height)
        probabilities, _ = self._detector.probabilities(image, factor, pool, deadline)
        ratio = (width / probabilities.shape[1], height / probabilities.shape[0])
        return regions(probabilities, ratio)
