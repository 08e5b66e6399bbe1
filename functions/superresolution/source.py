"""The picture that is to be enlarged: colour, transparency and what its file says of them."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.ImageFile import ImageFile

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

from engines.superresolution import jpeg_quality
from shared.clock import Deadline
from shared.images import decoding, pixels

Bytes = NDArray[np.uint8]
LARGEST_PROFILE = 60_000
"""Bytes of an ICC profile that a JPEG's single segment holds; monitors' and phones' have 0.5 to 4 kB, presses' more."""

OPAQUE = decoding.EngineMemory(per_pixel=31, fixed=88 << 20)
TRANSPARENT = decoding.EngineMemory(per_pixel=62, fixed=88 << 20)
"""Measured with noise of 16 megapixels: 523 MiB, with transparency 986; a photo takes 248."""

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


@contextmanager
def read(data: bytes, max_pixels: int, patience: Deadline) -> Iterator[Source]:
    """The first frame of an image file, upright, 8 bits a channel. The block is the work with it.

    Raises InvalidImage, see decoding.opened, and Busy without the memory for it until `patience` ends.
    """
    with ExitStack() as work:
        with decoding.opened(data, max_pixels) as image:
            mode = _mode(image)
            engine = TRANSPARENT if mode in ("LA", "RGBA") else OPAQUE
            work.enter_context(decoding.room(image, data, len(mode), engine, patience))
            source = _decoded(image, mode, lossy=_lossy(image, data))
        yield source


def _decoded(image: ImageFile, mode: pixels.Mode, *, lossy: bool) -> Source:
    profile = image.info.get("icc_profile")
    convert, kept = _screen_colours(image, mode, profile)
    picture = decoding.loaded(image)
    array = pixels.array(picture, decoding.orientation(image), mode, convert)
    alpha = np.ascontiguousarray(array[..., -1]) if mode in ("LA", "RGBA") else None
    colour = array if alpha is None else array[..., :-1]
    if mode == "LA" or (mode in ("RGB", "RGBA") and kept is None and _is_grey(colour)):
        colour = colour[..., 0]
    tables = getattr(image, "quantization", {})
    quality = jpeg_quality(tables[0]) if 0 in tables else UNKNOWN_QUALITY if lossy else None
    return Source(np.ascontiguousarray(colour), alpha, kept, quality, lossless=not lossy)


def _lossy(image: ImageFile, data: bytes) -> bool:
    """Whether the file is one that gave up detail. MPO is what phones call a JPEG with a second picture behind."""
    if image.format == "WEBP":
        return _webp_is_lossy(data)
    return image.format in ("JPEG", "MPO", "HEIF") or image.info.get("compression") in ("jpeg", "tiff_jpeg")


def _webp_is_lossy(data: bytes) -> bool:
    """By the first picture's chunk: behind profile and EXIF, and in a moving picture within its frame."""
    place = 12
    while (kind := data[place : place + 4]) not in (b"VP8 ", b"VP8L", b""):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + (16 if kind == b"ANMF" else length + length % 2)
    return kind == b"VP8 "


def _mode(image: Image.Image) -> pixels.Mode:
    """What the picture's mode comes to with 8 bits a channel: inks become RGB."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return "L"
    if image.mode in ("1", "L", "LA", "La"):
        return "LA" if image.has_transparency_data else "L"
    return "RGBA" if image.has_transparency_data else "RGB"


def _screen_colours(
    image: Image.Image, mode: pixels.Mode, profile: bytes | None
) -> tuple[pixels.Convert, bytes | None]:
    """Brings strips to `mode`, and the profile that then holds: inks, and what has one too large, become sRGB."""
    if mode == "L" and image.mode != "L":
        return pixels.flattening(image, "L"), profile
    if image.mode != "CMYK" and (profile is None or len(profile) <= LARGEST_PROFILE):
        return (lambda strip: strip.convert(mode)), profile
    if profile is not None and image.mode in ("CMYK", "RGB"):
        from PIL import ImageCms  # here: rarely needed, and a library of its own

        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            to_screen = ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), image.mode, "RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile says nothing of the colours
        else:
            return (lambda strip: _transformed(strip.convert(image.mode), to_screen)), None
    return (lambda strip: strip.convert(mode)), None


def _transformed(strip: Image.Image, to_screen: "ImageCmsTransform") -> Image.Image:
    from PIL import ImageCms

    done = ImageCms.applyTransform(strip, to_screen)
    return strip.convert("RGB") if done is None else done


def _is_grey(colour: Bytes) -> bool:
    """Whether an RGB picture has no colour."""
    return all(bool((rows[..., :2] == rows[..., 1:]).all()) for rows in np.array_split(colour, len(colour) // 64 + 1))
