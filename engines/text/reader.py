"""The engine: find lines, learn how the page stands, read, put in order."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.runtime.crew import ALONE, Crew, Processors, crew
from engines.runtime.onnx import Network
from shared.clock import NEVER, Budget, Deadline

from . import gaps, scale
from .detector import Detector
from .line import Line, Point, Reading, Region, Rgb, finished
from .order import ordered
from .orientation import Orientations
from .recogniser import Recogniser
from .regions import regions
from .spelling import normalise

MODELS = Path(__file__).parent / "models"

LEAST_SCORE = (0.8, 0.6, 0.5)
"""Mean certainty under which a reading is no text, for one character, two, and more: dirt looks like single letters."""
AROUND = 2.0
"""Heights of a line around the lines found that are searched again."""
SMALLEST = 5
"""Pixels: no character is legible in an image lower or narrower."""

LONGEST = 30_000
"""Pixels: OpenCV warps with coordinates of 16 bits. A longer strip is read in parts, and a line across a cut is two."""


@dataclass(frozen=True)
class Text:
    """The lines of an image in reading order; `complete`: no look, part or line was left out for want of time."""

    lines: list[Line]
    complete: bool


class Engine:
    """Reads printed text. Build it once per process; `read` may be called from many threads at once.

    `models` is the folder that scripts/models fills.
    """

    def __init__(self, models: Path = MODELS) -> None:
        self._networks = [Network(models / f"text-{task}.onnx") for task in ("detection", "recognition")]
        self._detector, self._recogniser = Detector(self._networks[0]), Recogniser(self._networks[1])

    def prepare(self) -> None:
        """Load the networks ahead of the first call. Raises MissingModel."""
        for network in self._networks:
            network.prepare()

    def read(self, rgb: Rgb, deadline: Deadline = NEVER, processors: Processors = ALONE) -> Text:
        """Read all lines of an upright image, H x W x 3, on the caller's thread and on idle ones of `processors`.

        At the deadline, what has been read by then is returned: lines are read from the top of the page down. An image
        without text has no lines.
        """
        if rgb.ndim != 3 or min(rgb.shape[:2]) < SMALLEST:
            return Text([], complete=True)
        budget = Budget(deadline)
        height, width = rgb.shape[:2]
        with crew(processors) as threads:
            lines = [
                line
                for top in range(0, height, LONGEST)
                for left in range(0, width, LONGEST)
                for line in self._part(
                    rgb[top : top + LONGEST, left : left + LONGEST], Point(left, top), threads, budget
                )
            ]
        return Text(lines, budget.complete)

    def _part(self, rgb: Rgb, origin: Point, threads: Crew, budget: Budget) -> list[Line]:
        """Read a part of the image, which begins at `origin`."""
        image = np.ascontiguousarray(rgb)
        found = self._found(image, threads, budget)
        readings = Orientations(image, self._recogniser, threads, budget).readings(found)
        kept = [part for reading in readings for part in gaps.split(reading) if _legible(part)]
        size = (image.shape[1], image.shape[0])
        return [finished(reading, normalise(reading.text), size, origin) for reading in ordered(kept)]

    def _found(self, image: Rgb, threads: Crew, budget: Budget) -> list[Region]:
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


def _legible(reading: Reading) -> bool:
    text = reading.text.strip()
    return bool(text) and reading.score >= LEAST_SCORE[min(len(text), 3) - 1]
