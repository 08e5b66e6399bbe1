"""The patches of one step, always the same ones for the same step. No torch here."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .degrade import Bytes, Floats, enlarged, luma_chroma

SEED = 20261124
SIDE = 56
"""Low-resolution pixels; the network's field reaches 11, so that a smaller patch would waste more of its border."""
BATCH = 16
SHARE_BUSIER = 0.75
"""Share of the patches for which two places are drawn and the busier taken: flat ones teach little."""

NEAR, HIDDEN = 7, 16.0
"""An error is half as visible where luma deviates by so many levels within so many pixels."""
SHARE_RECOLOURED = 0.25
"""Share of the patches whose red, green and blue change places: photographs hold few strong colours."""


Damage = Callable[[Bytes, np.random.Generator], tuple[Bytes, float]]
"""What is left of a half, and how much was lost, from 0 to 1, as the network is told."""


class Pairs(NamedTuple):
    """Photographs and their halves, and the chance of each: its share of the pixels."""

    low: list[Bytes]
    high: list[Bytes]
    chance: NDArray[np.float64]


class Look(NamedTuple):
    """How an example is turned, mirrored and recoloured; the same for the picture and its half."""

    quarters: int
    mirrored: bool
    channels: tuple[int, ...]

    def recoloured(self, image: Bytes) -> Bytes:
        """The image with its channels in their new places."""
        return np.ascontiguousarray(image[..., list(self.channels)])

    def turned(self, image: Bytes) -> Bytes:
        """The image mirrored, then turned."""
        return np.ascontiguousarray(np.rot90(image[:, ::-1] if self.mirrored else image, self.quarters))


def channels(random: np.random.Generator) -> tuple[int, ...]:
    """Where an example's red, green and blue come from."""
    return tuple((random.permutation(3) if random.random() < SHARE_RECOLOURED else np.arange(3)).tolist())


class Batch(NamedTuple):
    """Network inputs N x 4 x S x S, what is missing in luma N x 1 x 2S x 2S, and in chroma N x 2 x S x S.

    `visible` has the shape of `luma`: how well an error is seen there, from 0 to 1.
    """

    planes: Floats
    luma: Floats
    chroma: Floats
    visible: Floats


def read(path: Path, least: int = SIDE) -> Pairs:
    """The pairs that prepare.py wrote whose halves have at least so many pixels in each direction."""
    with np.load(path) as arrays:
        pairs = [(arrays[f"low{index}"], arrays[f"high{index}"]) for index in range(len(arrays.files) // 2)]
    low, high = (list(part) for part in zip(*(pair for pair in pairs if min(pair[0].shape[:2]) >= least), strict=True))
    pixels = np.array([photograph.shape[0] * photograph.shape[1] for photograph in low], np.float64)
    return Pairs(low, high, pixels / pixels.sum())


def input_planes(low: Bytes, lost: float) -> Floats:
    """What the network sees: H x W x 4 of Y, Cb, Cr within about +-0.5, and how much was lost."""
    planes = np.empty((*low.shape[:2], 4), np.float32)
    planes[..., :3] = luma_chroma(low) / 255
    planes[..., 0] -= 0.5
    planes[..., 3] = lost
    return planes


def missing(seen: Bytes, high: Bytes) -> tuple[Floats, Floats]:
    """What the network must add: to the enlarged luma, 2H x 2W, and to the chroma before it is enlarged, H x W x 2."""
    lacking = luma_chroma(high) - enlarged(luma_chroma(seen))
    scale = np.float32(255)
    chroma = cv2.resize(lacking[..., 1:], seen.shape[1::-1], interpolation=cv2.INTER_AREA)
    return lacking[..., 0] / scale, np.asarray(chroma, np.float32) / scale


def visibility(high: Bytes) -> Floats:
    """How well errors of luma are seen in a picture, H x W, from 0 to 1: what is busy hides them."""
    luma = luma_chroma(high)[..., 0]
    mean, square = (cv2.boxFilter(plane, -1, (NEAR, NEAR)) for plane in (luma, luma * luma))
    deviation = np.sqrt(np.maximum(square - mean * mean, 0))
    return np.asarray(HIDDEN / (HIDDEN + deviation), np.float32)


def busiest(picture: Bytes, size: int, random: np.random.Generator) -> tuple[slice, slice]:
    """Where a patch of so many pixels a side is cut: mostly at the busier one of two places."""
    rows, columns = (random.integers(side - size + 1, size=2) for side in picture.shape[:2])
    places = [(slice(y, y + size), slice(x, x + size)) for y, x in zip(rows, columns, strict=True)]
    return max(places, key=lambda place: _activity(picture[place])) if random.random() < SHARE_BUSIER else places[0]


def _activity(patch: Bytes) -> float:
    """Mean step between neighbours, in green."""
    green = patch[..., 1].astype(np.float32)
    return float(np.abs(np.diff(green, axis=0)).mean() + np.abs(np.diff(green, axis=1)).mean())


def _patch(low: Bytes, high: Bytes, share: float, damage: Damage, random: np.random.Generator) -> tuple[Floats, ...]:
    """One example, turned or mirrored at random, and damaged by this chance."""
    y, x = busiest(low, SIDE, random)
    pair = [low[y, x], high[2 * y.start : 2 * y.stop, 2 * x.start : 2 * x.stop]]
    quarters, mirrored = int(random.integers(4)), random.random() < 0.5
    look = Look(quarters, mirrored, channels(random))
    pair = [look.recoloured(look.turned(view)) for view in pair]
    seen, lost = pair[0], 0.0
    if random.random() < share:
        seen, lost = damage(seen, random)
    return (input_planes(seen, lost), *missing(seen, pair[1]), visibility(pair[1]))


def batch(pairs: Pairs, step: int, share: float, damage: Damage) -> Batch:
    """The examples of one step; so many of them damaged, from 0 to 1."""
    random = np.random.default_rng([SEED, step])
    chosen = random.choice(len(pairs.low), BATCH, p=pairs.chance)
    drawn = [_patch(pairs.low[index], pairs.high[index], share, damage, random) for index in chosen]
    planes, luma, chroma, visible = (np.stack(part) for part in zip(*drawn, strict=True))
    return Batch(planes.transpose(0, 3, 1, 2), luma[:, None], chroma.transpose(0, 3, 1, 2), visible[:, None])
