"""Bytes become a picture: the bytes decide the format, EXIF turns it upright, and limits hold before decoding."""

import io
import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PIL import ExifTags, Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin
from PIL.ImageFile import ImageFile

from shared import admission, errors

# Pillow registers the first four by itself, and any other only after having imported all of its seventy plugins.
FORMATS = ("JPEG", "PNG", "GIF", "BMP", WebPImagePlugin.WebPImageFile.format, TiffImagePlugin.TiffImageFile.format)
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error)
# A JPEG can hold ten thousand scans of 100 bytes, each of which goes over every pixel: minutes for one file of 2 MB.
# Encoders write about ten; libtiff draws the line here too, for a JPEG inside of a TIFF.
MAX_SCANS = 100
_SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Pillow warns of each oddity in a file's metadata; what matters of a file is answered to its sender.
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
Image.preinit()  # the first four formats' plugins: now, and not within the first call
# Pillow's own guard only warns up to twice its limit; `decode` checks the size that a file declares by itself.
Image.MAX_IMAGE_PIXELS = None


@contextmanager
def decoded(data: bytes, mode: Literal["L", "RGB"], max_pixels: int) -> Iterator[Image.Image]:
    """The picture in `data`, as `decode` gives it. The block is the work with it, which waits for its turn.

    Raises Busy if the turn does not come, and InvalidImage as `decode` does.
    """
    with admission.computing():
        yield decode(data, mode, max_pixels)


def decode(data: bytes, mode: Literal["L", "RGB"], max_pixels: int) -> Image.Image:
    """The first frame in `data`, upright, 8 bits a channel, transparency laid over white.

    Raises InvalidImage if the bytes are no image that we read, are cut off, or declare more than `max_pixels`.
    """
    with opened(data, max_pixels) as image:
        if mode == "L" and image.mode == "RGB":
            image.draft("L", None)  # a JPEG's brightness alone decodes in half the time
        image.load()
        return upright(flattened(image, mode), image)


@contextmanager
def opened(data: bytes, max_pixels: int) -> Iterator[ImageFile]:
    """The file in `data`, checked but not decoded; what goes wrong while it is open is answered as a damaged image.

    Raises InvalidImage if the bytes are no image that we read, are cut off, or declare more than `max_pixels`.
    """
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise errors.InvalidImage("HEIC is not read: send JPEG, PNG, WebP, GIF, BMP or TIFF")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > max_pixels:
                raise errors.InvalidImage(
                    f"{image.width}x{image.height} is too large: send at most {max_pixels} pixels"
                )
            if len(_SCAN.findall(data)) > MAX_SCANS:
                raise errors.InvalidImage(f"the JPEG has more than {MAX_SCANS} scans: save it as a baseline JPEG")
            yield image
    except UnidentifiedImageError as error:
        raise errors.InvalidImage("send a JPEG, PNG, WebP, GIF, BMP or TIFF image") from error
    except _DAMAGED as error:
        raise errors.InvalidImage("the image is damaged or cut off: send all of its bytes") from error


def upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turn `picture` as the EXIF orientation of `source` says. (ImageOps.exif_transpose copies where nothing turns.)"""
    try:
        turn = _TURNS.get(source.getexif().get(ExifTags.Base.Orientation, 1))
    except _DAMAGED:
        return picture  # a broken EXIF block says nothing; viewers show such a picture as it is stored
    return picture if turn is None else picture.transpose(turn)


def flattened(image: Image.Image, mode: Literal["L", "RGB"]) -> Image.Image:
    """Bring any mode of Pillow to `mode`: 16 and 32 bits scaled down, transparency laid over white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 257).convert("L").convert(mode)
    if image.mode in ("I", "F"):
        top = max(float(image.getextrema()[1]), 1.0)  # type: ignore[arg-type]
        return image.point(lambda value: value * (255 / top)).convert("L").convert(mode)
    if image.has_transparency_data:
        drawn = image if image.mode in ("RGBA", "LA") else image.convert("RGBA")
        ground = Image.new(mode, image.size, "white")
        ground.paste(drawn.convert(mode), mask=drawn.getchannel("A"))
        return ground
    return image.convert(mode)
