"""Where readings overlap, the better one stays: what was read with certainty is not lost, and nothing is said twice."""

from collections.abc import Callable, Sequence

from .candidates import Candidates
from .line import Reading, Region
from .sharing import Sharing

SURE = 0.9
"""Mean certainty from which a reading needs no other beside it."""
SAME = 0.5
"""Share of the smaller print's area from which two readings are of the same text."""
WORTH = 0.5
"""Certainty from which a letter speaks for its reading."""


def with_spares(found: Candidates, read: Callable[[Sequence[Region]], list[Reading]]) -> list[Reading]:
    """Read the regions, and the spare ones of those that are read without certainty."""
    readings = read(found.regions)
    sure = {id(reading.region) for reading in readings if reading.score >= SURE}
    spares = [spare.region for spare in found.spares if not all(id(cover) in sure for cover in spare.covers)]
    if not spares:
        return readings
    wanted = {id(region) for region in spares}
    return readings + [reading for reading in read([*found.regions, *spares]) if id(reading.region) in wanted]


def resolved(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without those that say the same as better ones.

    A reading stands against all of the smaller ones in its place together: a box over several lines loses against
    them, and pieces lose against their line. One that is certain and says nothing of what they say is another line.
    """
    sharing = Sharing([reading.printed for reading in readings])
    alive = set(range(len(readings)))
    smaller = set(alive)
    for index in sorted(alive, key=lambda index: -sharing.areas[index]):
        smaller.discard(index)
        if index not in alive:
            continue
        near = [
            other
            for other in sharing.near(index)
            if other in alive and other in smaller and same(sharing, index, other)
        ]
        rivals = _apart(sharing, readings, near)
        if sum(worth(readings[other]) for other in rivals) <= worth(readings[index]):
            alive.difference_update(near)
        elif not _is_another(readings[index], [readings[other] for other in rivals]):
            alive.discard(index)
    return [readings[index] for index in sorted(alive)]


def _is_another(reading: Reading, rivals: Sequence[Reading]) -> bool:
    """Tell whether a reading is certain and has no letter of its rivals: English below a Chinese line has more."""
    said = {letter.text for rival in rivals for letter in rival.letters}
    return reading.score >= SURE and said.isdisjoint(letter.text for letter in reading.glyphs)


def same(sharing: Sharing, one: int, other: int) -> bool:
    """Tell whether two stand in one place."""
    return sharing.shared(one, other) > SAME * min(sharing.areas[one], sharing.areas[other])


def _apart(sharing: Sharing, readings: Sequence[Reading], indexes: Sequence[int]) -> list[int]:
    """The best of some readings that do not stand in each other's place."""
    kept: list[int] = []
    for index in sorted(indexes, key=lambda index: -worth(readings[index])):
        if not any(same(sharing, index, other) for other in kept):
            kept.append(index)
    return kept


def worth(reading: Reading) -> float:
    """How much a reading says, and how surely."""
    return sum(letter.probability - WORTH for letter in reading.glyphs)
