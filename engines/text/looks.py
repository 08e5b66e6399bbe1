"""Where lines are: an image is looked at, and parts of it once more at the size that suits the lines there."""

import numpy as np

from engines.runtime.crew import Crew
from shared.clock import Budget

from . import scale
from .candidates import Candidates, Look, chosen
from .detector import Detector
from .line import Region, Rgb
from .parts import Part, parts
from .regions import regions


class Looks:
    """Finds the regions of one image after the other."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def candidates(self, image: Rgb, threads: Crew, budget: Budget) -> Candidates:
        """Look for lines, and once more at another size where they are too small or too large for the network."""
        height, width = image.shape[:2]
        whole = Part(0, 0, width, height, scale.first(width, height))
        looks = [self._look(image, whole, threads, budget)]
        for part in parts(whole, looks[0].regions):
            if budget.spent():
                break
            looks.append(self._look(image, part, threads, budget))
        return chosen(looks)

    def _look(self, image: Rgb, part: Part, threads: Crew, budget: Budget) -> Look:
        seen = image[part.top : part.bottom, part.left : part.right]
        probabilities = self._detector.probabilities(seen, part.factor, threads, budget)
        ratio = (seen.shape[1] / probabilities.shape[1], seen.shape[0] / probabilities.shape[0])
        corner = np.array((part.left, part.top))
        return Look(part, [Region(region.quad + corner) for region in regions(probabilities, ratio, budget)])
