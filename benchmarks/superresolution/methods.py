"""Ours and the peers, behind one call: RGB in, and the quality of the JPEG that it was; RGB of twice the sides out."""

from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import ncnn
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engines.superresolution import Enlarger

Bytes = NDArray[np.uint8]
Method = Callable[[Bytes, int | None], Bytes]
TILE, HALO = 256, 7
"""waifu2x's own halo; tiles as its program has them on a CPU."""


class Waifu2x:
    """upconv_7_photo in ncnn on one thread; for JPEGs the model that takes noise off as well."""

    def __init__(self, models: Path) -> None:
        self._clean, self._noisy = (_net(models / f"{name}scale2.0x_model") for name in ("", "noise2_"))

    def __call__(self, image: Bytes, quality: int | None) -> Bytes:
        net = self._clean if quality is None else self._noisy
        height, width = image.shape[:2]
        padded = np.pad(image, ((HALO, HALO), (HALO, HALO), (0, 0)), "edge").transpose(2, 0, 1) / np.float32(255)
        out = np.empty((2 * height, 2 * width, 3), np.uint8)
        for y in range(0, height, TILE):
            for x in range(0, width, TILE):
                bottom, right = min(y + TILE, height), min(x + TILE, width)
                # ncnn.Mat keeps no reference to an array, so one is kept here until the result is there.
                seen = np.ascontiguousarray(padded[:, y : bottom + 2 * HALO, x : right + 2 * HALO])
                extractor = net.create_extractor()
                extractor.input("Input1", ncnn.Mat(seen).clone())
                _, found = extractor.extract("Eltwise4")
                tile = np.array(found).transpose(1, 2, 0)
                out[2 * y : 2 * bottom, 2 * x : 2 * right] = np.clip(np.rint(tile * 255), 0, 255)
        return out


def _net(stem: Path) -> "ncnn.Net":
    net = ncnn.Net()
    net.opt.use_vulkan_compute, net.opt.num_threads = False, 1
    net.load_param(f"{stem}.param")
    net.load_model(f"{stem}.bin")
    return net


def methods(models: Path) -> Mapping[str, Method]:
    """By the names in the tables."""
    cv2.setNumThreads(1)
    ours = Enlarger()
    return {
        "ours": lambda image, quality: ours.enlarge(image, quality).image,
        "waifu2x photo": Waifu2x(models),
        "Lanczos": lambda image, _quality: _resized(image, Image.Resampling.LANCZOS),
        "bicubic": lambda image, _quality: _resized(image, Image.Resampling.BICUBIC),
    }


def _resized(image: Bytes, how: Image.Resampling) -> Bytes:
    return np.asarray(Image.fromarray(image).resize((2 * image.shape[1], 2 * image.shape[0]), how))
