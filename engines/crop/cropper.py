"""The engine: look once, then place a crop for each ratio."""

from collections.abc import Sequence
from pathlib import Path

import cv2

from shared.clock import NEVER, Deadline

from . import best, scene
from .crop import Crop
from .faces import Faces
from .saliency import Saliency
from .scene import Scene
from .shrink import Rgb, shrunk

HERE = Path(__file__).parent
SIDE = 512
"""Pixels of the longer side of the image that the networks' inputs are made of."""

# Requests run on threads already: OpenCV's own would only contend (and its setting is one for the process).
cv2.setNumThreads(1)


class Engine:
    """Chooses crops. Build it once per process; `crops` may be called from many threads at once.

    `models` is the folder that scripts/models fills; the saliency network lies beside this file.
    """

    def __init__(self, models: Path = HERE / "models") -> None:
        self._saliency = Saliency(HERE / "saliency.onnx")
        self._faces = Faces(models / "face-detection.tflite")

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        self._saliency.prepare()
        self._faces.prepare()

    def crops(self, rgb: Rgb, ratios: Sequence[float], deadline: Deadline = NEVER) -> list[Crop]:
        """Return one crop of an upright image, H x W x 3, for each ratio (width / height, over 0).

        Without ratios: one crop, of the ratio among `best.RATIOS` that suits the image best. H and W are at least 1.
        Raises OutOfTime rather than giving fewer crops, or crops for which not all was looked at.
        """
        seen = self.look(rgb, deadline)
        found = []
        for ratio in ratios:
            deadline.check()
            found.append(seen.crop(ratio))
        deadline.check()
        return found or [best.crop(seen)]

    def look(self, rgb: Rgb, deadline: Deadline = NEVER) -> Scene:
        """What is where in an image. Raises OutOfTime."""
        height, width = rgb.shape[:2]
        deadline.check()
        small = shrunk(rgb, SIDE)
        scale = max(height, width) / max(small.shape[:2])
        faces = [face.moved(scale) for face in self._faces.of(small, deadline)]
        deadline.check()
        return scene.composed(width, height, self._saliency.of(small), faces)
