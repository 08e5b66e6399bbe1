"""The engine: find lines, learn how the page stands, read, put in order."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from engines.runtime import loading
from engines.runtime.crew import ALONE, Crew, Processors, crew
from engines.runtime.onnx import Network
from shared.clock import NEVER, Budget, Deadline

from . import gaps, script
from .alignment import in_columns
from .borders import cells
from .bridges import bridged
from .chevrons import without_chevrons
from .crops import rectify
from .detector import Detector
from .doubts import without_chance
from .emoji import without_emoji
from .exponents import with_exponents
from .inscriptions import inscriptions
from .joining import joined
from .leaders import without_leaders
from .legible import legible
from .line import Line, Point, Quad, Reading, Region, Rgb, finished
from .looks import Looks
from .marks import marked
from .narrow import in_rows
from .order import ordered
from .orientation import Orientations
from .overlaps import resolved, with_spares
from .perspective import followed
from .prices import with_signs
from .recogniser import Recogniser
from .rereading import reread
from .seals import Seal, ink_of, origin_of, seals, without_seals
from .strokes import with_strokes
from .units import with_units
from .watermarks import clearer, without_watermark
from .waves import clearest, without_waves

MODELS = Path(__file__).parent / "models"

SMALLEST = 5
"""Pixels: no character is legible in an image lower or narrower."""

LONGEST = 30_000
"""Pixels: OpenCV warps with coordinates of 16 bits. A longer strip is read in parts, and a line across a cut is two."""

WORKING_BYTES = 288 << 20
"""Taken while an image is read. Measured: 218 to 251 MiB for a page of 12 megapixels full of text; the
networks keep it."""
INSCRIBED = 0.8
"""Certainty under which what was read in a seal is no line: often it is the star, or letters along the ring."""


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
        self._looks, self._recogniser = Looks(Detector(self._networks[0])), Recogniser(self._networks[1])

        # Loaded for the first doubtful line: many processes never meet one.
        self._exact = Recogniser(Network(models / "text-recognition-exact.onnx"))

    def prepare(self) -> None:
        """Load the networks ahead of the first call. Raises MissingModel."""
        loading.prepare(*self._networks)

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

    def read_line(self, rgb: Rgb, corners: Quad, signs: frozenset[str] = frozenset()) -> Line:
        """Read the one line that is known to lie between four corners, its own left_top first, on the caller's thread.

        `signs` are the only ones that can stand there, if that is known: probabilities are then among these. The line
        is not turned, parted or doubted: where there is none, its characters are few and improbable. Raises
        MissingModel.
        """
        image = np.ascontiguousarray(rgb)
        flat = rectify(image, corners)
        reading = Reading(Region(corners), tuple(self._recogniser.read(flat, signs)), float(flat.shape[1]))
        return finished(reading, (image.shape[1], image.shape[0]), Point(0, 0))

    def _part(self, rgb: Rgb, origin: Point, threads: Crew, budget: Budget) -> list[Line]:
        """Read a part of the image, which begins at `origin`."""
        image = np.ascontiguousarray(rgb)
        stamped = seals(image)
        paper = without_seals(image, stamped)
        paper, readings = self._clearest(paper, threads, budget)
        clean = without_watermark(paper, readings)
        if clean is not None and not budget.spent():
            paper, readings = clean, clearer(readings, self._readings(clean, threads, budget))
        readings += [reading for seal in stamped for reading in self._inscriptions(image, seal, threads, budget)]
        in_cells = [cell for reading in readings for cell in cells(reading, paper)]
        parts = [part for cell in in_cells for part in gaps.split(cell, paper)]
        kept = without_chance(resolved(legible(parts, image)), paper, self._exact, budget)
        kept = without_chevrons([self._with_figures(reading, paper, budget) for reading in kept])
        kept = without_leaders(marked(script.followed(with_strokes(without_emoji(kept, paper), paper))), paper)
        size = (image.shape[1], image.shape[0])
        return [
            finished(reading, size, origin)
            for reading in followed(paper, ordered(joined(in_columns(with_signs(bridged(kept, paper)), paper))))
        ]

    def _clearest(self, paper: Rgb, threads: Crew, budget: Budget) -> tuple[Rgb, list[Reading]]:
        """Read what stands on the paper, and once more without the waves that a screen's grid makes in a photograph."""
        page = paper, self._readings(paper, threads, budget)
        smooth = without_waves(paper)
        if smooth is None or budget.spent():
            return page
        return clearest((smooth, self._readings(smooth, threads, budget)), page)

    def _readings(self, paper: Rgb, threads: Crew, budget: Budget) -> list[Reading]:
        """Find what stands on the paper and read it, doubtful lines twice."""
        found = self._looks.candidates(paper, threads, budget)
        whole = with_spares(found, Orientations(paper, self._recogniser, threads, budget).readings)
        readings = in_rows(whole, paper, self._recogniser, threads, budget)
        return threads.map(lambda reading: self._surer(reading, paper, budget), readings)

    def _surer(self, reading: Reading, image: Rgb, budget: Budget) -> Reading:
        """The reading, by the exact network if it is doubtful and there is time: otherwise it stands as it was read."""
        return reading if budget.deadline.passed() else reread(reading, image, self._exact)

    def _with_figures(self, reading: Reading, image: Rgb, budget: Budget) -> Reading:
        """The reading, with exponents and square metres, which are small and read by themselves."""
        if reading.vertical:
            return reading
        raised = with_exponents(reading, image, self._recogniser, budget)
        return with_units(raised, image, self._recogniser, budget)

    def _inscriptions(self, image: Rgb, seal: Seal, threads: Crew, budget: Budget) -> list[Reading]:
        """Read what stands straight in a seal; the letters along its ring stand in no line."""
        ink, origin = ink_of(image, seal), origin_of(image, seal)
        regions = [Region(corners - origin) for corners in inscriptions(ink, seal, origin)]
        readings = Orientations(ink, self._recogniser, threads, budget).readings(regions)
        sure = [reading for reading in readings if len(reading.letters) > 1 and reading.score >= INSCRIBED]
        return [replace(reading, region=Region(reading.region.quad + origin)) for reading in sure]


@cache
def engine() -> Engine:
    """The engine of this process, whose networks all share that read text."""
    return Engine()
