"""Where lines are: an image is looked at, and once more at the size that suits what was found. Reads nothing."""

import numpy as np

from engines.runtime.crew import Crew
from shared.clock import Budget

from . import scale
from .detector import Detector
from .line import Region, Rgb
from .regions import regions

AROUND = 2.0
"""Heights of a line around the lines found that are searched again."""


class Looks:
    """Finds the regions of one image after the other."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def regions(self, image: Rgb, threads: Crew, budget: Budget) -> list[Region]:
        """Look for lines, and once more at another size where they are too small or too large for the network."""
        height, width = image.shape[:2]
        factor = scale.first(width, height)
        found = self._search(image, factor, threads, budget)
        if not found:
            return found
        corners = np.vstack([region.quad for region in found])
        line = float(np.median([min(region.width, region.height) for region in found]))
        low = np.clip(corners.min(axis=0) - AROUND * line, 0, (width, height)).astype(int)
        high = np.clip(corners.max(axis=0) + AROUND * line, 0, (width, height)).astype(int)
        again = scale.second(factor, line, *(high - low))
        if again is None or budget.spent():
            return found
        part = image[low[1] : high[1], low[0] : high[0]]
        return [Region(region.quad + low) for region in self._search(part, again, threads, budget)] or found

    def _search(self, image: Rgb, factor: float, threads: Crew, budget: Budget) -> list[Region]:
        probabilities = self._detector.probabilities(image, factor, threads, budget)
        ratio = (image.shape[1] / probabilities.shape[1], image.shape[0] / probabilities.shape[0])
        return regions(probabilities, ratio)
