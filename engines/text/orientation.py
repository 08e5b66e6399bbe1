"""How the page stands, and each line on it: upright, turned, upside down, vertical. Decided by reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from engines.runtime.crew import Crew
from shared.clock import Budget

from .columns import laid_out
from .crops import rectify
from .evidence import (
    MARGIN,
    MARGIN_OF_FEW,
    at_most_one,
    is_chinese,
    is_clearer,
    is_stroke,
    is_symmetric,
    shared_share,
    telling,
    worth,
)
from .ink import extent
from .line import Reading, Region, Rgb
from .recogniser import Recogniser

TALL = 1.5
"""Height over width from which a region holds a vertical or a turned line."""
ONE = 5.0
"""Height over width up to which such a region can hold one upright character instead: 1, l, I, !."""
BESIDE = 0.25
"""Shares of its height by which a lone character's region is widened on either side, to be read once more."""
SURE = 0.9
"""Mean certainty of upright lines; upside down they score 0.5 to 0.83."""
TURNED = 0.6
"""Mean certainty from which such lines tell that the page is turned: a pattern reads as badly either way."""
DOUBTFUL = 0.8
"""Certainty under which a line is read again in another orientation."""
SAME_TEXT = 0.4
"""Share of a column's characters that are read again upright, from which it is one."""


@dataclass(frozen=True)
class Orientation:
    """How text stands in its region: turned clockwise by so many quarter turns."""

    turns: int


UPRIGHT, DOWNWARD, UPSIDE_DOWN, UPWARD = (Orientation(turns) for turns in range(4))
WIDE_ORIENTATIONS = (UPRIGHT, UPSIDE_DOWN)
TALL_ORIENTATIONS = (DOWNWARD, UPWARD)


class Orientations:
    """The readings of one image's regions."""

    def __init__(self, image: Rgb, recogniser: Recogniser, crew: Crew, budget: Budget) -> None:
        self._image = image
        self._recogniser = recogniser
        self._crew = crew
        self._budget = budget
        self._known: dict[tuple[int, Orientation], Reading] = {}

    def readings(self, regions: Sequence[Region]) -> list[Reading]:
        """Read every region in the orientation that suits it. Regions for which there is no time are left out."""
        tall = [region for region in regions if region.height >= TALL * region.width]
        wide = [region for region in regions if region.height < TALL * region.width]
        if sum(region.height for region in tall) <= sum(region.width for region in wide) or self._characters(tall):
            first = self._orientation(wide, WIDE_ORIENTATIONS)
            lying = self._read(wide, first, WIDE_ORIENTATIONS)
            standing = [self._one_upright(reading, first) for reading in self._read(tall, DOWNWARD, TALL_ORIENTATIONS)]
            return lying + [self._columns([reading])[0] for reading in standing]
        first = self._orientation(tall, TALL_ORIENTATIONS)
        standing = self._columns(self._read(tall, first, TALL_ORIENTATIONS))
        turned = UPRIGHT if any(reading.vertical for reading in standing) else first
        return standing + self._read(wide, turned, WIDE_ORIENTATIONS)

    def _orientation(self, regions: Sequence[Region], orientations: Sequence[Orientation]) -> Orientation:
        """The orientation in which the most telling regions read best."""
        best, most = orientations[0], -1.0
        for orientation in orientations:
            if regions and self._budget.spent():
                break
            read = self._crew.map(partial(self._one, orientation=orientation), telling(regions))
            told = [worth(reading) for reading in read if not is_symmetric(reading)]
            mean = float(np.mean(told)) if told else 0.0
            if most < 0 or mean > max(most + MARGIN, TURNED):
                best, most = orientation, mean
            if most >= SURE:
                break
        return best

    def _characters(self, tall: Sequence[Region]) -> bool:
        """Tell whether tall regions hold a character each, as those of 1, l or I do, and not turned lines."""
        if any(region.height > ONE * region.width for region in tall):
            return False
        # Upside down, a short line reads as nothing: a line is one where either way shows more than a character.
        return all(
            at_most_one(self._one(region, way))
            for region in telling(tall)
            for way in TALL_ORIENTATIONS
            if not self._budget.spent()
        )

    def _one_upright(self, lying: Reading, first: Orientation) -> Reading:
        """What a tall region holds that shows at most a character lying: as the page stands, if that is as clear."""
        region = lying.region
        if not at_most_one(lying) or region.height > ONE * region.width or self._budget.spent():
            return lying
        upright = self._best(region, first, (first,))
        if upright is None or len(upright.letters) != 1:
            return lying
        return upright if is_stroke(lying) or upright.score > lying.score - MARGIN_OF_FEW else lying

    def _columns(self, readings: list[Reading]) -> list[Reading]:
        """Tell columns of upright characters from turned lines: laid side by side, the characters can be read.

        The network was trained on both, lying on their side: it reads either, and does not say which it is.
        """
        downward = [reading for reading in readings if reading.turns == DOWNWARD.turns and is_chinese(reading)]
        told = {id(region) for region in telling([reading.region for reading in downward])}
        probes = [reading for reading in downward if id(reading.region) in told]
        if not probes or self._budget.spent():
            return readings
        texts = self._crew.map(lambda reading: self._laid_out(reading.region), probes)
        same = [shared_share(reading.text, text) for reading, text in zip(probes, texts, strict=True)]
        if float(np.mean(same)) < SAME_TEXT:
            return readings
        return [replace(reading, turns=0, vertical=True) if reading.turns else reading for reading in readings]

    def _laid_out(self, region: Region) -> str:
        turned = rectify(self._image, np.roll(region.quad, -1, axis=0))
        letters = self._recogniser.read(laid_out(np.ascontiguousarray(np.rot90(turned, -1))))
        return "".join(letter.text for letter in letters)

    def _read(
        self, regions: Sequence[Region], first: Orientation, orientations: Sequence[Orientation]
    ) -> list[Reading]:
        ordered = sorted(regions, key=lambda region: float(region.quad[:, 1].min()))
        found = self._crew.map(lambda region: self._best(region, first, orientations), ordered)
        return [reading for reading in found if reading is not None]

    def _best(self, region: Region, first: Orientation, orientations: Sequence[Orientation]) -> Reading | None:
        if self._budget.spent():
            return None
        best = self._one(region, first)
        for orientation in orientations:
            if orientation != first and worth(best) < DOUBTFUL and not self._budget.spent():
                other = self._one(region, orientation)
                best = other if is_clearer(other, best) else best
        return self._beside(best) if len(best.letters) == 1 and best.score < SURE else best

    def _beside(self, reading: Reading) -> Reading:
        """Name a lone character by what it is with more ground beside it, if that is clearer: its region is narrow."""
        corners = reading.corners
        more = BESIDE * (corners[3] - corners[0] + corners[2] - corners[1]) / 2
        across = np.array((more[1], -more[0]))
        line = rectify(self._image, corners + np.array((-across, across, across, -across)))
        letters = self._recogniser.read(line)
        if len(letters) != 1 or letters[0].probability <= reading.score:
            return reading
        if letters[0].text != reading.text and not reading.text.isalnum():
            return reading  # a mark: with more ground, the cross of a table is an X
        letter = replace(reading.letters[0], text=letters[0].text)
        return replace(reading, letters=(letter,))  # no surer: dirt becomes clearer too

    def _one(self, region: Region, orientation: Orientation) -> Reading:
        """Read a region in an orientation, once."""
        key = (id(region), orientation)
        if key not in self._known:
            self._known[key] = self._read_flat(region, orientation)
        return self._known[key]

    def _read_flat(self, region: Region, orientation: Orientation) -> Reading:
        line = rectify(self._image, np.roll(region.quad, -orientation.turns, axis=0))
        return Reading(region, tuple(self._recogniser.read(line)), line.shape[1], extent(line), orientation.turns)
