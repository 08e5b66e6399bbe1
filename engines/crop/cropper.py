"""The engine: look once, then place a crop for each ratio."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from engines.runtime import loading
from shared.clock import NEVER, Budget, Deadline

from . import best, scene
from .codes import codes as qr_codes
from .crop import Crops
from .faces import Faces
from .figure import figure
from .heads import Heads, heads
from .lettering import lines as text_lines
from .saliency import Saliency, blended
from .scene import Scene
from .shrink import Rgb, shrunk

HERE = Path(__file__).parent
SIDE = 512
"""Pixels of the longer side of the image that the networks' inputs are made of."""


class Engine:
    """Chooses crops. Build it once per process; `crops` may be called from many threads at once.

    `models` is the folder that scripts/models fills; the networks for saliency and heads lie beside this file.
    """

    def __init__(self, models: Path = HERE / "models") -> None:
        self._saliency = Saliency(HERE / "saliency.onnx")
        self._heads = Heads(HERE / "heads.onnx")
        self._faces = Faces(models / "face-detection.tflite")

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        loading.prepare(self._saliency, self._heads, self._faces)

    def crops(self, rgb: Rgb, ratios: Sequence[float], deadline: Deadline = NEVER) -> Crops:
        """One crop of an upright image, H x W x 3, for each ratio (width / height, over 0).

        Without ratios: one crop, of the ratio among `best.RATIOS` that suits the image best. H and W are at least 1.
        At the deadline, what has been placed by then is returned: no crop for which not all was looked at.
        """
        budget = Budget(deadline)
        seen = self.look(rgb, budget)
        if seen is None or (not ratios and budget.spent()):
            return Crops([], complete=False)
        found = [] if ratios else [best.crop(seen)]
        for ratio in ratios:
            if budget.spent():
                break
            found.append(seen.crop(ratio))
        return Crops(found, budget.complete)

    def look(self, rgb: Rgb, budget: Budget) -> Scene | None:
        """What is where in an image; None without the time to look at all of it."""
        if budget.spent():
            return None
        height, width = rgb.shape[:2]
        small = shrunk(rgb, SIDE)
        scale = max(height, width) / max(small.shape[:2])
        cells, subject = self._heads.of(small)
        faces = [face.moved(scale) for face in self._faces.of(small, budget, cells[0])]
        if budget.spent():
            return None
        grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
        lines, codes = ([box.moved(scale) for box in find(grey)] for find in (text_lines, qr_codes))
        fine = self._saliency.of(small)
        saliency = blended(fine, subject)
        seen = scene.composed((width, height), saliency, faces, lines, codes)
        whole = [box.moved(scale) for box in heads(cells, saliency, *small.shape[1::-1])]
        standing = figure(small)
        return replace(seen, figure=standing and standing.moved(scale), heads=tuple(whole), fine=fine)
