"""The picture that is to be enlarged: colour, transparency and what its file says of them."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from shared import images

from .engine import jpeg_quality

Bytes = NDArray[np.uint8]
LARGEST_PROFILE = 60_000
"""Bytes of an ICC profile that a JPEG's single segment holds; monitors' and phones' have 0.5 to 4 kB, presses' more."""

UNKNOWN_QUALITY = 80
"""Of a lossy file without JPEG's tables: about what WebP's encoders do by default."""


@dataclass(frozen=True)
class Source:
    """`colour` is H x W (grey) or H x W x 3 (RGB), `alpha` H x W; `profile` is the ICC profile in which they are meant.

    `quality` is that of a JPEG, 1 to 100, None for lossless files; `lossless` says whether the file kept every pixel.
    """

    colour: Bytes
    alpha: Bytes | None
    profile: bytes | None
    quality: int | None
    lossless: bool


def read(data: bytes, max_pixels: int) -> Source:
    """The first frame of an image file, upright, 8 bits a channel. Raises InvalidImage, see images.opened."""
    with images.opened(data, max_pixels) as image:
        image.load()
        picture, profile = _in_rgb(images.upright(_plain(image), image), image.info.get("icc_profile"))
        lossy = image.format == "JPEG" or data[8:16] == b"WEBPVP8 " or image.info.get("compression") == "jpeg"
        tables = getattr(image, "quantization", {})
    pixels = np.asarray(picture)
    alpha = np.ascontiguousarray(pixels[..., -1]) if picture.mode in ("LA", "RGBA") else None
    colour = pixels if pixels.ndim == 2 else pixels[..., : len(picture.getbands()) - (alpha is not None)]
    colour = colour[..., 0] if colour.ndim == 3 and (colour.shape[2] == 1 or _is_grey(colour, profile)) else colour
    quality = jpeg_quality(tables[0]) if 0 in tables else UNKNOWN_QUALITY if lossy else None
    return Source(np.ascontiguousarray(colour), alpha, profile, quality, lossless=not lossy)


def _plain(image: Image.Image) -> Image.Image:
    """8 bits a channel, in one of L, LA, RGB, RGBA, or CMYK for `_in_rgb`."""
    if image.mode in ("1", "I", "F") or image.mode.startswith("I;16"):
        return images.flattened(image, "L")
    clear = image.has_transparency_data
    if image.mode in ("LA", "RGBA", "CMYK") or (image.mode in ("L", "RGB") and not clear):
        return image
    if image.mode == "L":
        return image.convert("LA")
    return image.convert("RGBA" if clear else "RGB")


def _in_rgb(picture: Image.Image, profile: bytes | None) -> tuple[Image.Image, bytes | None]:
    """Colours for screens: inks, and what has a profile too large to go along, are converted to sRGB."""
    if picture.mode != "CMYK" and (profile is None or len(profile) <= LARGEST_PROFILE):
        return picture, profile
    if profile is not None and picture.mode in ("CMYK", "RGB"):
        from PIL import ImageCms  # here: rarely needed, and a library of its own

        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a damaged profile says nothing of the colours
        if converted is not None:
            return converted, None
    return (picture.convert("RGB") if picture.mode == "CMYK" else picture), None


def _is_grey(colour: Bytes, profile: bytes | None) -> bool:
    """Whether an RGB picture has no colour; one with a profile stays RGB, as the profile says how to read RGB."""
    return profile is None and bool((colour[..., :2] == colour[..., 1:]).all())
