"""A network and what stands around it: bytes in, bytes of twice the sides out."""

from typing import Protocol, TypeVar

import cv2
import numpy as np

from engines.runtime.tensors import Tensor

from . import grain, restraint
from .colour import Bytes, Floats, added, as_colours, luma_chroma
from .damage import Damage
from .network import CLEAN, COLOUR_REACH, JPEG, NOISY, QUICK_REACH, REACH, Network, colours, quick
from .noise import Noise
from .quality import HALVED, Jpeg
from .restraint import restrained

AnyPicture = TypeVar("AnyPicture", Bytes, Floats)
WORST_QUALITY = 30
"""The network has seen no JPEG below."""
AS_CLEAN = 96
"""Quality from which on the network for what was no JPEG is the better one for luma: on validation photographs by 0.11
dB at 96 and 0.75 at 100, and worse by 0.13 at 94."""
SEEN_MORE = 1.2
"""Times what a JPEG lost that the network for luma is told: what is left of compression is seen more than what is
blurred. Costs 0.03 dB on validation photographs."""
WIDEST_NOISE = 40
"""Levels that the network for noise knows as 1."""
WORST = Jpeg(WORST_QUALITY, HALVED)
"""No network is told of more. The quick one, which knows nothing of noise, is told this of it: so it smooths most."""
TAPS = 4
"""Pixels to each side that the interpolation looks at."""


class Doubler(Protocol):
    """One way to double. Safe to call from many threads at once.

    `halo` is how far a result depends on what is around it, in pixels of the input, an even number; `cost` the time
    for a pixel, beside that of other doublers.
    """

    halo: int
    cost: float

    def prepare(self) -> None:
        """Load what it needs ahead of the first call."""

    def double(self, seen: Bytes, damage: Damage | None) -> Bytes:
        """An image of even sides, H x W (grey) or H x W x 3 (RGB), at twice the sides and without the halo.

        `damage` is what it lost, None if nothing.
        """


class Residual:
    """Interpolation, and what our networks add to it; JPEGs have one for colours, which sees further."""

    halo = COLOUR_REACH
    cost = 1.0

    def __init__(self) -> None:
        self._clean, self._jpeg, self._noisy = Network(CLEAN), Network(JPEG), Network(NOISY)
        self._colours = colours()

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        self._clean.prepare()
        self._jpeg.prepare()
        self._noisy.prepare()
        self._colours.prepare()

    def double(self, seen: Bytes, damage: Damage | None) -> Bytes:
        """See Doubler."""
        network, planes, reach = self._of(seen, damage)
        luma, chroma = network.residual(np.ascontiguousarray(_within(planes, self.halo - reach)))
        lacking = _within(luma, 2 * reach - grain.REACH) * SCALE
        luma = _checked(planes[0, 0], lacking, cv2.INTER_LANCZOS4, None if network is self._clean else damage)
        near = _near(seen, self.halo).astype(np.float32)
        if seen.ndim == 2:
            return added(_interpolated(near, cv2.INTER_LANCZOS4), luma)
        if isinstance(damage, Jpeg):
            planes[0, 3] = _lost(damage)
            chroma = _within(self._colours.residual(planes), 2 * self.halo) * (SCALE * np.float32(damage.colour_share))
            return added(_interpolated(near, cv2.INTER_LANCZOS4), as_colours(_merged(luma, *chroma)))
        chroma = _within(chroma, reach - TAPS) * SCALE  # the outermost taps are too small to need all of the reach
        near += as_colours(_merged(np.zeros_like(chroma[0]), *chroma))
        return added(_interpolated(near, cv2.INTER_LANCZOS4), _merged(luma, luma, luma))

    def _of(self, seen: Bytes, damage: Damage | None) -> tuple[Network, Tensor, int]:
        """The network for luma, what it sees, and how far its results reach."""
        if isinstance(damage, Noise):
            return self._noisy, _planes(seen, damage), REACH + TAPS // 2
        if damage is not None and damage.quality < AS_CLEAN:
            planes = _planes(seen, damage)
            planes[0, 3] = min(SEEN_MORE * _lost(damage), _lost(WORST))
            return self._jpeg, planes, REACH + grain.REACH // 2
        return self._clean, _planes(seen, None), REACH + TAPS // 2


class Quick:
    """Interpolation, and what one small network adds to it, in a fraction of the other ones' time."""

    halo = QUICK_REACH
    cost = 0.25

    def __init__(self) -> None:
        self._network = quick()

    def prepare(self) -> None:
        """Load the network ahead of the first call."""
        self._network.prepare()

    def double(self, seen: Bytes, damage: Damage | None) -> Bytes:
        """See Doubler."""
        if isinstance(damage, Noise):
            damage = WORST
        planes = _planes(seen, damage)
        luma, *chroma = _within(self._network.residual(planes), 2 * self.halo - grain.REACH) * SCALE
        luma = _checked(planes[0, 0], luma, cv2.INTER_CUBIC, None)
        chroma = [_within(plane, grain.REACH) for plane in chroma]
        enlarged = _interpolated(_near(seen, self.halo), cv2.INTER_CUBIC)
        if seen.ndim == 2:
            return added(enlarged, luma)
        if damage is None:  # it has learnt JPEGs' colours; what it adds to clean ones is noise
            return added(enlarged, _merged(luma, luma, luma))
        return added(enlarged, as_colours(_merged(luma, *chroma)))


SCALE = np.float32(255)
"""Of what the networks give."""


def _planes(seen: Bytes, damage: Damage | None) -> Tensor:
    """What the networks see, 1 x 4 x H x W."""
    planes = np.empty((1, 4, *seen.shape[:2]), np.float32)
    np.divide(luma_chroma(seen).transpose(2, 0, 1), SCALE, out=planes[0, :3])
    planes[0, 0] -= 0.5
    planes[0, 3] = _lost(damage)
    return planes


def _lost(damage: Damage | None) -> float:
    """How much, from 0 to 1, as the networks have learnt it."""
    if isinstance(damage, Noise):
        return min(1.0, damage.off / WIDEST_NOISE)
    return 0 if damage is None else (100 - max(damage.quality, WORST_QUALITY)) / 100


def _checked(seen: Floats, lacking: Floats, how: int, damage: Damage | None) -> Floats:
    """What is to be added to luma, in levels, so that it invents no contrast and, after damage, has no grain.

    `seen` is the luma of the planes, whole, `lacking` what the network adds to it, with grain.REACH on each side.
    """
    height = (lacking.shape[0] - 2 * grain.REACH) // 2
    halo, margin = (seen.shape[0] - height) // 2, grain.REACH // 2
    seen = seen * SCALE
    luma = _interpolated(_within(seen, halo - TAPS - margin), how)
    wanted = restrained(luma + lacking, _within(seen, halo - margin - restraint.REACH))
    if damage is not None:
        wanted = grain.smoothed(wanted, damage)
    return _within(wanted - luma, grain.REACH)


def _within(planes: Floats, margin: int) -> Floats:
    """Planes, H x W or C x H x W, without a margin."""
    height, width = planes.shape[-2:]
    return planes[..., margin : height - margin, margin : width - margin]


def _merged(*planes: Floats) -> Floats:
    return np.asarray(cv2.merge(planes), np.float32)


def _near(seen: Bytes, halo: int) -> Bytes:
    """What the interpolation of all but the halo looks at."""
    margin = halo - TAPS
    return seen[margin:-margin, margin:-margin]


def _interpolated(near: AnyPicture, how: int) -> AnyPicture:
    """At twice the sides, without what it only looks at."""
    enlarged: AnyPicture = np.asarray(cv2.resize(near, None, fx=2, fy=2, interpolation=how), near.dtype)
    return enlarged[2 * TAPS : -2 * TAPS, 2 * TAPS : -2 * TAPS]
