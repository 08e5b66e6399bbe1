"""How much memory a file takes while it becomes an array, from what it declares. docs/benchmarks.md has it measured."""

from fractions import Fraction

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

from . import libheif, time_cost

_STORED = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
"""Bytes a pixel in Pillow; all other modes have 4, RGB too."""
_FIXED = 6 << 20
"""Bytes, of any picture: strips, tables, and what Python keeps of the metadata."""
_NOTES = 2
"""Bytes a pixel that libde265 keeps of blocks, modes and motion."""
_FILE = 4
"""Copies of the file: libtiff and WebP's reader make two, and a profile or a comment can be all of it."""


def needed(image: Image.Image, data: bytes, channels: int) -> int:
    """The bytes for `image`, open and not decoded, whose array is to have `channels` bytes a pixel."""
    pixels = image.width * image.height
    stored = pixels * (_STORED.get(image.mode, 4) + _of_frames(image))
    return max(stored + _while_decoding(image, data), stored + pixels * channels) + _FIXED + _FILE * len(data)


def _of_frames(image: Image.Image) -> int:
    """Bytes a pixel that are held because other frames follow, or went before."""
    if image.tell() and image.format in ("GIF", "PNG"):
        return 12  # the frame before, what comes in its place, and the part that changes
    if image.format == "GIF":
        return 1  # a ground, for what follows
    return 8 if image.format == "WEBP" and image.is_animated else 0  # type: ignore[attr-defined]


def _while_decoding(image: Image.Image, data: bytes) -> int:
    """Bytes beside Pillow's picture that the decoder holds."""
    pixels = image.width * image.height
    if isinstance(image, JpegImageFile):
        return _coefficients(image) if time_cost.keeps_coefficients(image, data) else 0
    if isinstance(image, TiffImageFile):
        return _of_tiff(image, data)
    if image.format == "WEBP":  # two canvases and a copy; Pillow's picture is not made
        return pixels * (12 - _of_frames(image) - _STORED.get(image.mode, 4))
    if image.format == libheif.FORMAT:
        return _of_heif(image)
    if image.format == "BMP" and image.tile[0][0] == "bmp_rle":  # type: ignore[attr-defined]
        return pixels * 9 // 4
    return pixels if image.format == "GIF" else 0


def _coefficients(image: JpegImageFile) -> int:
    """What is kept of a JPEG until its last scan: 16-bit coefficients, in the components' own resolution."""
    across, down = max(layer[1] for layer in image.layer), max(layer[2] for layer in image.layer)
    width, height = (
        -(-size // (8 * factor)) * 8 * factor for size, factor in zip(image.size, (across, down), strict=True)
    )
    parts = sum(Fraction(layer[1] * layer[2], across * down) for layer in image.layer)
    return int(2 * width * height * parts)


def _of_heif(image: Image.Image) -> int:
    """The decoder's picture and its notes, and a copy, out of which comes what Pillow's picture is then copied from."""
    pixels, taken = image.width * image.height, int(image.info[libheif.STILL].taken)
    made = pixels * len(image.getbands())
    return max(2 * taken + _NOTES * pixels + made - pixels * _STORED.get(image.mode, 4), made)


def _of_tiff(image: TiffImageFile, data: bytes) -> int:
    turned = (
        image.width * image.height * _STORED.get(image.mode, 4) if image.tag_v2.get(274, 1) != 1 else 0
    )  # Pillow copies it by itself
    if image.info["compression"] == "raw":
        return turned
    parts = time_cost.blocks(image)
    bits = image.tag_v2.get(258, (1,))
    samples = image.tag_v2.get(277, 1)
    size = max(bits) * samples / 8
    if image.tag_v2.get(262) == 6:
        size += 4  # libtiff turns these colours to RGBA by itself
    if image.info["compression"] in ("lzma", "zstd"):
        size *= 2  # as much of what was unpacked as the file says is kept beside, to be repeated
    if time_cost.keeps_coefficients(image, data):
        size += 2 * samples
    return max(turned, int(parts.width * parts.height * size))
