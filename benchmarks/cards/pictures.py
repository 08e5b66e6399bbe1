"""The pictures: every kind of card in every condition, and hostile ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast
from zlib import crc32

import numpy as np

from tests.support import cards
from tests.support.cards import camera
from tests.support.cards.drawing import Specimen
from tests.support.cards.fonts import Split

Way = Literal["scan", "photo", "hard", "cut", "labels", "screen", "two people", "one holder"]
TAKEN: tuple[Way, ...] = ("scan", "photo", "hard")
HOSTILE: tuple[Way, ...] = ("cut", "screen", "two people", "one holder", "labels")
SEVERAL: dict[Way, tuple[tuple[str, ...], ...]] = {
    "two people": (
        ("idcard_front", "idcard_front"),
        ("drivinglicense", "drivinglicense"),
        ("bankcard_flat", "bankcard_flat"),
    ),
    "one holder": (("idcard_front", "idcard_back"), ("driving_front", "driving_back")),
}
FIRST: dict[Split, int] = {"tune": 0, "report": 1000}
"""The first seed: that of the report is one that no test draws, nor anybody who works on the engine."""


@dataclass(frozen=True)
class Picture:
    """Which picture: what is on it, how it was taken, whose seed."""

    kinds: tuple[str, ...]
    way: Way
    seed: int

    @property
    def name(self) -> str:
        """A name of its own."""
        return f"{'+'.join(self.kinds)}/{self.way}/{self.seed}"

    @property
    def function(self) -> str:
        """The function whose card it shows, or "wrong"."""
        return self.kinds[0].partition("_")[0]

    def draw(self, split: Split) -> Specimen:
        """Draw it, the same every time."""
        kind = self.kinds[0]
        if self.way == "cut":
            return cards.cut(kind, split, self.seed)
        if self.way == "labels":
            return cards.labels_only(kind, split, self.seed, "scan")
        if self.way == "screen":
            photo = cards.make(kind, split, self.seed, "photo")
            random = np.random.default_rng((self.seed, crc32(self.name.encode())))
            return replace(photo, image=camera.noisy(random, camera.on_screen(random, photo.image), 4))
        if len(self.kinds) > 1:
            return cards.together(self.kinds, split, self.seed, holders=1 + (self.way == "two people"))
        return cards.make(kind, split, self.seed, cast(cards.Condition, self.way))


def pictures(split: Split, seeds: int) -> Iterator[Picture]:
    """All of them, one seed after the other, so that a run that ends early has some of each.

    Of hostile ones half as many seeds.
    """
    for seed in range(FIRST[split], FIRST[split] + seeds):
        for kind in cards.KINDS:
            yield from (Picture((kind,), way, seed) for way in TAKEN)
        if 2 * (seed - FIRST[split]) >= seeds:
            continue
        for kind in cards.KINDS:
            if not kind.startswith(("wrong", "menu")):
                yield from (Picture((kind,), way, seed) for way in ("cut", "screen", "labels"))
        for way, several in SEVERAL.items():
            yield from (Picture(kinds, way, seed) for kinds in several)
