"""The picture that is to be enlarged: colour, transparency and what its file says of them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.ImageFile import ImageFile

from engines.superresolution import HALVED, NO_JPEG, jpeg_quality
from shared.clock import Deadline
from shared.images import decoding, frames, libheif, loading, pixels, screen

from . import heic, webp

Bytes = NDArray[np.uint8]
OPAQUE = decoding.EngineMemory(per_pixel=31, fixed=88 << 20)
TRANSPARENT = decoding.EngineMemory(per_pixel=62, fixed=88 << 20)
"""Measured with noise of 16 megapixels: 523 MiB, with transparency 986; a photo takes 248."""
HELPER = 36 << 20
"""Bytes that each processor beyond the first takes. Measured: 35 MiB, with noise of 1.2 megapixels and four of them."""

COLOURS = 3
"""Parts of a JPEG in colours: luma, then two of chroma. One of four inks has no chroma."""
UNKNOWN_QUALITY = 80
"""Of a HEIC that does not say how it was rounded, or of a JPEG in a TIFF that shows no tables."""


@dataclass(frozen=True)
class Source:
    """`images` holds one, H x W (grey), H x W x 3 (RGB) or H x W x 4 (RGBA), until it is taken out: beside the enlarged
    one it is a fifth of the memory. `profile` is the ICC profile in which it is meant.

    `quality` is that of a JPEG, 1 to 100, None for lossless files; `subsampling`, how many pixels share one value of
    each chroma.
    """

    images: list[Bytes]
    profile: bytes | None
    quality: int | None
    subsampling: int

    @property
    def lossless(self) -> bool:
        """Whether the file kept every pixel."""
        return self.quality is None


@contextmanager
def read(data: bytes, max_pixels: int, patience: Deadline) -> Iterator[Source]:
    """The picture in an image file, upright, 8 bits a channel, of several frames the first that shows anything.

    The block is the work with it.
    Raises InvalidImage, see decoding.opened, and Busy without the memory for it until `patience` ends.
    """
    with ExitStack() as work:
        with decoding.opened(data, max_pixels) as image:

            def read_frame() -> Source:
                work.close()
                mode = _mode(image)
                engine = TRANSPARENT if mode == "RGBA" else OPAQUE
                work.enter_context(decoding.room(image, data, len(mode), engine, patience))
                return _decoded(image, mode, data)

            source = frames.first_shown(image, data, max_pixels, read_frame, lambda found: found.images[0])
        image.close()  # lets go of its pixels, which the room for it would else hold on to: 4 bytes each
        yield source


def _decoded(image: ImageFile, mode: pixels.Mode, data: bytes) -> Source:
    quality = _quality(image, data)
    picture = loading.loaded(image)
    convert, profile = screen.conversion(image, mode)  # looks at pixels, too: not before they are all there
    array = pixels.array(picture, decoding.orientation(image), mode, convert)
    if mode == "RGB" and profile is None and _is_grey(array):
        array = np.ascontiguousarray(array[..., 0])
    return Source([array], profile, quality, _subsampling(image))


def _quality(image: ImageFile, data: bytes) -> int | None:
    """By JPEG's tables, or by what WebP and HEIC say of their own steps; None where the file kept every pixel.

    MPO is what phones call a JPEG with a second picture behind.
    """
    if image.format == "WEBP":
        return webp.jpeg_quality(data)
    if image.format == libheif.FORMAT:
        return heic.jpeg_quality(image.info[libheif.STILL].rounding) or UNKNOWN_QUALITY
    tables = getattr(image, "quantization", {})
    if 0 in tables:
        return jpeg_quality(tables[0])
    lossy = image.format in ("JPEG", "MPO") or image.info.get("compression") in ("jpeg", "tiff_jpeg")
    return UNKNOWN_QUALITY if lossy else None


def _subsampling(image: ImageFile) -> int:
    """As a JPEG's parts say it; one of grey or of inks has no chroma to share."""
    if not hasattr(image, "layer"):
        return NO_JPEG
    parts = [across * down for _, across, down, *_ in image.layer]
    return parts[0] // parts[1] if len(parts) == COLOURS else HALVED


def _mode(image: Image.Image) -> pixels.Mode:
    """What the picture's mode comes to with 8 bits a channel: inks become RGB, and so does grey with transparency.

    OpenCV writes no PNG of grey and transparency.
    """
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return "L"
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"


def _is_grey(colour: Bytes) -> bool:
    """Whether an RGB picture has no colour."""
    return all(bool((rows[..., :2] == rows[..., 1:]).all()) for rows in np.array_split(colour, len(colour) // 64 + 1))
