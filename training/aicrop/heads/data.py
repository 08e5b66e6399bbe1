"""Labels, and what a training run needs of all pictures in one small file. Knows no torch."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.floating[Any]]
"""N x 4: left, top, right, bottom, in shares of the picture."""
Pixels = NDArray[np.uint8]

HERE = Path(__file__).parent
PHOTOS = ("people", "animals", "nothing")
"""Kinds of DUTS-TR's photos of which all heads are known."""
KINDS = (*PHOTOS, "others", "sets")
"""Of the others only the subject is known, of the pictures of other sets only the heads."""
SIDE, MASK_SIDE, FIGURE_SIDE = 240, 112, 64
"""Pixels of the squares that photos, the masks of their subjects, and drawings are kept as."""
THREADS = 16
MOST = 8
"""Heads of a picture that are kept, the largest."""


@dataclass(frozen=True)
class Picture:
    """A picture and its mask as files in memory, what kind it is, and the heads in it."""

    pixels: bytes
    mask: bytes
    kind: int
    heads: Boxes
    checked: bool


def boxes(text: str) -> dict[str, Boxes]:
    """Lines of a name and boxes in percent: `name left top right bottom; left ...`."""
    found: dict[str, Boxes] = {}
    for line in text.splitlines():
        name, _, rest = line.partition(" ")
        found[name] = np.array([part.split() for part in rest.split(";") if part], np.float64).reshape(-1, 4) / 100
    return found


def labels(kind: str) -> dict[str, Boxes]:
    """The labels of a kind."""
    return boxes((HERE / f"{kind}.txt").read_text("utf-8"))


def packed(pictures: Sequence[Picture]) -> dict[str, NDArray[Any]]:
    """Arrays that hold pictures: all files after each other, where each ends; boxes, and how many each picture has."""
    kept = [sorted(picture.heads.tolist(), key=_area)[-MOST:] for picture in pictures]
    files = {"pixels": [picture.pixels for picture in pictures], "mask": [picture.mask for picture in pictures]}
    arrays: dict[str, NDArray[Any]] = {
        "kind": np.array([picture.kind for picture in pictures], np.uint8),
        "checked": np.array([picture.checked for picture in pictures]),
        "heads": np.array([box for some in kept for box in some], np.float32).reshape(-1, 4),
        "number": np.array([len(some) for some in kept], np.uint8),
    }
    for name, parts in files.items():
        arrays[name] = np.frombuffer(b"".join(parts), np.uint8)
        arrays[f"{name}_end"] = np.cumsum([len(part) for part in parts])
    return arrays


def unpacked(arrays: dict[str, NDArray[Any]], name: str, chosen: NDArray[np.intp]) -> NDArray[np.uint8]:
    """Pictures, RGB or RGBA, or masks, that `packed` has put together: N x H x W x C. Raises ValueError."""
    ends = arrays[f"{name}_end"]
    starts = np.concatenate([[0], ends[:-1]])

    def decoded(number: int) -> Pixels:
        pixels = cv2.imdecode(arrays[name][starts[number] : ends[number]], cv2.IMREAD_UNCHANGED)
        if pixels is None:
            raise ValueError(f"picture {number} cannot be read")
        return np.asarray(pixels.reshape(*pixels.shape[:2], -1), np.uint8)

    with ThreadPoolExecutor(THREADS) as threads:
        found = np.stack(list(threads.map(decoded, chosen.tolist())))
    return found[..., [2, 1, 0, 3][: found.shape[3]]] if found.shape[3] > 1 else found


def _area(box: list[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
