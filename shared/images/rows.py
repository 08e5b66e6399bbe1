"""Whether a decoder has drawn a row. By itself it says nothing of what is missing: it leaves black or grey there."""

import hashlib
from collections.abc import Callable

from PIL import Image
from PIL.ImageFile import ImageFile


def watched(image: ImageFile, row: int) -> Callable[[], bool]:
    """Whether a row of an image that is being decoded is drawn: until then it holds what no picture has.

    The image's memory is taken here, as its decoder would do.
    """
    once = image.decoderconfig
    image.load_prepare()
    image.decoderconfig = once  # a PNG's says each time more that it is interlaced
    place = (0, row, image.width, row + 1)
    size = len(_bytes(image, place))
    noise = hashlib.shake_128().digest(size)
    image.im.paste(Image.frombytes(image.mode, (image.width, 1), noise).im, place)
    mark = _bytes(image, place)  # a bitmap's row may have bits beyond its end
    return lambda: _bytes(image, place) != mark


def _bytes(image: ImageFile, place: tuple[int, int, int, int]) -> bytes:
    return Image.Image._new(image, image.im.crop(place)).tobytes()


def load(image: ImageFile) -> None:
    """Decode an opened file that is drawn row by row, or each other row last. Raises OSError if one is missing."""
    lasts = [watched(image, row) for row in range(max(0, image.height - 2), image.height)]
    image.load()
    if not all(is_drawn() for is_drawn in lasts):
        raise OSError("the rows end before the picture")
