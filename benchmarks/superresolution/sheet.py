"""Crops of inputs enlarged by each method, side by side, for eyes."""

from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from training.superresolution.degrade import compressed

from .methods import Method
from .sets import Bytes, pairs

SIDE = 128
"""Pixels of the original."""
CROPS = (
    ("Set5", "img_003", 120, 70),  # a butterfly's wing: lines
    ("Set5", "img_005", 60, 60),  # a face
    ("Set14", "img_002", 250, 200),  # a face with a beard
    ("Set14", "img_012", 170, 300),  # small print
    ("Urban100", "img_012", 300, 300),  # windows
    ("Urban100", "img_092", 300, 300),  # stripes
)


def draw(data: Path, methods: Mapping[str, Method], out: Path) -> None:
    """Write a PNG: a row for each crop, clean and from a JPEG of quality 60; the original stands last."""
    rows = []
    for name, stem, x, y in CROPS:
        for found, low, high in pairs(data, name):
            if found.startswith(stem):
                for seen, quality in ((low, None), (compressed(low, 60, 2), 60)):
                    views = [_cut(method(seen, quality), x, y) for method in methods.values()]
                    rows.append(np.hstack([*views, _cut(high, x, y)]))
    cv2.imwrite(str(out), np.vstack(rows)[..., ::-1])


def _cut(image: Bytes, x: int, y: int) -> Bytes:
    y, x = min(y, image.shape[0] - SIDE), min(x, image.shape[1] - SIDE)
    enlarged = cv2.resize(image[y : y + SIDE, x : x + SIDE], None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    return np.asarray(enlarged, np.uint8)
