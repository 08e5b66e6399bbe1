"""Pictures of crops, to look at."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from benchmarks.aicrop.peers import Method
from benchmarks.aicrop.score import RATIOS
from benchmarks.aicrop.sets import Rgb, Sample
from engines.crop import Crop

COLOURS = ((255, 0, 0), (0, 255, 0), (60, 120, 255), (255, 255, 0), (255, 0, 255))
"""Of the five ratios; the crop without ratios is white."""
HEIGHT = 300
MOST = 30


def write(folder: Path, name: str, images: Iterable[Sample], method: Method) -> None:
    """Write the first images with their crops' edges."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample, _ in zip(images, range(MOST), strict=False):
        crops = [*method(sample.rgb, RATIOS), *method(sample.rgb, ())]
        drawn = edges(sample.rgb, crops)
        cv2.imwrite(str(folder / f"{name}-{sample.name}.png"), cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR))


def edges(rgb: Rgb, crops: Iterable[Crop]) -> Rgb:
    """A small copy with each crop's edge drawn."""
    scale = HEIGHT / rgb.shape[0]
    small = np.array(cv2.resize(rgb, (max(1, round(rgb.shape[1] * scale)), HEIGHT)), np.uint8)
    for crop, colour in zip(crops, (*COLOURS, (255, 255, 255)), strict=False):
        low = (round(crop.left * scale), round(crop.top * scale))
        high = (round((crop.right + 1) * scale) - 1, round((crop.bottom + 1) * scale) - 1)
        cv2.rectangle(small, low, high, colour, 2)
    return small
