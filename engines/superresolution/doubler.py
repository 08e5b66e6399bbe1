"""A network and what stands around it: bytes in, bytes of twice the sides out."""

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np

from engines.runtime.tensors import Tensor

from . import grain, guidance, restraint
from .colour import Bytes, Floats, added, as_colours
from .damage import Damage
from .network import CLEAN, COLOUR_REACH, JPEG, NOISY, QUICK_REACH, REACH, Network, colours, quick
from .noise import Noise
from .planes import MIDDLE, SCALE, TAPS, image_of, merged, planes_of, twice, within
from .quality import HALVED, Jpeg
from .restraint import restrained

Picture = tuple[Floats, Sequence[Floats]]
"""Luma and, if there is any, chroma, in levels."""
LANCZOS = cv2.INTER_LANCZOS4
EDGE = grain.REACH // 2
"""Pixels of the input around wanted luma that smoothing its grain looks at."""
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

    halo = COLOUR_REACH + guidance.REACH // 2 - 1
    cost = 1.0

    def __init__(self) -> None:
        self._clean, self._jpeg, self._noisy = Network(CLEAN), Network(JPEG), Network(NOISY)
        self._colours = colours()

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        for network in (self._clean, self._jpeg, self._noisy, self._colours):
            network.prepare()

    def double(self, seen: Bytes, damage: Damage | None) -> Bytes:
        """See Doubler."""
        coloured = seen.ndim == 3
        if isinstance(damage, Jpeg):
            return image_of(*self._of_jpeg(planes_of(seen, _lost(damage)), damage, coloured=coloured))
        reach = REACH + TAPS // 2
        inner = slice(self.halo - reach, reach - self.halo)
        planes = planes_of(seen[inner, inner], _lost(damage))
        lacking, chroma = (self._noisy if damage else self._clean).residual(planes)
        luma = _checked(planes[0, 0], twice(planes[0, 0], reach - EDGE, LANCZOS), lacking, damage)
        if not coloured:
            return image_of(luma, ())
        chroma += planes[0, 1:3]
        return image_of(luma, [twice(plane, reach, LANCZOS) * SCALE for plane in chroma])

    def _of_jpeg(self, planes: Tensor, damage: Jpeg, *, coloured: bool) -> Picture:
        """Each from its own network, with a margin by which colours then follow luma."""
        margin, is_good = guidance.REACH, damage.quality >= AS_CLEAN
        near = np.ascontiguousarray(within(planes, self.halo - REACH - margin // 2 - EDGE))
        near[0, 3] = 0 if is_good else min(SEEN_MORE * _lost(damage), _lost(WORST))
        lacking, _ = (self._clean if is_good else self._jpeg).residual(near)
        luma = _checked(near[0, 0], twice(near[0, 0], REACH, LANCZOS), lacking, None if is_good else damage)
        if not coloured:
            return within(luma, margin), ()
        missing = within(self._colours.residual(planes), 2 * self.halo - margin) * np.float32(damage.colour_share)
        known = [twice(plane, self.halo - margin // 2, LANCZOS) for plane in planes[0, 1:3]]
        chroma = [SCALE * (plane + more) for plane, more in zip(known, missing, strict=True)]
        if not is_good:
            chroma = guidance.guided(luma, chroma, 100 - damage.quality)
        return within(luma, margin), [within(plane, margin) for plane in chroma]


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
        planes = planes_of(seen, _lost(WORST if isinstance(damage, Noise) else damage))
        lacking = self._network.residual(planes)
        known = twice(planes[0, 0], self.halo - EDGE, cv2.INTER_CUBIC)
        luma = _checked(planes[0, 0], known, lacking[0], None) - SCALE * (within(known, grain.REACH) + MIDDLE)
        inner = slice(2 * self.halo, -2 * self.halo)
        enlarged = np.asarray(cv2.resize(seen, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)[inner, inner]
        if seen.ndim == 2:
            return added(enlarged, luma)
        if damage is None:  # it has learnt JPEGs' colours; what it adds to clean ones is noise
            return added(enlarged, merged(luma, luma, luma))
        chroma = SCALE * within(lacking[1:], 2 * self.halo)
        return added(enlarged, as_colours(merged(luma, *chroma)))


def _lost(damage: Damage | None) -> float:
    """How much, from 0 to 1, as the networks have learnt it."""
    if isinstance(damage, Noise):
        return min(1.0, damage.off / WIDEST_NOISE)
    return 0 if damage is None else (100 - max(damage.quality, WORST_QUALITY)) / 100


def _checked(seen: Floats, known: Floats, lacking: Floats, damage: Damage | None) -> Floats:
    """Luma at twice the sides, in levels: interpolated, and what a network adds, so that it invents no contrast.

    After damage there is no grain, either. `known` is the middle of what was interpolated, with grain.REACH around
    what is wanted; `seen` and `lacking` are the planes' luma and what is missing in it, whole.
    """
    margin = (2 * seen.shape[0] - known.shape[0]) // 4
    wanted = (known + within(lacking, 2 * margin) + MIDDLE) * SCALE
    wanted = restrained(wanted, (within(seen, margin - restraint.REACH) + MIDDLE) * SCALE)
    if damage is not None:
        wanted = grain.smoothed(wanted, damage)
    return within(wanted, grain.REACH)
