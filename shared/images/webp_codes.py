"""Whether a WebP holds all of its codes. Its decoder draws something of any: of a hole, and behind it."""

import re
from collections.abc import Iterator

from . import conversions

_PIXELS = {b"VP8 ": 256, b"VP8L": 2}
"""By the kind of codes, the pixels that take a byte of zeros at least: a macroblock without any change takes less than
one (0.7 at most in plain pictures of libwebp), and each pixel of a lossless picture at most a bit for each channel."""
_ZEROS = re.compile(rb"\0{512,}")


def check(data: bytes, pixels: int) -> None:
    """Raises OSError for a hole of zeros larger than a plain picture of so many pixels, or a file begun once more."""
    if conversions.begins_again(data, 8 + int.from_bytes(data[4:8], "little")):
        raise OSError("the WebP begins again amid its codes")
    for kind, codes in _coded(data, 12):
        if any(len(found[0]) > pixels / _PIXELS[kind] for found in _ZEROS.finditer(codes)):
            raise OSError("a part of the WebP is nothing but zeros")


def _coded(data: bytes, place: int) -> Iterator[tuple[bytes, bytes]]:
    """The codes of the file's pictures, from a chunk on."""
    while place + 8 <= len(data):
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if kind in _PIXELS:
            yield kind, data[place + 8 : place + 8 + length]
        if kind == b"ANMF":
            yield from _coded(data[place + 8 : place + 8 + length], 16)
        place += 8 + length + length % 2
