"""Of a picture that moves or has several pages, the first frame on which anything is seen: often one is blank."""

import io
from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import TiffImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile

from . import grounds, refusals, tiff_codes, time_cost

Bytes = NDArray[np.uint8]
Read = TypeVar("Read")

MAX_SIDE = 65_535
"""Pixels: what a JPEG and a GIF can say, and four times a WebP's. A PNG or a TIFF of one column takes 8 bytes a row."""
MOST = 16
"""Frames that are looked at: as each is decoded, and blank ones take as long as others."""
_OF_SEVERAL = ("GIF", "PNG", WebPImagePlugin.WebPImageFile.format, TiffImagePlugin.TiffImageFile.format)
"""Formats whose frames stand for each other. A JPEG's second picture, as phones write it, is no second frame."""
_SPARSE = 8
"""Pixels between those that mostly suffice to see that something is there."""


class File(io.BytesIO):
    """A file in memory. How often it is read is bounded: parts before a second frame nobody has counted."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = -1

    def bound(self) -> None:
        """From now on it is read time_cost.MAX_PARTS times at most."""
        self._left = time_cost.MAX_PARTS

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file. Raises OSError where it is read too often."""
        if self._left == 0:
            raise OSError("too many parts")
        self._left -= 1
        return super().read(size)


def check(image: ImageFile, data: bytes, max_pixels: int) -> None:
    """Look at the frame that an opened file is at, before it is decoded. Raises InvalidImage if it is too large."""
    if max(image.size) > MAX_SIDE:
        raise refusals.long_side(image.width, image.height, MAX_SIDE)
    if image.width * image.height > max_pixels:
        raise refusals.many_pixels(image.width, image.height, max_pixels)
    time_cost.check_picture(image, data, max_pixels)
    if image.tell() == 0:
        _scale_key(image)


def first_shown(
    image: ImageFile, data: bytes, max_pixels: int, read: Callable[[], Read], pixels: Callable[[Read], Bytes]
) -> Read:
    """What `read` makes of the first of an opened file's frames on which anything is seen, else of the first of all.

    `pixels` gives its array, `data` is the file. Raises InvalidImage as `check` does. MOST are looked at,
    fewer once they have as many pixels together as one picture may have.
    """
    found = read()
    if image.format not in _OF_SEVERAL or shows_anything(pixels(found)):
        return found
    for _ in _later(image, max_pixels):
        check(image, data, max_pixels)
        del found  # two would be more than there is room for
        found = read()
        if shows_anything(pixels(found)):
            return found
    if image.tell():
        image.seek(0)
        del found
        found = read()
    return found


def shows_anything(pixels: Bytes) -> bool:
    """Whether an array of H x W, H x W x 3 or, with transparency, H x W x 4 has more than one colour to a reader."""
    return _varies(pixels[::_SPARSE, ::_SPARSE]) or _varies(pixels)


def _varies(pixels: Bytes) -> bool:
    channels = [pixels] if pixels.ndim == 2 else [pixels[..., channel] for channel in range(pixels.shape[2])]
    if len(channels) == 4 and not channels[3].any():
        return False
    return any(int(channel.max()) - int(channel.min()) >= grounds.DRAWN for channel in channels)


def _later(image: ImageFile, max_pixels: int) -> Iterator[None]:
    """Goes on to the frames after the first. Copies of a page and masks, in a TIFF, are none."""
    if isinstance(file := getattr(image, "_fp", None), File):  # WebP's reader has all of it by now
        file.bound()
    looked_at = image.width * image.height
    for number in range(1, MOST):
        try:
            image.seek(number)
        except EOFError:
            return
        if looked_at >= max_pixels:
            return
        looked_at += image.width * image.height
        if not isinstance(image, TiffImagePlugin.TiffImageFile) or tiff_codes.is_page(image):
            yield


def _scale_key(image: ImageFile) -> None:
    """Pillow widens pixels of 2 and 4 bits to 8, and leaves the grey that a PNG names as transparent as it is."""
    step = {"L;2": 85, "L;4": 17}.get(str(image.tile[0].args)) if image.tile else None
    if step and isinstance(key := image.info.get("transparency"), int):
        image.info["transparency"] = key * step
