"""What happens to a picture before it is sent: by the names in the tables."""

import io
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from PIL import Image

from engines.superresolution import HALVED, NO_JPEG
from functions.superresolution import webp
from training.superresolution.degrade import Bytes, compressed

SEED = 20261127


class Seen(NamedTuple):
    """The picture as it arrives; what its file says of its quality, that of a JPEG, None for a lossless file; how good
    it is in truth: peers are told by somebody who looks; and how its file keeps colours.
    """

    image: Bytes
    quality: int | None
    looks: int | None
    subsampling: int = HALVED


def _jpeg(quality: int) -> Callable[[Bytes], Seen]:
    return lambda image: Seen(compressed(image, quality, 2), quality, quality)


def _hidden(image: Bytes) -> Seen:
    """A JPEG of which somebody took a screenshot."""
    return Seen(compressed(image, 30, 2), None, 30)


def _forwarded(image: Bytes) -> Seen:
    """A JPEG that was saved again."""
    return Seen(compressed(compressed(image, 40, 2), 92, 2), 92, 40)


def _webp(image: Bytes) -> Seen:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "WEBP", quality=60)
    image = np.asarray(Image.open(file).convert("RGB"))
    return Seen(image, webp.jpeg_quality(file.getvalue()), 50, NO_JPEG)


def _noisy(strength: float, quality: int | None, looks: int) -> Callable[[Bytes], Seen]:
    """A sensor's noise of so many levels, in a JPEG or a lossless file."""

    def spoil(image: Bytes) -> Seen:
        noise = np.random.default_rng(SEED).normal(0, strength, image.shape)
        grained = np.clip(np.rint(image + noise), 0, 255).astype(np.uint8)
        return Seen(compressed(grained, quality, 2) if quality else grained, quality, looks)

    return spoil


DAMAGES: Mapping[str, Callable[[Bytes], Seen]] = {
    "clean": lambda image: Seen(image, None, None),
    **{f"q{quality}": _jpeg(quality) for quality in (90, 75, 60, 50, 40)},
    "q30, then PNG": _hidden,
    "q40, then q92": _forwarded,
    "WebP q60": _webp,
    "noise 5, q85": _noisy(5, 85, 50),
    "noise 10, q90": _noisy(10, 90, 40),
    "noise 20": _noisy(20, None, 40),
}
