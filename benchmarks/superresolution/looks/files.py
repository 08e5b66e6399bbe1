"""Pictures as the files that are sent."""

import io
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageFilter

SEED = 20261126


class File(NamedTuple):
    """What is sent, and how good the picture in it looks: the quality of the worst JPEG that it was, None if none."""

    content: bytes
    looks: int | None


def _saved(image: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, subsampling=2)
    return file.getvalue()


def _reopened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _webp(image: Image.Image) -> File:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=60)
    return File(file.getvalue(), 50)


def _jpeg(quality: int) -> Callable[[Image.Image], File]:
    return lambda image: File(_saved(image, quality), quality)


def _phone(quality: int) -> Callable[[Image.Image], File]:
    """Noise of a small sensor, made soft and sharpened by the phone."""

    def shot(image: Image.Image) -> File:
        noise = np.random.default_rng(SEED).normal(0, 5, (image.height, image.width, 3))
        grained = np.clip(np.asarray(image, np.float64) + noise, 0, 255).astype(np.uint8)
        soft = Image.fromarray(grained).filter(ImageFilter.GaussianBlur(0.6))
        return File(_saved(soft.filter(ImageFilter.UnsharpMask(1.2, 60, 2)), quality), quality)

    return shot


DAMAGES: Mapping[str, Callable[[Image.Image], File]] = {
    "clean": lambda image: File(_png(image), None),
    **{f"q{quality}": _jpeg(quality) for quality in (80, 75, 70, 60, 50)},
    **{f"phone q{quality}": _phone(quality) for quality in (80, 75, 70, 60)},
    "q30, then PNG": lambda image: File(_png(_reopened(_saved(image, 30))), 30),
    "q40, then q92": lambda image: File(_saved(_reopened(_saved(image, 40)), 92), 40),
    "WebP q60": _webp,
}
