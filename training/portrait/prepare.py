"""Gather portraits and grounds: see below.

python -m training.portrait.prepare PORTRAITS PEOPLE ALPHAS DUTS OUT --never DIR [DIR...]

PORTRAITS: `data` of a clone of bio-punk/AutoPortraitMatting. PEOPLE: what people.py wrote. ALPHAS: what teach.py wrote
of both. DUTS: its DUTS-TR. Writes OUT/pictures.npz. A portrait that looks like a picture below one of --never is left
out. See README.md.
"""

import argparse
import logging
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .pack import Pack, Picture, files, is_known, thumbnails

WIDTH, HEIGHT = 240, 320
"""Pixels of a portrait: faces of about 100."""
GROUND = 256
GROUNDS = 330
QUALITY, QUALITY_ALPHA, QUALITY_GROUND = 76, 85, 72

THICK = 4
"""Half of the pixels, of 600 x 800, from which on a place where the two opinions differ is no matter of edges."""
FAR = 30
"""Pixels off the mask's edge beyond which the mask is right."""
MOST_DISPUTED = 0.12
"""Of the mask: portraits of which more is disputed are left out."""
DOUBTED_RIM = 3
HAZE, WIDE_HAZE, HALF_TRUSTED = 0.12, 6, 90
"""How soft, and over half of how many pixels, the teacher's edge may be hair or a guess; and how far it is trusted."""

Alpha = NDArray[np.float32]

log = logging.getLogger(__name__)


def agreed(alpha: Alpha, mask: Picture) -> tuple[Alpha, Picture, float]:
    """The teacher's alpha where a mask drawn by hand bears it out, else the mask; where to trust it; what is disputed.

    The mask knows what is the person, and the teacher where its edge is, and hair.
    """
    person = (mask > 0).astype(np.uint8)
    inside = cv2.distanceTransform(person, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(1 - person, cv2.DIST_L2, 5)
    differ = (np.abs(alpha - person) > 0.5).astype(np.uint8)
    thick = cv2.morphologyEx(differ, cv2.MORPH_OPEN, disc(THICK))
    taken = np.where((inside > FAR) | (outside > FAR) | (thick > 0), person.astype(np.float32), alpha)
    share = float(thick.sum()) / max(1.0, float(person.sum()))
    rims = (cv2.dilate(thick, disc(DOUBTED_RIM)) > 0) & (cv2.erode(thick, disc(DOUBTED_RIM)) == 0)
    # near the edge: earrings, hats and hands that the masks leave out, or a chair that the teacher took along
    rims |= (thick > 0) & (person == 0)
    hazy = ((np.abs(taken - person) > HAZE) & (thick == 0)).astype(np.uint8)
    hazy = cv2.morphologyEx(hazy, cv2.MORPH_OPEN, disc(WIDE_HAZE))
    trust = np.where(rims & (outside <= FAR), 0, np.where(hazy > 0, HALF_TRUSTED, 255))
    return np.asarray(taken, np.float32), np.asarray(trust, np.uint8), share


def disc(radius: int) -> Picture:
    """What morphology grows and shrinks masks by."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)


def portraits(pack: Pack, folder: Path, alphas: Path, never: NDArray[np.float32]) -> None:
    """Add each portrait with its alpha and where to trust it."""
    left_out = 0
    for path in sorted((folder / "images_data_crop").iterdir()):
        teacher = alphas / f"{path.stem}.png"
        mask = _mask(folder / "images_mask" / f"{path.stem}_mask")
        if not teacher.exists() or mask is None:
            continue
        picture, alpha = cv2.imread(str(path)), cv2.imread(str(teacher), cv2.IMREAD_GRAYSCALE)
        if picture is None or alpha is None or alpha.shape != mask.shape or is_known(path, never):
            left_out += 1
            continue
        taken, trust, disputed = agreed(np.asarray(alpha / 255, np.float32), mask)
        if disputed > MOST_DISPUTED or not 0.1 < mask.mean() < 0.95:
            left_out += 1
            continue
        size = (WIDTH, HEIGHT)
        pack.add("picture", _reduced(picture, size), ".webp", QUALITY)
        pack.add("alpha", _reduced(np.rint(255 * taken).astype(np.uint8), size), ".jpg", QUALITY_ALPHA)
        sure = cv2.resize(trust, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_NEAREST)
        pack.add("trust", np.asarray(sure, np.uint8), ".png", 9)
    log.info("%s: %d portraits left out", folder, left_out)


def _mask(path: Path) -> Picture | None:
    """0 and 1, out of a .mat or .png of this name."""
    if path.with_suffix(".mat").exists():
        import scipy.io  # type: ignore[import-untyped]  # as torch, in no environment of ours

        return np.asarray(scipy.io.loadmat(path.with_suffix(".mat"))["mask"] > 0, np.uint8)
    mask = cv2.imread(str(path.with_suffix(".png")), cv2.IMREAD_GRAYSCALE)
    return None if mask is None else np.asarray(mask > 0, np.uint8)


def grounds(pack: Pack, folder: Path, names: list[str]) -> None:
    """Add pictures without people, squeezed into a square."""
    for name in sorted(names, key=lambda name: zlib.crc32(name.encode()))[:GROUNDS]:
        picture = cv2.imread(str(folder / "DUTS-TR-Image" / f"{name}.jpg"))
        if picture is not None:
            pack.add("ground", _reduced(picture, (GROUND, GROUND)), ".webp", QUALITY_GROUND)


def _reduced(picture: NDArray[Any], size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def main() -> None:
    """Write the pack."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("portraits", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("alphas", type=Path)
    parser.add_argument("duts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--never", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    pack = Pack()
    known = thumbnails(path for folder in options.never for path in files(folder))
    for folder in (options.portraits, options.people):
        portraits(pack, folder, options.alphas, known)
    nothing = Path(__file__).parents[1] / "aicrop" / "heads" / "nothing.txt"
    grounds(pack, options.duts, nothing.read_text("ascii").split())
    pack.write(options.out / "pictures.npz")


if __name__ == "__main__":
    main()
