"""Labels, and what a training run needs of all pictures in one small file. Knows no torch."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.aicrop.prepare import held_out, pairs

Boxes = NDArray[np.floating[Any]]
"""N x 4: left, top, right, bottom, in shares of the picture."""
Pixels = NDArray[np.uint8]

HERE = Path(__file__).parent
PHOTOS = ("people", "animals", "nothing")
"""Kinds of photos of which all heads are known."""
KINDS = (*PHOTOS, "others")
"""Of the others only the subject is known."""
SIDE, MASK_SIDE, FIGURE_SIDE = 240, 112, 64
"""Pixels of the squares that photos, the masks of their subjects, and drawings are kept as."""
QUALITY = 50
"""Of the photos as WebP: 6 KB each with their masks."""
NOTHING, OTHERS = 2, 5
"""Of the photos without heads, and of those without labels, every so many-th is taken."""
CHECKED = 25
"""Of the pictures of each kind of PHOTOS every so many-th is not trained on."""
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


def photos(folder: Path) -> Iterable[Picture]:
    """DUTS-TR's photos that are trained on."""
    marked = {kind: labels(kind) for kind in PHOTOS}
    known = {name for kind in PHOTOS for name in marked[kind]}
    rest = [image.stem for image, _ in pairs(folder) if not held_out(image.stem) and image.stem not in known]
    marked["nothing"] = dict(list(marked["nothing"].items())[::NOTHING])
    marked["others"] = dict.fromkeys(rest[::OTHERS], np.zeros((0, 4)))
    for kind, names in marked.items():
        for number, (name, heads) in enumerate(names.items()):
            pixels, mask = folder / "DUTS-TR-Image" / f"{name}.jpg", folder / "DUTS-TR-Mask" / f"{name}.png"
            checked = kind in PHOTOS and number % CHECKED == 0
            yield Picture(_photo(pixels), _mask(mask), KINDS.index(kind), heads, checked)


def figures(folder: Path) -> Iterable[Picture]:
    """The drawings, RGBA."""
    for name, heads in labels("drawings").items():
        pixels = cv2.resize(_read(folder / f"{name}.png", cv2.IMREAD_UNCHANGED), (FIGURE_SIDE, FIGURE_SIDE))
        if pixels.shape[2:] != (4,):
            raise ValueError(f"{name} has no transparency")
        yield Picture(_encoded(".png", pixels), b"", 0, heads, False)


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


def _read(path: Path, flags: int) -> Pixels:
    pixels = cv2.imread(str(path), flags)
    if pixels is None:
        raise ValueError(f"{path} cannot be read")
    return np.asarray(pixels, np.uint8)


def _photo(path: Path) -> bytes:
    pixels = cv2.resize(_read(path, cv2.IMREAD_COLOR), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return _encoded(".webp", pixels, (cv2.IMWRITE_WEBP_QUALITY, QUALITY))


def _mask(path: Path) -> bytes:
    grey = cv2.resize(_read(path, cv2.IMREAD_GRAYSCALE), (MASK_SIDE, MASK_SIDE), interpolation=cv2.INTER_AREA)
    return _encoded(".png", np.where(grey > 127, 255, 0).astype(np.uint8), (cv2.IMWRITE_PNG_BILEVEL, 1))


def _encoded(ending: str, pixels: NDArray[Any], flags: Sequence[int] = ()) -> bytes:
    return bytes(cv2.imencode(ending, pixels, flags)[1])
