"""How the page stands, and each line on it: upright, turned, upside down, vertical. Decided by reading."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from .clock import Deadline
from .columns import laid_out
from .crops import flat
from .line import Reading, Region, Rgb
from .recogniser import Recogniser

TALL = 1.5
"""Height over width from which a region holds a vertical or a turned line."""
PROBES = 6
"""Lines that are read in every stance to learn how the page stands."""
SURE = 0.9
"""Mean certainty of upright lines; upside down they score 0.5 to 0.83."""
DOUBTFUL = 0.8
"""Certainty under which a line is read again in another stance."""
MARGIN = 0.05
"""By how much another stance must be more certain."""


@dataclass(frozen=True)
class Stance:
    """How text stands in its region: turned clockwise by so many quarter turns, or as a column of upright letters."""

    turns: int
    vertical: bool = False


UPRIGHT, DOWNWARD, UPSIDE_DOWN, UPWARD = (Stance(turns) for turns in range(4))
VERTICAL = Stance(0, vertical=True)
WIDE_STANCES = (UPRIGHT, UPSIDE_DOWN)
TALL_STANCES = (VERTICAL, DOWNWARD, UPWARD)


class Stances:
    """The readings of one image's regions."""

    def __init__(self, image: Rgb, recogniser: Recogniser, pool: Executor, deadline: Deadline) -> None:
        self._image = image
        self._recogniser = recogniser
        self._pool = pool
        self._deadline = deadline
        self._known: dict[tuple[int, Stance], Reading] = {}

    def readings(self, regions: Sequence[Region]) -> list[Reading]:
        """Read every region in the stance that suits it. Regions whose turn comes after the deadline are left out."""
        tall = [region for region in regions if region.height >= TALL * region.width]
        wide = [region for region in regions if region.height < TALL * region.width]
        if sum(region.height for region in tall) > sum(region.width for region in wide):
            first = self._stance(tall, TALL_STANCES)
            turned = UPRIGHT if first.vertical else first
            return self._read(tall, first, TALL_STANCES) + self._read(wide, turned, WIDE_STANCES)
        first = self._stance(wide, WIDE_STANCES)
        return self._read(wide, first, WIDE_STANCES) + self._read(tall, VERTICAL, TALL_STANCES)

    def _stance(self, regions: Sequence[Region], stances: Sequence[Stance]) -> Stance:
        """Return the stance in which the most telling regions read best."""
        telling = sorted(regions, key=lambda region: -min(_length(region), 10))[:PROBES]
        best, most = stances[0], -1.0
        for stance in stances:
            scores = list(self._pool.map(lambda region, stance=stance: self._one(region, stance).score, telling))
            mean = float(np.mean(scores)) if scores else 0.0
            if mean > most + MARGIN:
                best, most = stance, mean
            if most >= SURE and stances is WIDE_STANCES:
                break
        return best

    def _read(self, regions: Sequence[Region], first: Stance, stances: Sequence[Stance]) -> list[Reading]:
        ordered = sorted(regions, key=lambda region: float(region.quad[:, 1].min()))
        found = self._pool.map(lambda region: self._best(region, first, stances), ordered)
        return [reading for reading in found if reading is not None]

    def _best(self, region: Region, first: Stance, stances: Sequence[Stance]) -> Reading | None:
        if self._deadline.passed():
            return None
        best = self._one(region, first)
        for stance in stances:
            if stance != first and best.score < DOUBTFUL and not self._deadline.passed():
                other = self._one(region, stance)
                best = other if other.score > best.score + MARGIN else best
        return best

    def _one(self, region: Region, stance: Stance) -> Reading:
        """Read a region in a stance, once."""
        key = (id(region), stance)
        if key not in self._known:
            self._known[key] = self._read_flat(region, stance)
        return self._known[key]

    def _read_flat(self, region: Region, stance: Stance) -> Reading:
        corners = np.roll(region.quad, -stance.turns, axis=0)
        line = flat(self._image, corners) if not stance.vertical else laid_out(self._strip(region))
        text, score = self._recogniser.read(line)
        return Reading(region, text, score, stance.turns, stance.vertical)

    def _strip(self, region: Region) -> Rgb:
        """Return a vertical region as it stands."""
        turned = flat(self._image, np.roll(region.quad, -1, axis=0))
        return np.ascontiguousarray(np.rot90(turned, -1))


def _length(region: Region) -> float:
    """Return about how many characters a region holds."""
    return max(region.width, region.height) / max(1.0, min(region.width, region.height))
