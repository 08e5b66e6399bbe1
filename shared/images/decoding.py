"""Bytes become a picture: the bytes decide the format, EXIF turns it upright, and limits hold before decoding."""

import io
import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin, _imaging
from PIL.ImageFile import ImageFile

from shared import admission
from shared.clock import Deadline
from shared.config import settings

from . import conversions, frames, grounds, libheif, loading, memory_cost, pixels, refusals, screen, time_cost

# Pillow registers the first four by itself, and any other only after having imported all of its seventy plugins.
FORMATS = ("JPEG", "PNG", "GIF", "BMP", WebPImagePlugin.WebPImageFile.format, TiffImagePlugin.TiffImageFile.format)
_DAMAGED = (
    *(OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, EOFError, AssertionError),
    struct.error,
)
# Pillow warns of each oddity in a file's metadata; what matters of a file is answered to its sender.
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
logging.getLogger("PIL").addHandler(logging.NullHandler())  # with none, Python writes a library's errors to stderr
Image.preinit()  # the first four formats' plugins: now, and not within the first call
PngImagePlugin.MAX_TEXT_MEMORY = 4 << 20  # bytes of unpacked comments, which nobody reads here
# Blocks of 64 MiB and not of 16: what is larger than 32, the C library gives back to the system as soon as it is free.
_imaging.set_block_size(64 << 20)


@dataclass(frozen=True)
class EngineMemory:
    """What an engine takes beside the array that it is given: bytes for a pixel, and bytes for any picture.

    `fixed` is what it may keep when it is done, `passing` what it gives back.
    """

    per_pixel: float
    fixed: int
    passing: int = 0


@contextmanager
def decoded(
    data: bytes, mode: Literal["L", "RGB"], max_pixels: int, engine: EngineMemory, vanishing: float | None = None
) -> Iterator[pixels.Picture]:
    """The picture in `data`, as `decode` gives it. The block is the engine's work, which waits for its turn.

    `vanishing` is the share of a transparent picture that may vanish on white: in grey it shows a code, else print.
    With grounds.SHOWN the picture is to be shown, and its colours are those that its file means, in sRGB.

    Raises Busy if the turn does not come, and InvalidImage as `decode` does or if there is never so much memory.
    """
    with admission.computing() as patience, ExitStack() as work:
        with opened(data, max_pixels) as image:

            def read() -> pixels.Picture:
                work.close()
                work.enter_context(room(image, data, Image.getmodebands(mode), engine, patience))
                return _picture(image, mode, vanishing)

            _prefer(image, mode)
            picture = frames.first_shown(image, data, max_pixels, read, lambda found: found.pixels)
        yield picture


def decode(data: bytes, mode: Literal["L", "RGB"], max_pixels: int) -> pixels.Picture:
    """The picture in `data`, upright, 8 bits a channel, transparency laid over white or what shows it.

    Of several frames it is the first on which anything is seen.

    Raises InvalidImage if the bytes are no image that we read, are cut off, or declare more than `max_pixels`.
    """
    with opened(data, max_pixels) as image:
        _prefer(image, mode)
        return frames.first_shown(image, data, max_pixels, lambda: _picture(image, mode), lambda found: found.pixels)


@contextmanager
def opened(data: bytes, max_pixels: int) -> Iterator[ImageFile]:
    """The file in `data`, checked but not decoded; what goes wrong while it is open is answered as a damaged image.

    Raises InvalidImage if the bytes are no image that we read, are cut off, or declare more than `max_pixels`.
    """
    # A frame of a GIF takes memory already when it is opened. Pillow refuses what is over twice this number.
    Image.MAX_IMAGE_PIXELS = -(-settings().max_image_pixels // 2)
    try:
        conversions.check(data)
        time_cost.check_file(data)
        with _opened(data) as image:
            frames.check(image, data, max_pixels)
            yield image
    except Image.DecompressionBombError as error:
        raise refusals.too_large(max_pixels) from error
    except _DAMAGED as error:
        if isinstance(error, UnidentifiedImageError) and not libheif.begins(data):
            raise conversions.refusal(data) from error
        raise refusals.damaged() from error


def _opened(data: bytes) -> ImageFile:
    if libheif.begins(data):
        from . import heif

        still = heif.still(data)
        image = Image.open(io.BytesIO(still.file), formats=(libheif.register(),))
        image.info[libheif.STILL] = still
        return image
    return Image.open(frames.File(data), formats=FORMATS)


@contextmanager
def room(image: ImageFile, data: bytes, channels: int, engine: EngineMemory, patience: Deadline) -> Iterator[None]:
    """Wait for the memory that `image` takes, as an array of `channels` a pixel and in the engine, and hold it.

    Raises Busy if it does not come free in time, and InvalidImage if there is never so much.
    """
    size = image.width * image.height
    working = int(size * (channels + engine.per_pixel)) + engine.passing
    # What an engine keeps, it may still hold from an earlier one while this one is decoded.
    with admission.remembering(engine.fixed + max(memory_cost.needed(image, data, channels), working), patience):
        yield


def _prefer(image: ImageFile, mode: Literal["L", "RGB"]) -> None:
    if mode == "L" and image.mode == "RGB":
        image.draft("L", None)  # a JPEG's brightness alone decodes in half the time


def _picture(image: ImageFile, mode: Literal["L", "RGB"], vanishing: float | None = None) -> pixels.Picture:
    picture = loading.loaded(image)
    least = (grounds.CODE if mode == "L" else grounds.PRINT) if vanishing is None else vanishing
    flatten = pixels.flattening(picture, mode, least)
    meant = screen.to_srgb(picture.mode, image.info.get("icc_profile") or b"") if least == grounds.SHOWN else None
    convert = (lambda strip: flatten(meant(strip))) if meant else flatten
    return pixels.Picture(pixels.array(picture, orientation(image), mode, convert))


def orientation(image: Image.Image) -> int:
    """How the picture's file says that it is turned, 1 where it does not say. libheif has turned a HEIC already."""
    if image.format == libheif.FORMAT:
        return 1
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _DAMAGED:
        return 1  # a broken EXIF block says nothing; viewers show such a picture as it is stored
