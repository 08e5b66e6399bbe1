"""Ours and the peers, behind one call: what is seen in, RGB of twice the sides out."""

from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import Enlarger

from .damage import Seen

Bytes = NDArray[np.uint8]
Method = Callable[[Seen], Bytes]
OURS = "ours"
NOISE = ((90, 0), (75, 1), (50, 2), (0, 3))
"""The level of noise that waifu2x is told, from a JPEG's quality on; -1, its model without, where it was none."""


class Peer:
    """A network of waifu2x's or Real-CUGAN's in ncnn, on one thread, over the whole picture at once.

    `halo` is what the network cuts off on each side, in pixels of the input.
    """

    def __init__(self, stem: Path, halo: int, blobs: tuple[str, str]) -> None:
        import ncnn

        self._net, self._halo, self._blobs = ncnn.Net(), halo, blobs
        self._pools = ncnn.PoolAllocator(), ncnn.PoolAllocator()
        self._net.opt.blob_allocator, self._net.opt.workspace_allocator = self._pools
        self._net.opt.use_vulkan_compute, self._net.opt.num_threads = False, 1
        self._net.load_param(f"{stem}.param")
        self._net.load_model(f"{stem}.bin")

    def __call__(self, image: Bytes) -> Bytes:
        import ncnn

        height, width = image.shape[:2]
        around = ((self._halo, self._halo + height % 2), (self._halo, self._halo + width % 2), (0, 0))
        # ncnn.Mat keeps no reference to an array, so one is kept here until the result is there.
        seen = np.ascontiguousarray(np.pad(image, around, "edge").transpose(2, 0, 1) / np.float32(255))
        extractor = self._net.create_extractor()
        extractor.input(self._blobs[0], ncnn.Mat(seen).clone())
        _, found = extractor.extract(self._blobs[1])
        whole = np.clip(np.rint(np.array(found).transpose(1, 2, 0) * 255), 0, 255).astype(np.uint8)
        del extractor, found  # what they hold goes back into the pools, which else keep gigabytes for each network
        for pool in self._pools:
            pool.clear()
        return np.asarray(whole[: 2 * height, : 2 * width], np.uint8)


class Waifu2x:
    """One family of waifu2x's models: the one without noise removal, or that for as much noise as a JPEG has."""

    def __init__(self, models: Path, halo: int) -> None:
        self._models, self._halo = models, halo
        self._loaded: dict[int, Peer] = {}

    def __call__(self, seen: Seen) -> Bytes:
        noise = -1 if seen.looks is None else next(level for least, level in NOISE if seen.looks >= least)
        if noise not in self._loaded:
            name = "" if noise < 0 else f"noise{noise}_"
            stem = self._models / f"{name}scale2.0x_model"
            self._loaded[noise] = Peer(stem, self._halo, ("Input1", "Eltwise4"))
        return self._loaded[noise](seen.image)


def methods(models: Path) -> Mapping[str, Method]:
    """By the names in the tables: ours, and the peers whose models are below the folder."""
    cv2.setNumThreads(1)
    ours = Enlarger()
    found: dict[str, Method] = {
        "bicubic": lambda seen: _resized(seen.image),
        OURS: lambda seen: ours.enlarge(seen.image, seen.quality, subsampling=seen.subsampling).image,
    }
    for name, folder, halo in (("waifu2x photo", "models-upconv_7_photo", 7), ("waifu2x cunet", "models-cunet", 18)):
        for path in models.rglob(folder):
            found[name] = Waifu2x(path, halo)
    for path in models.rglob("models-se"):
        found["realcugan"] = _blind(Peer(path / "up2x-conservative", 18, ("in0", "out0")))
    return found


def _blind(peer: Peer) -> Method:
    return lambda seen: peer(seen.image)


def _resized(image: Bytes) -> Bytes:
    size = (2 * image.shape[1], 2 * image.shape[0])
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC))
