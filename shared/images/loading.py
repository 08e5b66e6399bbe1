"""An opened file is decoded, all of it: decoders by themselves draw something in place of what is missing."""

import io
from typing import cast

from PIL import Image, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from shared import errors
from shared.bilingual import Bilingual

from . import jpeg_scans, libheif, libtiff, refusals, rows, tiff_codes, webp_codes


def loaded(image: ImageFile) -> Image.Image:
    """The decoded picture of an opened file. Raises OSError or ValueError if it is damaged: see `decoding.opened`."""
    if isinstance(image, WebPImagePlugin.WebPImageFile):
        webp_codes.check(cast(io.BytesIO, image.fp).getvalue(), image.width * image.height)
        return _loaded_webp(image)
    if isinstance(image, JpegImageFile):
        jpeg_scans.load(image)
        return image
    if image.format == libheif.FORMAT:
        libheif.load(image)
        return image
    if isinstance(image, PngImagePlugin.PngImageFile):
        if image.tell() == 0:
            rows.load(image)
        image.load()
        return image
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        if tiff_codes.is_small_copy(image):
            raise refusals.small_copy()
        tiff_codes.check(image, cast(io.BytesIO, image.fp).getvalue())
    libtiff.strictly(image.load)
    if image.mode == "I" and isinstance(image, TiffImagePlugin.TiffImageFile) and _is_folded(image):
        raise errors.InvalidImage(
            Bilingual(
                "the TIFF has values beyond 31 bits: save it with 8 or 16 bits",
                "此 TIFF 的像素值超过 31 位：请存为 8 位或 16 位",
            )
        )
    return image


def _is_folded(image: TiffImagePlugin.TiffImageFile) -> bool:
    """Whether unsigned numbers came out as negative ones: Pillow holds 32 bits signed, and white would be black."""
    unsigned = image.tag_v2.get(339, (1,)) in (1, (1,))
    lowest = image.getextrema()[0]
    return unsigned and isinstance(lowest, int | float) and lowest < 0


def _loaded_webp(image: WebPImagePlugin.WebPImageFile) -> Image.Image:
    """WebP's reader holds 12 bytes a pixel until it is let go of; Pillow would copy 4 more before.

    One of several frames keeps it, for those that follow.
    """
    if image.tell() == 0 and image.is_animated:
        image._decoder.reset()
    frame = image._decoder.get_next()
    if frame is None:
        raise EOFError("no frame")
    if not image.is_animated:
        del image._decoder
    mode = "RGBA" if image.rawmode == "RGBA" else "RGBX"
    return Image.frombuffer(mode, image.size, frame[0], "raw", mode, 0, 1)
