"""The sets by name, and the images that each has for a split."""

from pathlib import Path

from . import forms, hanzi, newspapers, photographs, posters, synthetic
from .truth import Sample, samples

DRAWN = {drawn.name: drawn for drawn in (synthetic.SET, hanzi.SET, posters.SET, forms.SET, newspapers.SET)}
NAMES = ("cnocr", "synthetic", "receipts", *list(DRAWN)[1:], "photographs")


def images(home: Path, name: str, split: str, repositories: Path | None = None) -> list[Sample]:
    """The images of a set; CnOCR's nine are too few to split. Empty where a public set is not there."""
    if name in DRAWN:
        return samples(DRAWN[name].make(home, split))
    if name == "photographs":
        return photographs.images(repositories, split) if repositories else []
    return samples(home / (name if name == "cnocr" else f"{name}-{split}"))
