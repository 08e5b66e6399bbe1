"""Cut people out of DUTS as the engine does around a face: python -m training.portrait.people DUTS OUT.

OUT gets the same folders as the portraits, `images_data_crop` and `images_mask`, with masks as PNG. Only pictures with
one head of some size are taken, whose mask has the head and what is below it.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training.aicrop.heads.data import boxes

from .pack import Picture

WIDTH, HEIGHT = 600, 800
LEAST_HEAD = 88
"""Pixels of a head's height."""
FACE = 0.78
"""Share of a head's box that the engine's face is."""
ABOVE, BELOW, BESIDE = 1.8, 3.0, 2.6
"""Face heights around the face's middle, as in engines/portrait/bust.py."""
COVERED, BODY = 0.5, 0.5
"""How much of the head's box the mask covers at least, and of a box of the same size below."""


def cut(picture: Picture, mask: Picture, box: NDArray[np.float64]) -> tuple[Picture, Picture] | None:
    """What the engine would look at, 600 x 800, and its mask; None where the mask is not of this person."""
    height, width = mask.shape
    x0, y0, x1, y1 = box * (width, height, width, height)
    high = y1 - y0
    head, body = (mask[int(top) : int(top + high), int(x0) : int(x1)] for top in (y0, min(y1, height - 0.4 * high)))
    if high < LEAST_HEAD or not head.size or not body.size:
        return None
    if (head > 127).mean() < COVERED or (body > 127).mean() < BODY:
        return None
    face, x, y = FACE * high, (x0 + x1) / 2, y0 + 0.56 * high
    left, right = max(0, int(x - BESIDE * face)), min(width, int(x + BESIDE * face))
    top, bottom = max(0, int(y - ABOVE * face)), min(height, int(y + BELOW * face))
    size = (WIDTH, HEIGHT)
    part = cv2.resize(picture[top:bottom, left:right], size, interpolation=cv2.INTER_CUBIC)
    shown = cv2.resize(mask[top:bottom, left:right], size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(part, np.uint8), np.asarray((shown > 127).astype(np.uint8), np.uint8)


def main() -> None:
    """Write the parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("duts", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    known = boxes((Path(__file__).parents[1] / "aicrop" / "heads" / "people.txt").read_text("ascii"))
    for folder in ("images_data_crop", "images_mask"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    for name, heads in known.items():
        if len(heads) != 1:
            continue
        picture = cv2.imread(str(options.duts / "DUTS-TR-Image" / f"{name}.jpg"))
        mask = cv2.imread(str(options.duts / "DUTS-TR-Mask" / f"{name}.png"), cv2.IMREAD_GRAYSCALE)
        if picture is None or mask is None or picture.shape[:2] != mask.shape:
            continue
        found = cut(np.asarray(picture, np.uint8), np.asarray(mask, np.uint8), heads[0])
        if found:
            cv2.imwrite(str(options.out / "images_data_crop" / f"{name}.jpg"), found[0], [cv2.IMWRITE_JPEG_QUALITY, 95])
            cv2.imwrite(str(options.out / "images_mask" / f"{name}_mask.png"), found[1])


if __name__ == "__main__":
    main()
