"""What a file may ask of a processor: about a second. Each bound is on what is cheap to write and dear to read."""

import re
import struct
from dataclasses import dataclass
from typing import cast

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from . import libheif, refusals

MAX_PARTS = 65_536
"""Chunks of a PNG, segments of a JPEG, strips or tiles of a TIFF, blocks before a GIF's first frame: Pillow takes up to
20 us for each, in Python, and keeps many."""

MAX_SCANNED = 1_000_000_000
"""Pixels times scans of a JPEG, 0.7 ns each. Encoders write about 10 scans for colour, 18 for CMYK, of any size."""

MAX_RUNS = 10_000_000
"""Pixels of a BMP in run lengths, 60 ns each, and twice its bytes, 200 ns each: Pillow unpacks them in Python."""

_SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
_PROGRESSIVE = re.compile(rb"\xff[\xc2\xca]\x00(?:\x0b|\x0e|\x11|\x14)\x08")
_TEXT = frozenset({1, 2, 6, 7})  # types of TIFF whose values Pillow reads as one


@dataclass(frozen=True)
class Blocks:
    """The strips or tiles of a TIFF: each one's width and height, and how many there are."""

    width: int
    height: int
    count: int


def check_file(data: bytes) -> None:
    """Look at a file that is not open yet, as Pillow reads all of its parts to open it. Raises InvalidImage."""
    if data.startswith(b"\xff\xd8") and _jpeg_segments(data) > MAX_PARTS:
        raise refusals.jpeg_segments(MAX_PARTS)
    if data.startswith(b"\x89PNG") and _png_chunks(data) > MAX_PARTS:
        raise refusals.png_chunks(MAX_PARTS)
    if data.startswith(b"GIF8") and _gif_blocks(data) > MAX_PARTS:
        raise refusals.gif_blocks(MAX_PARTS)
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+") and _tiff_values(data) > MAX_PARTS:
        raise refusals.tiff_parts(MAX_PARTS)


def check_picture(image: Image.Image, data: bytes, max_pixels: int) -> None:
    """Look at a file that is open and not decoded. Raises InvalidImage."""
    pixels = image.width * image.height
    if isinstance(image, TiffImageFile):
        parts = blocks(image)
        if parts.count > MAX_PARTS:
            raise refusals.tiff_parts(MAX_PARTS)
        if parts.width * parts.height * parts.count > 2 * max_pixels:  # the tiles at the edges reach beyond it
            raise refusals.tiff_tiles()
    if image.format == libheif.FORMAT:
        _check_heif(image, max_pixels)
    if pixels * scans(image, data) > MAX_SCANNED:
        most = MAX_SCANNED // pixels
        raise refusals.jpeg_scans(most)
    in_runs = image.format == "BMP" and image.tile[0][0] == "bmp_rle"  # type: ignore[attr-defined]
    if in_runs and max(pixels, 2 * len(data)) > MAX_RUNS:
        raise refusals.bmp_runs(MAX_RUNS)


def _check_heif(image: Image.Image, max_pixels: int) -> None:
    from . import heif

    if image.mode not in libheif.MODES:
        raise refusals.grey_heic()
    layers = 2 if image.has_transparency_data else 1
    if image.info[libheif.STILL].pixels > layers * (
        2 * max_pixels + heif.MAX_TILE
    ):  # those at the edges reach beyond it
        raise refusals.heic_tiles()


def scans(image: Image.Image, data: bytes) -> int:
    """How often the decoder goes over the picture's pixels, at most. Raises InvalidImage if that cannot be said."""
    if image.format in ("JPEG", "MPO"):
        return len(_SCAN.findall(data))
    compression = image.info.get("compression")
    if not isinstance(image, TiffImageFile) or compression not in ("jpeg", "tiff_jpeg"):
        return 1
    offsets, lengths = (_numbers(image, *tags) for tags in ((273, 324), (279, 325)))
    strips = set(zip(offsets, lengths, strict=False))
    if compression == "tiff_jpeg" or sum(length for _, length in strips) > 2 * len(data):
        return len(_SCAN.findall(data))  # of the old kind of TIFF, or of strips that overlap: each may hold them all
    return max((len(_SCAN.findall(data, start, start + length)) for start, length in strips), default=1)


def keeps_coefficients(image: Image.Image, data: bytes) -> bool:
    """Whether the decoder keeps all of a JPEG before it makes the first pixel: a progressive one even with one scan."""
    times = scans(image, data)
    if image.format == "TIFF" and image.info.get("compression") not in ("jpeg", "tiff_jpeg"):
        return False
    return times > 1 or _PROGRESSIVE.search(data) is not None


def blocks(image: TiffImageFile) -> Blocks:
    """The strips or tiles of `image`."""
    tags = image.tag_v2
    width, height = tags[256], tags[257]
    across, down = (tags[322], tags[323]) if 322 in tags else (width, min(tags.get(278, height), height))
    planes = tags.get(277, 1) if tags.get(284, 1) == 2 else 1
    return Blocks(across, down, -(-width // across) * -(-height // down) * planes)


def _numbers(image: TiffImageFile, *tags: int) -> tuple[int, ...]:
    return cast(tuple[int, ...], next((image.tag_v2[tag] for tag in tags if tag in image.tag_v2), ()))


def _jpeg_segments(data: bytes) -> int:
    """Segments before the first scan, and bytes between them: one more than MAX_PARTS at most."""
    count, place = 0, 2
    while count <= MAX_PARTS and place + 4 <= len(data):
        lead, marker = data[place], data[place + 1]
        if (lead, marker) == (0xFF, 0xDA):
            break
        if lead != 0xFF or marker in (0x00, 0xFF):
            place += 1
        elif 0xD0 <= marker <= 0xD9:  # these have no length
            place += 2
        else:
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4]))
        count += 1
    return count


def _png_chunks(data: bytes) -> int:
    """Chunks of the file: one more than MAX_PARTS at most."""
    count, place = 0, 8
    while count <= MAX_PARTS and place + 8 <= len(data):
        place += 12 + int.from_bytes(data[place : place + 4])
        count += 1
    return count


def _gif_blocks(data: bytes) -> int:
    """Blocks and stray bytes before the first frame, as Pillow finds them: little more than MAX_PARTS at most."""
    count, place = 0, 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    while count <= MAX_PARTS and data[place : place + 1] not in (b"", b",", b";"):
        extension, label = data[place : place + 1] == b"!", data[place + 1 : place + 2]
        count, place = count + 1, place + 1
        if not extension:
            continue
        named = label == b"\xff" and data[place + 2 : place + 13] == b"NETSCAPE2.0"
        firsts = 2 if named else 1  # after which Pillow reads on, even from an empty one, unless it is a comment
        place += 1
        length = -1
        while count <= MAX_PARTS and place < len(data) and (length != 0 or (firsts >= 0 and label != b"\xfe")):
            length = data[place]
            count, place, firsts = count + 1, place + 1 + length, firsts - 1
    return count


def _tiff_values(data: bytes) -> int:
    """The most values that an entry of the first directory has."""
    order, big = "<" if data.startswith(b"II") else ">", 43 in (data[2], data[3])
    (start,) = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)
    (entries,) = struct.unpack_from(order + ("Q" if big else "H"), data, start)
    start, entry = start + (8 if big else 2), struct.Struct(order + ("HHQ8x" if big else "HHI4x"))
    directory = data[start : start + entry.size * min(entries, MAX_PARTS)]
    whole = len(directory) // entry.size * entry.size
    return max((count for _, kind, count in entry.iter_unpack(directory[:whole]) if kind not in _TEXT), default=0)
