"""python -m benchmarks.aicrop.conflict --ecssd CLONE --bsds CLONE: what whole heads cost of subjects, at the least.

Of ECSSD's pictures in the head set both are known, heads and subject: the best crop with every head whole, chosen with
both in sight, beside ours. See README.md.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.aicrop import heads, sets
from benchmarks.aicrop.peers import methods
from benchmarks.aicrop.score import LOST, RATIOS, Box, most
from benchmarks.aicrop.sets import Mask
from engines.crop import Crop
from engines.crop.crop import largest

GOAL = 0.96
"""Of the pairs of picture and ratio: in how many of them heads are to be whole."""


@dataclass(frozen=True)
class Pair:
    """What our crop keeps of a subject, whether it keeps the heads whole, and the most that can be kept with them."""

    kept: float
    whole: bool
    possible: float


def every_crop(width: int, height: int, ratio: float) -> Iterator[Crop]:
    """All the largest crops of a ratio."""
    wide, high = largest(width, height, ratio)
    for top in range(height - high + 1):
        for left in range(width - wide + 1):
            yield Crop(left, top, left + wide - 1, top + high - 1)


def share(mask: Mask, crop: Crop) -> float:
    """The part of a subject that a crop keeps, of the most that one of its size can keep."""
    part = mask[crop.top : crop.bottom + 1, crop.left : crop.right + 1]
    return float(part.sum()) / most(mask, crop.width, crop.height)


def possible(mask: Mask, boxes: list[Box], ratio: float) -> float:
    """The largest share that a crop keeps with every head whole."""
    height, width = mask.shape
    crops = (crop for crop in every_crop(width, height, ratio) if heads.least(boxes, crop) >= heads.WHOLE)
    return max((share(mask, crop) for crop in crops), default=0.0)


def pairs(clones: dict[str, Path]) -> Iterator[Pair]:
    """Pairs of picture and ratio in which one crop can hold all heads."""
    ours = methods(heads.MODELS)["ours"]
    names = [line.split(" ", 2)[1] for line in heads.LIST.read_text("utf-8").splitlines()]
    masks = {f"ecssd/{sample.name}.jpg": sample.mask for sample in sets.samples(clones["ecssd"], "ECSSD", 1)}
    for name, picture in zip(names, heads.pictures(clones), strict=False):  # drawn ones have no names
        if name not in masks:
            continue
        mask, boxes = masks[name], list(picture.boxes)
        for ratio, crop in zip(RATIOS, ours(picture.rgb, RATIOS), strict=True):
            if heads.fit(boxes, mask.shape[1], mask.shape[0], ratio):
                whole = heads.least(boxes, crop) >= heads.WHOLE
                yield Pair(share(mask, crop), whole, possible(mask, boxes, ratio))


def main() -> None:
    """Measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in heads.FOLDERS:
        parser.add_argument(f"--{name}", type=Path, required=True)
    clones = {name: getattr(parser.parse_args(), name) for name in heads.FOLDERS}
    cv2.setNumThreads(1)
    found = list(pairs(clones))
    kept, best = (np.array(some) for some in zip(*((pair.kept, pair.possible) for pair in found), strict=True))
    bad, fewest = int((kept < LOST).sum()), int((best < LOST).sum())
    spared = int((1 - GOAL) * len(found))
    print(f"| {len(found)} pairs | heads whole | subject kept | bad |\n| --- | ---: | ---: | ---: |")
    print(f"| ours | {np.mean([pair.whole for pair in found]):.3f} | {kept.mean():.4f} | {bad} |")
    print(f"| the best with every head whole | 1.000 | {best.mean():.4f} | {fewest} |")
    print(f"| with {GOAL:.0%} of them whole, at the least | {GOAL:.3f} | | {max(0, fewest - spared)} |")


if __name__ == "__main__":
    main()
