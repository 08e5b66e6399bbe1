"""A network and what stands around it: bytes in, bytes of twice the sides out."""

from typing import Protocol

import cv2
import numpy as np

from .colour import Bytes, Floats, added, luma_chroma, rgb, to_bytes
from .network import CLEAN, COLOUR_REACH, JPEG, QUICK_REACH, REACH, Network, colours, quick

WORST_QUALITY = 30
"""The network has seen no JPEG below."""
RIM = COLOUR_REACH - REACH - 3
"""Pixels at the edges that the networks that double need not see: three are for the interpolation."""


class Doubler(Protocol):
    """One way to double. Safe to call from many threads at once.

    `halo` is how far a result depends on what is around it, in pixels of the input, an even number; `cost` the time
    for a pixel, beside that of other doublers.
    """

    halo: int
    cost: float

    def prepare(self) -> None:
        """Load what it needs ahead of the first call."""

    def double(self, seen: Bytes, quality: int | None) -> Bytes:
        """An image of even sides, H x W (grey) or H x W x 3 (RGB), at twice the sides.

        `quality` is that of the JPEG that it was, 1 to 100, None if it was none.
        """


class Residual:
    """Interpolation, and what our networks add to it; JPEGs have one for colours, which sees further."""

    halo = COLOUR_REACH
    cost = 1.0

    def __init__(self) -> None:
        self._clean, self._jpeg, self._colours = Network(CLEAN), Network(JPEG), colours()

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        self._clean.prepare()
        self._jpeg.prepare()
        self._colours.prepare()

    def double(self, seen: Bytes, quality: int | None) -> Bytes:
        """See Doubler."""
        planes = luma_chroma(seen)
        inputs = _inputs(planes, quality)
        network = self._clean if quality is None else self._jpeg
        luma, chroma = network.residual(inputs[RIM:-RIM, RIM:-RIM])
        enlarged = _interpolated(planes[..., 0])
        enlarged[2 * RIM : -2 * RIM, 2 * RIM : -2 * RIM] += luma * np.float32(255)
        if seen.ndim == 2:
            return to_bytes(enlarged)
        whole = np.empty((*enlarged.shape, 3), np.float32)
        whole[..., 0] = enlarged
        if quality is None:
            planes[RIM:-RIM, RIM:-RIM, 1:] += chroma * np.float32(255)
        whole[..., 1:] = _interpolated(planes[..., 1:])
        if quality is not None:
            whole[..., 1:] += self._colours.residual(inputs) * np.float32(255)
        return rgb(whole)


class Quick:
    """Interpolation, and what one small network adds to it, in a fraction of the other ones' time."""

    halo = QUICK_REACH
    cost = 0.25

    def __init__(self) -> None:
        self._network = quick()

    def prepare(self) -> None:
        """Load the network ahead of the first call."""
        self._network.prepare()

    def double(self, seen: Bytes, quality: int | None) -> Bytes:
        """See Doubler."""
        lacks = self._network.residual(_inputs(luma_chroma(seen), quality)) * np.float32(255)
        if quality is None:
            lacks[..., 1:] = 0  # it has learnt JPEGs' colours; what it adds to clean ones is noise
        enlarged = np.asarray(cv2.resize(seen, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
        return to_bytes(enlarged + lacks[..., 0]) if seen.ndim == 2 else added(enlarged, lacks)


def _inputs(planes: Floats, quality: int | None) -> Floats:
    """What the networks see, H x W x 4."""
    inputs = np.empty((*planes.shape[:2], 4), np.float32)
    inputs[..., :3] = planes / 255
    inputs[..., 0] -= 0.5
    inputs[..., 3] = 0 if quality is None else (100 - max(quality, WORST_QUALITY)) / 100
    return inputs


def _interpolated(plane: Floats) -> Floats:
    """The interpolation to which the network's share is added; the same one as in training."""
    return np.asarray(cv2.resize(plane, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.float32)
