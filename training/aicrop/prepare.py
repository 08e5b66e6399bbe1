"""Turn DUTS-TR's images and subject masks into two arrays: python -m training.aicrop.prepare DUTS-TR OUT.

DUTS-TR is the folder that holds DUTS-TR-Image and DUTS-TR-Mask.
"""

import argparse
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.lib.format import open_memmap

SIDE = 256
"""Pixels of a square image; the network takes fewer, so that random parts of it lose little sharpness."""
MASK_SIDE = 128
VALIDATION_SHARE = 0.05


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Each image with its mask, in the order of their names. Raises FileNotFoundError if there is none."""
    masks = {path.stem: path for path in (folder / "DUTS-TR-Mask").glob("*.png")}
    images = sorted((folder / "DUTS-TR-Image").glob("*.jpg"))
    found = [(path, masks[path.stem]) for path in images if path.stem in masks]
    if not found:
        raise FileNotFoundError(f"{folder} holds no DUTS-TR-Image/*.jpg with DUTS-TR-Mask/*.png")
    return found


def held_out(name: str) -> bool:
    """Whether an image is for validation and never trained on: a twentieth, told by its name alone."""
    return zlib.crc32(name.encode()) % 1000 < VALIDATION_SHARE * 1000


def write(chosen: Sequence[tuple[Path, Path]], images: Path, masks: Path) -> None:
    """Write N x 256 x 256 x 3 RGB and N x 128 x 128 masks, both 8-bit, as NumPy files."""
    rgb = open_memmap(images, "w+", np.uint8, (len(chosen), SIDE, SIDE, 3))
    grey = open_memmap(masks, "w+", np.uint8, (len(chosen), MASK_SIDE, MASK_SIDE))
    for number, (image, mask) in enumerate(chosen):
        pixels, subject = cv2.imread(str(image)), cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE)
        if pixels is None or subject is None:
            raise ValueError(f"{image.name} or its mask cannot be read")
        square = cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        rgb[number] = cv2.cvtColor(square, cv2.COLOR_BGR2RGB)
        grey[number] = cv2.resize(subject, (MASK_SIDE, MASK_SIDE), interpolation=cv2.INTER_AREA)


def main() -> None:
    """Write the training and the validation part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    found = pairs(options.source)
    for part, wanted in (("train", False), ("validation", True)):
        chosen = [pair for pair in found if held_out(pair[0].stem) == wanted]
        write(chosen, options.out / f"{part}-images.npy", options.out / f"{part}-masks.npy")
        (options.out / f"{part}-names.txt").write_text("".join(f"{image.stem}\n" for image, _ in chosen), "utf-8")
        sys.stdout.write(f"{part}: {len(chosen)} images\n")


if __name__ == "__main__":
    main()
