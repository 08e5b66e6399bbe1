"""The patches of one step for the networks of all colours: JPEGs cut anywhere in their grid. No torch here."""

from typing import NamedTuple

import cv2
import numpy as np

from .batches import Look, Pairs, channels, input_planes
from .degrade import Bytes, Floats, compressed, enlarged, lost, luma_chroma

SEED = 20261126
SIDE = 96
"""Low-resolution pixels: a JPEG's blocks of halved colour have sixteen, and the network's field reaches twenty."""
BATCH = 12
QUALITIES = (30, 99)
SHARE_LOWER = 0.5
"""Share of the patches for which two qualities are drawn and the lower taken."""
SHARE_TWICE = 0.15
"""Share that was a JPEG of `QUALITIES_BEFORE` already: what is forwarded is compressed again."""
QUALITIES_BEFORE = (50, 96)
SHARE_FULL = 0.25
"""Share of JPEGs whose colour is not halved."""
SHARE_CUT = 0.4
"""Share that is cut out of a larger JPEG, at any place of its grid, as a screenshot is."""
SHARE_BUSIER = 0.75
"""Share for which three places are drawn and the one with the most edges taken."""
GRID = 16


class Colours(NamedTuple):
    """Network inputs N x 4 x S x S, and what is missing in the enlarged chroma, N x 2 x 2S x 2S."""

    planes: Floats
    chroma: Floats


class Whole(NamedTuple):
    """Network inputs N x 4 x S x S, and what is missing in the enlarged luma and chroma, N x 3 x 2S x 2S."""

    planes: Floats
    missing: Floats


class Example(NamedTuple):
    """A patch as it is seen, its JPEG's quality, None for none, and what it is at twice the sides."""

    seen: Bytes
    quality: int | None
    high: Bytes


def batch(pairs: Pairs, step: int) -> Colours:
    """The examples of one step: JPEGs, and what is missing in their chroma."""
    drawn = _examples(pairs, step, 1, slice(1, 3), BATCH)
    return Colours(_planes(drawn), _stacked([missing_chroma(example.seen, example.high) for example in drawn]))


def whole_batch(pairs: Pairs, step: int, share_jpeg: float) -> Whole:
    """The examples of one step, so many of them JPEGs, and what is missing in luma and chroma."""
    drawn = _examples(pairs, step, share_jpeg, slice(0, 3), BATCH // 2)
    return Whole(_planes(drawn), _stacked([missing(example.seen, example.high) for example in drawn]))


def missing_chroma(seen: Bytes, high: Bytes) -> Floats:
    """What a network must add to the chroma, 2H x 2W x 2, after it was interpolated."""
    before = enlarged(np.ascontiguousarray(luma_chroma(seen)[..., 1:]))
    return (luma_chroma(high)[..., 1:] - before) / np.float32(255)


def missing(seen: Bytes, high: Bytes) -> Floats:
    """What a network must add to luma and chroma, 2H x 2W x 3, after the quick interpolation."""
    return luma_chroma(high.astype(np.float32) - quickly_enlarged(seen)) / np.float32(255)


def quickly_enlarged(image: Bytes) -> Bytes:
    """Twice the size: what the quick network's output is added to, here and in the engine."""
    return np.asarray(cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


def _examples(pairs: Pairs, step: int, share_jpeg: float, planes: slice, count: int) -> list[Example]:
    """So many of one step, with edges in these planes of luma and chroma."""
    random = np.random.default_rng([SEED, step])
    chosen = random.choice(len(pairs.low), count, p=pairs.chance)
    return [_example(pairs.low[index], pairs.high[index], share_jpeg, planes, random) for index in chosen]


def _planes(examples: list[Example]) -> Floats:
    return _stacked([input_planes(example.seen, lost(example.quality)) for example in examples])


def _stacked(parts: list[Floats]) -> Floats:
    return np.ascontiguousarray(np.stack(parts).transpose(0, 3, 1, 2))


def _example(low: Bytes, high: Bytes, share_jpeg: float, planes: slice, random: np.random.Generator) -> Example:
    y, x = _place(low, planes, random)
    places = channels(random)
    look = Look(int(random.integers(4)), random.random() < 0.5, places)
    top, left = (int(random.integers(min(GRID, start + 1))) if random.random() < SHARE_CUT else 0 for start in (y, x))
    seen, quality = look.recoloured(low[y - top : y + SIDE, x - left : x + SIDE]), None
    if random.random() < share_jpeg:
        seen, quality = _jpeg(seen, random)
    whole = look.recoloured(high[2 * y : 2 * (y + SIDE), 2 * x : 2 * (x + SIDE)])
    return Example(look.turned(seen[top:, left:]), quality, look.turned(whole))


def _place(low: Bytes, planes: slice, random: np.random.Generator) -> tuple[int, int]:
    """Where a patch begins."""
    ends = [side - SIDE + 1 for side in low.shape[:2]]
    places = [(int(random.integers(ends[0])), int(random.integers(ends[1]))) for _ in range(3)]
    if random.random() >= SHARE_BUSIER:
        return places[0]
    return max(places, key=lambda place: _edges(low[place[0] : place[0] + SIDE, place[1] : place[1] + SIDE], planes))


def _edges(patch: Bytes, planes: slice) -> float:
    """Mean step between neighbours, in these planes of luma and chroma."""
    seen = luma_chroma(patch)[..., planes]
    return float(np.abs(np.diff(seen, axis=0)).mean() + np.abs(np.diff(seen, axis=1)).mean())


def _jpeg(image: Bytes, random: np.random.Generator) -> tuple[Bytes, int]:
    """A JPEG of an image, and its quality."""
    if random.random() < SHARE_TWICE:
        image = compressed(image, int(random.integers(*QUALITIES_BEFORE)), 2)
    draws = random.integers(*QUALITIES, size=2)
    quality = int(draws.min() if random.random() < SHARE_LOWER else draws[0])
    return compressed(image, quality, 0 if random.random() < SHARE_FULL else 2), quality
