"""How strong a sensor's noise is in a picture: by a small network that looks at parts of it."""

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from engines.runtime import onnx
from engines.runtime.tensors import Tensor

from .colour import Bytes, Floats, luma_chroma

FILE = Path(__file__).parent / "noise.onnx"
PART, LEAST = 64, 32
"""Pixels a side of a part, and below which a picture has none; between the two it is mirrored at its edges."""
MOST = 7
"""Parts that are looked at in each direction, at most, as far apart as they can be."""
PERCENTILE, SEEN = 5, 5
"""Of the parts' strengths, as noise is everywhere and fine textures, which look like it, are not; and levels from which
it is believed. Chosen on 143 validation photographs: none of them or of their halves is taken for a noisy one, of their
JPEGs of 90 one; to take a texture for noise costs 1.8 dB of RGB, and noise of 5 levels is worth 1.7 in a lossless file,
0.3 in a JPEG of 92 and nothing in one of 85."""
KURTOSIS, CONTRAST = 1.9, 15
"""That of two values is 1, of evenly spread ones 1.8, of noise 3; of a part whose luma deviates by so many levels.
Where most parts are such, noise is not believed: it is not told from a blurred code's squares."""
OPAQUE = 255
LEVELS = np.float32(16)
"""That the network sees as 1."""


class Noise(NamedTuple):
    """By how many levels luma is off, as a standard deviation: the noise, and what the file lost as well."""

    off: float


class NoiseMeter:
    """Build it once per process; safe to call from many threads at once."""

    def __init__(self) -> None:
        self._network = onnx.Network(FILE)

    def prepare(self) -> None:
        """Load the network."""
        self._network.prepare()

    def noise(self, image: Bytes) -> Noise | None:
        """Of an H x W (grey), H x W x 3 or H x W x 4 (RGBA) image; None where there is hardly any."""
        every = [planes(part) for part in _parts(image)]
        parts = [part for part in every if not _has_two_tones(part[0] * LEVELS)]
        if not every or 2 * len(parts) < len(every):
            return None
        (logarithms,) = self._network.run(np.stack(parts), ("logarithms",))
        strength, off = np.exp(np.percentile(logarithms, PERCENTILE, axis=0))
        return Noise(float(off)) if strength >= SEEN else None


def planes(part: Bytes) -> Tensor:
    """What the network sees of a part, 3 x PART x PART: luma and both chroma planes, without their means."""
    seen = luma_chroma(part).transpose(2, 0, 1) / LEVELS
    return np.ascontiguousarray(seen - seen.mean((1, 2), keepdims=True))


def _has_two_tones(luma: Floats) -> bool:
    """Whether there is little between dark and light: codes and printed dots are no noise, however fine they are."""
    apart = np.square(luma)
    variance = float(apart.mean())
    return variance > CONTRAST**2 and float(np.square(apart).mean()) < KURTOSIS * variance**2


def _parts(image: Bytes) -> list[Bytes]:
    """Parts from all over the picture; of an RGBA one those that are opaque."""
    if min(image.shape[:2]) < LEAST:
        return []
    below, beside = (max(0, PART - side) for side in image.shape[:2])
    if below or beside:
        image = np.asarray(cv2.copyMakeBorder(image, 0, below, 0, beside, cv2.BORDER_REFLECT), np.uint8)
    rows, columns = (_starts(side) for side in image.shape[:2])
    parts = [image[top : top + PART, left : left + PART] for top in rows for left in columns]
    if image.shape[2:] == (4,):
        return [part[..., :3] for part in parts if part[..., 3].min() == OPAQUE]
    return parts


def _starts(side: int) -> list[int]:
    count = min(MOST, side // PART)
    return [round(start) for start in np.linspace(0, side - PART, count)]
