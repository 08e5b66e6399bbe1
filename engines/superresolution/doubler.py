"""A network and what stands around it: bytes in, bytes of twice the sides out."""

from typing import Protocol

import cv2
import numpy as np

from .colour import Bytes, Floats, luma_chroma, rgb, to_bytes
from .guided import guided
from .network import CLEAN, JPEG, REACH, Network

WORST_QUALITY = 30
"""The network has seen no JPEG below."""
COLOURFUL = 85
"""Quality of a JPEG up to which its chroma gains by what its luma tells."""


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
    """Interpolation, and what our networks add to it; the colours of a JPEG then follow its luma."""

    halo = REACH + 3
    """Of what is further away, up to the networks' reach and the filter's together, no level of a byte depends."""
    cost = 1.0

    def __init__(self) -> None:
        self._clean, self._jpeg = Network(CLEAN), Network(JPEG)

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        self._clean.prepare()
        self._jpeg.prepare()

    def double(self, seen: Bytes, quality: int | None) -> Bytes:
        """See Doubler."""
        planes = luma_chroma(seen)
        inputs = np.empty((*seen.shape[:2], 4), np.float32)
        inputs[..., :3] = planes / 255
        inputs[..., 0] -= 0.5
        inputs[..., 3] = 0 if quality is None else (100 - max(quality, WORST_QUALITY)) / 100
        network = self._clean if quality is None else self._jpeg
        luma, chroma = network.residual(inputs)
        enlarged = _interpolated(planes[..., 0]) + luma * np.float32(255)
        if seen.ndim == 2:
            return to_bytes(enlarged)
        whole = np.empty((*enlarged.shape, 3), np.float32)
        whole[..., 0] = enlarged
        colours = _interpolated(planes[..., 1:] + chroma * np.float32(255))
        whole[..., 1:] = colours if quality is None or quality > COLOURFUL else guided(colours, enlarged)
        return rgb(whole)


def _interpolated(plane: Floats) -> Floats:
    """The interpolation to which the network's share is added; the same one as in training."""
    return np.asarray(cv2.resize(plane, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4), np.float32)
