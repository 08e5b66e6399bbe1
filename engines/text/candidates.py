"""Which of the regions that several looks found are read: of two for one line the better seen. Reads nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .frames import named
from .line import Quad, Region
from .parts import Part
from .pieces import merged
from .scale import WANTED
from .sharing import Sharing

COVERED = 0.75
"""Share of a region that better seen ones of its size cover, from which it is the same text."""
SIMILAR = 1.6
"""Times the size up to which a region is of another's size."""
BORDER = 2.0
"""Pixels of the map from a part's border within which a line is cut off by it."""


@dataclass(frozen=True)
class Look:
    """What was found in a part of the image at its size."""

    part: Part
    regions: list[Region]


@dataclass(frozen=True)
class Spare:
    """A region that is read only where one of the better seen ones that cover it is not read with certainty."""

    region: Region
    covers: list[Region]


@dataclass(frozen=True)
class Candidates:
    """The regions to be read, and those to fall back to."""

    regions: list[Region]
    spares: list[Spare]


def chosen(looks: Sequence[Look]) -> Candidates:
    """Choose among the regions of an image's looks, the first of which saw the whole."""
    found = [(region, look.part) for look in looks for region in merged(look.regions)]
    seen = list(zip(named([region for region, _ in found]), (part for _, part in found), strict=True))
    whole = looks[0].part
    better = [(region, part) for region, part in seen if _seen_better(region, part, whole)]
    better.sort(key=lambda pair: (_cut(pair[0], pair[1], whole), _misfit(pair[0], pair[1].factor)))
    regions = [region for region, _ in better]
    sharing = Sharing([region.quad for region in regions] + [_core(region) for region in regions])
    kept: set[int] = set()
    spares = []
    for index, region in enumerate(regions):
        alike = [other for other in sharing.near(index) if other in kept and _alike(region, regions[other])]
        core = len(regions) + index
        shares = {other: sharing.shared(core, other) for other in alike}
        if sum(shares.values()) >= COVERED * sharing.areas[core]:
            spares.append(Spare(region, [regions[other] for other, share in shares.items() if share > 0]))
        else:
            kept.add(index)
    return Candidates([regions[index] for index in sorted(kept)], spares)


def _core(region: Region) -> Quad:
    """The middle half of a line's height: a coarse look's regions are higher than a fine one's of the same text."""
    quad = region.quad if region.width >= region.height else np.roll(region.quad, -1, axis=0)
    core: Quad = 0.75 * quad + 0.25 * quad[[3, 2, 1, 0]]
    return core


def _alike(region: Region, other: Region) -> bool:
    return max(region.size, other.size) <= SIMILAR * min(region.size, other.size)


def _seen_better(region: Region, part: Part, whole: Part) -> bool:
    """Tell whether a region is nearer to the wanted size than the look at the whole would have shown it."""
    return part == whole or _misfit(region, part.factor) < _misfit(region, whole.factor)


def _misfit(region: Region, factor: float) -> float:
    """How far a region is from the size that the search finds best."""
    return abs(math.log(region.size * factor / WANTED))


def _cut(region: Region, part: Part, whole: Part) -> bool:
    """Tell whether a line is cut off where its part ends."""
    margin = BORDER / part.factor
    (left, top), (right, bottom) = region.quad.min(axis=0), region.quad.max(axis=0)
    return bool(
        (part.left > whole.left and left < part.left + margin)
        or (part.top > whole.top and top < part.top + margin)
        or (part.right < whole.right and right > part.right - margin)
        or (part.bottom < whole.bottom and bottom > part.bottom - margin)
    )
