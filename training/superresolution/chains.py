"""What a picture goes through before it is sent: compressed, often more than once. No torch here."""

from collections.abc import Callable

import cv2
import numpy as np

from .degrade import Bytes, compressed, lost, webp

Random = np.random.Generator
Damaged = tuple[Bytes, int]
"""What is left of a picture, and the quality of JPEG that the engine will tell the network."""

QUALITIES = (30, 96)
"""The lower of two draws is taken: where more is lost, there is more to learn."""
HIDDEN_QUALITIES = (20, 81)
"""Of a JPEG that is no file any more."""
LATER_QUALITIES = (75, 98)
"""Of a file that was saved last, as phones and messengers do."""
WORST_TOLD = 30
SUBSAMPLINGS = (0, 2, 2)
BLOCK = 8
NOISE = (0.5, 4.0)
BLUR = (0.3, 0.7)
SCALES = (0.7, 1.4)


def damaged(image: Bytes, random: Random) -> tuple[Bytes, float]:
    """An RGB image after one of the chains, by their shares, and how much was lost as far as the engine can tell."""
    chain = _CHAINS[int(random.choice(len(_CHAINS), p=_SHARES))]
    seen, quality = chain(image, random)
    return seen, lost(quality)


def noiseless(image: Bytes, random: Random) -> Bytes:
    """What is left of an RGB image after one of the chains that bring no noise."""
    chains = [chain for chain in _CHAINS if chain is not _noisy]
    return chains[int(random.integers(len(chains)))](image, random)[0]


def _saved(image: Bytes, quality: int, random: Random) -> Bytes:
    return compressed(image, quality, int(random.choice(SUBSAMPLINGS)))


def _once(image: Bytes, random: Random) -> Damaged:
    quality = int(random.integers(*QUALITIES, size=2).min())
    return _saved(image, quality, random), quality


def _again(image: Bytes, random: Random) -> Damaged:
    """Saved at a higher quality, by blocks at the same places."""
    hidden, later = int(random.integers(*HIDDEN_QUALITIES)), int(random.integers(*LATER_QUALITIES))
    return _saved(_saved(image, hidden, random), later, random), _found(hidden, later)


def _cut(image: Bytes, random: Random) -> Damaged:
    """Cut out of a screen, then lossless or saved again: blocks begin anywhere."""
    hidden, later = int(random.integers(*HIDDEN_QUALITIES)), int(random.integers(*LATER_QUALITIES))
    top, left = (int(part) for part in random.integers(BLOCK, size=2))
    whole = _saved(np.pad(image, ((top, 0), (left, 0), (0, 0)), "reflect"), hidden, random)
    seen = np.ascontiguousarray(whole[top:, left:])
    if random.random() < 0.5:
        return seen, _found(hidden, 100)
    return _saved(seen, later, random), _found(hidden, later) if random.random() < 0.5 else later


def _as_webp(image: Bytes, random: Random) -> Damaged:
    """A JPEG that a site sends on as WebP."""
    hidden, later = int(random.integers(*HIDDEN_QUALITIES)), int(random.integers(*LATER_QUALITIES))
    return webp(_saved(image, hidden, random), later), _found(hidden, later)


def _resized(image: Bytes, random: Random) -> Damaged:
    """A JPEG that was saved again after its size was changed: the first one's blocks cannot be found."""
    hidden, later = int(random.integers(*HIDDEN_QUALITIES)), int(random.integers(*QUALITIES))
    scale = float(random.uniform(*SCALES))
    before = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    back = cv2.resize(_saved(np.asarray(before, np.uint8), hidden, random), image.shape[1::-1])
    return _saved(np.asarray(back, np.uint8), later, random), later


def _noisy(image: Bytes, random: Random) -> Damaged:
    noise = random.normal(0, random.uniform(*NOISE), image.shape)
    return _once(np.clip(np.rint(image + noise), 0, 255).astype(np.uint8), random)


def _blurred(image: Bytes, random: Random) -> Damaged:
    return _once(np.asarray(cv2.GaussianBlur(image, (0, 0), float(random.uniform(*BLUR))), np.uint8), random)


def _found(hidden: int, later: int) -> int:
    """What the engine finds in the pixels, to the nearest 5, unless the file says a lower quality."""
    return min(max(round(hidden / 5) * 5, WORST_TOLD), later)


_CHAINS: tuple[Callable[[Bytes, Random], Damaged], ...] = (
    _once,
    _again,
    _cut,
    _as_webp,
    _resized,
    _noisy,
    _blurred,
)
_SHARES = (0.70, 0.08, 0.05, 0.04, 0.03, 0.08, 0.02)
