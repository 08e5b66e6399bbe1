"""python -m benchmarks.aicrop.heads --ecssd CLONE --bsds CLONE: heads from any side that crops keep. See README.md."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.aicrop import figures
from benchmarks.aicrop.peers import methods
from benchmarks.aicrop.score import RATIOS, Box
from benchmarks.aicrop.sets import Rgb
from engines.crop import Crop
from engines.crop.crop import largest

LIST = Path(__file__).parent / "heads.txt"
"""`kind set/picture left top right bottom; ...` in percent of the picture, written by looking."""
FOLDERS = {"ecssd": "data/ECSSD/images", "bsds": "BSDS500/data/images/test"}
MODELS = Path("engines/crop/models")
WHOLE = 0.94
"""The boxes are good to about a twentieth of their sides."""
HARDLY_CUT = 0.8


@dataclass(frozen=True)
class Picture:
    """A picture with boxes around heads, in pixels, and of what kind they are."""

    kind: str
    rgb: Rgb
    boxes: Sequence[Box]


def pictures(clones: dict[str, Path]) -> Iterator[Picture]:
    """The pictures of the list, and the drawn ones. Raises ValueError for one that is missing."""
    for line in LIST.read_text("utf-8").splitlines():
        kind, name, rest = line.split(" ", 2)
        source, _, file = name.partition("/")
        pixels = cv2.imread(str(clones[source] / FOLDERS[source] / file))
        if pixels is None:
            raise ValueError(f"{name} cannot be read")
        high, wide = pixels.shape[:2]
        boxes = []
        for part in rest.split(";"):
            left, top, right, bottom = (float(value) / 100 for value in part.split())
            boxes.append((left * wide, top * high, right * wide, bottom * high))
        yield Picture(kind, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8), boxes)
    for rgb, drawn in figures.figures():
        yield Picture("drawings", rgb, drawn)


def least(boxes: Sequence[Box], crop: Crop) -> float:
    """The share of the most cut head's area that a crop keeps."""
    return min(_kept(box, crop) for box in boxes)


def fit(boxes: Sequence[Box], width: int, height: int, ratio: float) -> bool:
    """Whether one crop of a ratio can hold all heads of an image."""
    wide, high = largest(width, height, ratio)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return bool(max(rights) - min(lefts) <= wide and max(bottoms) - min(tops) <= high)


def _kept(box: Box, crop: Crop) -> float:
    left, top, right, bottom = box
    wide = min(right, crop.right + 1) - max(left, crop.left)
    high = min(bottom, crop.bottom + 1) - max(top, crop.top)
    return max(wide, 0.0) * max(high, 0.0) / ((right - left) * (bottom - top))


def main() -> None:
    """Measure each method, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in FOLDERS:
        parser.add_argument(f"--{name}", type=Path, required=True)
    clones = {name: getattr(parser.parse_args(), name) for name in FOLDERS}
    cv2.setNumThreads(1)
    found = list(pictures(clones))
    print("| method | kind | pairs | whole | hardly cut |\n| --- | --- | ---: | ---: | ---: |")
    for method, crops in methods(MODELS).items():
        for kind in sorted({picture.kind for picture in found}):
            shares = [
                least(picture.boxes, crop)
                for picture in found
                if picture.kind == kind
                for ratio, crop in zip(RATIOS, crops(picture.rgb, RATIOS), strict=True)
                if fit(picture.boxes, picture.rgb.shape[1], picture.rgb.shape[0], ratio)
            ]
            whole, hardly = (float(np.mean(np.array(shares) >= share)) for share in (WHOLE, HARDLY_CUT))
            print(f"| {method} | {kind} | {len(shares)} | {whole:.3f} | {hardly:.3f} |", flush=True)


if __name__ == "__main__":
    main()
