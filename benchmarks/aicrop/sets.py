"""Images with the mask of their subject, from clones of public repositories."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Mask = NDArray[np.float32]

FOLDERS = {  # name: images and masks below the clone, and every how many-th image is taken
    "ECSSD": ("data/ECSSD/images", "data/ECSSD/ground_truth_mask", 2),
    "PASCAL-S": ("config/pascal", "config/mask", 1),
    "DUTS-TE": ("data/DUTS-TE/DUTS-TE-Image", "data/DUTS-TE/DUTS-TE-Mask", 12),
    "DUTS-TR": ("data/DUTS-TR/DUTS-TR-Image", "data/DUTS-TR/DUTS-TR-Mask", 1),
}
LEAST_MASS = 50.0
"""Pixels: an image with a smaller mask has no subject."""


@dataclass(frozen=True)
class Sample:
    """One image, RGB, and its subject, 0 to 1, of the same size."""

    name: str
    rgb: Rgb
    mask: Mask


def samples(clone: Path, name: str, every: int | None = None) -> Iterator[Sample]:
    """The images of a set that have a subject, in the order of their names."""
    images, masks, step = FOLDERS[name]
    found = {path.stem: path for path in (clone / images).glob("*.jpg")}
    truth = {path.stem: path for path in (clone / masks).glob("*.png")}
    for stem in sorted(found.keys() & truth.keys())[:: every or step]:
        sample = _read(stem, found[stem], truth[stem])
        if sample.mask.sum() >= LEAST_MASS:
            yield sample


def held_out(clone: Path) -> Iterator[Sample]:
    """DUTS-TR's validation images, on which everything was tuned."""
    from training.aicrop import prepare

    for image, mask in prepare.pairs(clone / "data" / "DUTS-TR"):
        if prepare.held_out(image.stem):
            yield _read(image.stem, image, mask)


def shifted(sample: Sample) -> Sample | None:
    """The part of an image in which its whole subject touches two edges; None if the subject is too large for that."""
    random = np.random.default_rng(zlib.crc32(sample.name.encode()))
    height, width = sample.mask.shape
    rows, columns = np.where(sample.mask > 0.5)
    if not len(rows):
        return None
    share = random.uniform(0.62, 0.8)
    high, wide = int(height * share), int(width * share)
    lefts = max(0, int(columns.max()) + 1 - wide), min(width - wide, int(columns.min()))
    tops = max(0, int(rows.max()) + 1 - high), min(height - high, int(rows.min()))
    if lefts[0] > lefts[1] or tops[0] > tops[1]:
        return None
    left, top = lefts[random.integers(2)], tops[random.integers(2)]
    part = slice(top, top + high), slice(left, left + wide)
    return Sample(sample.name, np.ascontiguousarray(sample.rgb[part]), sample.mask[part])


def _read(name: str, image: Path, mask: Path) -> Sample:
    pixels, grey = cv2.imread(str(image)), cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE)
    if pixels is None or grey is None:
        raise ValueError(f"{image} or its mask cannot be read")
    height, width = pixels.shape[:2]
    if grey.shape != (height, width):
        grey = cv2.resize(grey, (width, height))
    rgb = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)
    return Sample(name, rgb, np.asarray(np.asarray(grey, np.float32) / 255, np.float32))
