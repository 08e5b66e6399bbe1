"""Sets that are drawn: each page from a seed of its split, into a folder."""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .pages import Page
from .truth import written

SEEDS = {"tune": 11, "report": 2026}
Draw = Callable[[random.Random], Page]


@dataclass(frozen=True)
class DrawnSet:
    """A set: its name, and for a split what draws each page of each kind."""

    name: str
    kinds: Callable[[str], Mapping[str, Sequence[Draw]]]

    def make(self, home: Path, split: str) -> Path:
        """Write the set of a split unless it is there; return its folder."""
        folder = home / f"{self.name}-{split}"
        if folder.exists():
            return folder
        for kind, draws in self.kinds(split).items():
            for index, draw in enumerate(draws):
                page, stored = draw(random.Random(f"{SEEDS[split]}-{kind}-{index}")), io.BytesIO()
                page.image.save(stored, "JPEG", quality=page.quality)
                written(stored.getvalue(), folder / f"{kind}_{index:02d}.jpg", page.lines, kind)
        return folder
