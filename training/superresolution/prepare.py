"""Gather the photographs: python -m training.superresolution.prepare OUT --benchmarks DIR --images DIR [DIR...].

Writes OUT/train.npz and OUT/validation.npz: pairs of a photograph and its half. A photograph that looks like one of
the benchmark images is left out (the Berkeley training set holds Set5's "woman"). With --fonts drawn pages
hold Chinese too. See README.md for the sources.
"""

import argparse
import hashlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .degrade import Bytes, halved
from .drawings import pages, stepped

SUFFIXES = {".png", ".bmp", ".jpg"}
THUMBNAIL = 16
ALIKE = 0.96
"""Correlation of two thumbnails from which two photographs are the same; unrelated ones stay below 0.95."""
SHARE_VALIDATION = 20
"""One photograph in so many is for validation, chosen by the hash of its name."""
LEAST = 120
"""Photographs with a side below this many pixels are too small for a patch."""
SCALES = (1.0, 0.7)
PAGES, STEPPED = 300, 60

log = logging.getLogger(__name__)


def files(folder: Path) -> list[Path]:
    """The images below a folder, in a fixed order; low-resolution copies in benchmark folders are not wanted."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and "_LR" not in path.name)


def opened(path: Path) -> Image.Image:
    """An image file as RGB."""
    with Image.open(path) as image:
        return image.convert("RGB")


def thumbnail(image: Image.Image) -> NDArray[np.float32]:
    """A photograph's look as a unit vector, to compare by dot product."""
    grey = np.asarray(image.convert("L").resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BOX), np.float32).ravel()
    grey -= grey.mean()
    return grey / (np.linalg.norm(grey) + 1e-6)


def for_validation(path: Path) -> bool:
    """Whether a photograph is for validation: by its name, so that a new source changes nothing for the others."""
    return hashlib.sha256(path.name.encode()).digest()[0] % SHARE_VALIDATION == 0


def at_scales(image: Image.Image) -> Iterator[Bytes]:
    """A photograph at each training scale, cropped to an even size."""
    for scale in SCALES:
        size = tuple(round(side * scale) // 2 * 2 for side in image.size)
        if min(size) >= LEAST:
            whole = image.resize((size[0], size[1]), Image.Resampling.BICUBIC) if scale != 1 else image
            yield np.asarray(whole)[: size[1], : size[0]]


def write(path: Path, photographs: list[Bytes], drawings: Iterable[tuple[Bytes, Bytes]] = ()) -> None:
    """One .npz: high0, low0, high1, low1, and so on; what is halved, and then pairs of other kinds."""
    pairs = [*((halved(photograph), photograph) for photograph in photographs), *drawings]
    arrays = {f"low{index}": low for index, (low, _) in enumerate(pairs)}
    arrays |= {f"high{index}": high for index, (_, high) in enumerate(pairs)}
    np.savez(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the keywords for its own options
    log.info("%s: %d photographs, %.0f MP", path, len(photographs), sum(p.size for p in photographs) / 3e6)


def main() -> None:
    """Read the arguments, gather, check, write."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--benchmarks", type=Path, required=True)
    parser.add_argument("--images", type=Path, nargs="+", required=True)
    parser.add_argument("--fonts", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    cv2.setNumThreads(1)
    known = np.stack([thumbnail(opened(path)) for path in files(options.benchmarks)])
    parts: dict[bool, list[Bytes]] = {True: [], False: list(pages(PAGES, options.fonts))}
    for path in (path for folder in options.images for path in files(folder)):
        image = opened(path)
        alike = float((known @ thumbnail(image)).max())
        if alike > ALIKE:
            log.info("left out, looks like a benchmark image (%.3f): %s", alike, path.name)
            continue
        parts[for_validation(path)] += list(at_scales(image))[: 1 if for_validation(path) else None]
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out / "validation.npz", parts[True])
    write(options.out / "train.npz", parts[False], stepped(STEPPED))


if __name__ == "__main__":
    main()
