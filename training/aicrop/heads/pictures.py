"""The photos and drawings that are trained on, made small. Knows no torch."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.aicrop.lettering import lettered
from training.aicrop.prepare import held_out, pairs

from .data import FIGURE_SIDE, KINDS, MASK_SIDE, PHOTOS, SIDE, Picture, Pixels, labels

SEED = 20261126
QUALITY = 50
"""Of the photos as WebP: 6 KB each with their masks."""
OTHERS = 16
"""Of the photos without labels every so many-th is taken."""
CHECKED = 25
"""Of the pictures of each kind of PHOTOS every so many-th is not trained on."""
LETTERED = 6
"""Of the photos without heads every so many-th gets a block of text or a code, which is its subject, too."""


def photos(folder: Path) -> Iterable[Picture]:
    """DUTS-TR's photos that are trained on."""
    marked = {kind: labels(kind) for kind in PHOTOS}
    known = {name for kind in PHOTOS for name in marked[kind]}
    rest = [image.stem for image, _ in pairs(folder) if not held_out(image.stem) and image.stem not in known]
    marked["others"] = dict.fromkeys(rest[::OTHERS], np.zeros((0, 4)))
    for kind, names in marked.items():
        for number, (name, heads) in enumerate(names.items()):
            pixels = _small(folder / "DUTS-TR-Image" / f"{name}.jpg", cv2.IMREAD_COLOR, SIDE)
            mask = _small(folder / "DUTS-TR-Mask" / f"{name}.png", cv2.IMREAD_GRAYSCALE, MASK_SIDE)
            if kind == "nothing" and number % LETTERED == 1:
                pixels, mask = _lettered(pixels, mask, np.random.default_rng([SEED, number]))
            checked = kind in PHOTOS and number % CHECKED == 0
            photo = _encoded(".webp", pixels, (cv2.IMWRITE_WEBP_QUALITY, QUALITY))
            subject = _encoded(".png", np.where(mask > 127, 255, 0).astype(np.uint8), (cv2.IMWRITE_PNG_BILEVEL, 1))
            yield Picture(photo, subject, KINDS.index(kind), heads, checked)


def sets(folder: Path) -> Iterable[Picture]:
    """The pictures of other sets, none of which is checked. Their subject is not known."""
    unknown = _encoded(".png", np.zeros((MASK_SIDE, MASK_SIDE), np.uint8), (cv2.IMWRITE_PNG_BILEVEL, 1))
    for name, heads in labels("sets").items():
        pixels = _small(folder / f"{name}.jpg", cv2.IMREAD_COLOR, SIDE)
        photo = _encoded(".webp", pixels, (cv2.IMWRITE_WEBP_QUALITY, QUALITY))
        yield Picture(photo, unknown, KINDS.index("sets"), heads, False)


def figures(folder: Path) -> Iterable[Picture]:
    """The drawings, RGBA."""
    for name, heads in labels("drawings").items():
        pixels = cv2.resize(_read(folder / f"{name}.png", cv2.IMREAD_UNCHANGED), (FIGURE_SIDE, FIGURE_SIDE))
        if pixels.shape[2:] != (4,):
            raise ValueError(f"{name} has no transparency")
        yield Picture(_encoded(".png", pixels), b"", 0, heads, False)


def _read(path: Path, flags: int) -> Pixels:
    pixels = cv2.imread(str(path), flags)
    if pixels is None:
        raise ValueError(f"{path} cannot be read")
    return np.asarray(pixels, np.uint8)


def _small(path: Path, flags: int, side: int) -> Pixels:
    return np.asarray(cv2.resize(_read(path, flags), (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def _lettered(pixels: Pixels, mask: Pixels, random: np.random.Generator) -> tuple[Pixels, Pixels]:
    shares, there = (np.asarray(part, np.float32) / np.float32(255) for part in (pixels, mask))
    drawn, subject = lettered(shares, there, random)
    return np.asarray(drawn * 255, np.uint8), np.asarray(subject * 255, np.uint8)


def _encoded(ending: str, pixels: NDArray[Any], flags: Sequence[int] = ()) -> bytes:
    return bytes(cv2.imencode(ending, pixels, flags)[1])
