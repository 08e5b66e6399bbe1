"""One file with many small pictures, and the lists of pictures that must not be in it. Knows no torch."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
SUFFIXES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
THUMBNAIL = 16
ALIKE = 0.93
"""Correlation of two thumbnails from which two photographs may be the same."""


class Pack:
    """Encoded pictures, by kind and number."""

    def __init__(self) -> None:
        self._kept: dict[str, list[bytes]] = {}

    def add(self, kind: str, picture: Picture, suffix: str, quality: int) -> None:
        """Keep a picture (BGR or grey) as WebP, JPEG or PNG."""
        ways = {
            ".webp": cv2.IMWRITE_WEBP_QUALITY,
            ".jpg": cv2.IMWRITE_JPEG_QUALITY,
            ".png": cv2.IMWRITE_PNG_COMPRESSION,
        }
        self._kept.setdefault(kind, []).append(cv2.imencode(suffix, picture, [ways[suffix], quality])[1].tobytes())

    def write(self, path: Path) -> None:
        """One .npz: for each kind all bytes, and where each picture ends."""
        arrays: dict[str, NDArray[Any]] = {}
        for kind, files in self._kept.items():
            arrays[kind] = np.frombuffer(b"".join(files), np.uint8)
            arrays[f"{kind}_ends"] = np.cumsum([len(file) for file in files])
        np.savez(path, **arrays)  # type: ignore[arg-type]  # its keyword for the way of packing has another type


def unpacked(path: Path) -> dict[str, list[NDArray[np.uint8]]]:
    """The encoded pictures of a pack, by kind."""
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    return {kind: np.split(arrays[kind], arrays[f"{kind}_ends"][:-1]) for kind in arrays if not kind.endswith("_ends")}


def files(folder: Path) -> list[Path]:
    """The pictures below a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def thumbnails(paths: Iterable[Path]) -> NDArray[np.float32]:
    """The looks of photographs as unit vectors, to compare by dot product."""
    found: list[NDArray[np.float32]] = []
    for path in paths:
        picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if picture is not None and min(picture.shape) >= THUMBNAIL:
            found.append(look(np.asarray(picture, np.uint8)))
    return np.stack(found)


def look(grey: Picture) -> NDArray[np.float32]:
    """One grey picture as a unit vector."""
    small = cv2.resize(grey, (THUMBNAIL, THUMBNAIL), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    small -= small.mean()
    return np.asarray(small / (np.linalg.norm(small) + 1e-6), np.float32)


def is_known(path: Path, known: Sequence[NDArray[np.float32]] | NDArray[np.float32]) -> bool:
    """Whether a photograph looks like one of these thumbnails."""
    return bool((np.asarray(known) @ thumbnails([path])[0]).max() > ALIKE)
