"""Whether a TIFF holds its picture: not only a thumbnail, and no hole amid its codes, of which libtiff only warns."""

from itertools import islice

from PIL.TiffImagePlugin import TiffImageFile

from .jpeg_segments import HOLE, has_hole, segments

_NEVER_ZEROS = frozenset({"tiff_ccitt", "group3", "group4", "tiff_lzw", "packbits"})
"""Ways to compress in which no encoder writes so many zeros: they would be codes that there are not, or no shorter than
what they stand for."""
_TABLES, _OFFSETS, _LENGTHS = 347, (273, 324), (279, 325)
"""Tags: JPEG's tables for all strips, and where strips or tiles lie."""
_KIND, _REDUCED, _MASK = 254, 1, 4
"""The tag for what a picture in the file is, its bits for a smaller copy of another, as cameras' raw files, DNG, NEF,
begin with one, and for a mask."""
_MOST_SEGMENTS = 1000


def is_small_copy(image: TiffImageFile) -> bool:
    """Whether an opened file's first picture is a thumbnail of another one that it holds."""
    return bool(_kind(image) & _REDUCED)


def is_page(image: TiffImageFile) -> bool:
    """Whether the picture that an opened file is at is neither a copy of another one nor a mask for it."""
    return not _kind(image) & (_REDUCED | _MASK)


def check(image: TiffImageFile, data: bytes) -> None:
    """Raises OSError for a strip or a tile of an opened file that is zeros where zeros cannot mean anything."""
    compression = image.info.get("compression")
    if compression not in (*_NEVER_ZEROS, "jpeg") or data.find(bytes(HOLE)) < 0:
        return
    tables = list(islice(segments(image.tag_v2.get(_TABLES, b"")), _MOST_SEGMENTS))
    for start, length in zip(_numbers(image, _OFFSETS), _numbers(image, _LENGTHS), strict=False):
        part = data[start : start + length]
        if compression == "jpeg":
            lost = not any(part) or has_hole(part, [*tables, *islice(segments(part), _MOST_SEGMENTS)])
        else:
            lost = part.find(bytes(HOLE)) >= 0
        if lost:
            raise OSError("a part of the TIFF is nothing but zeros")


def _kind(image: TiffImageFile) -> int:
    kind = image.tag_v2.get(_KIND, 0)
    return kind if isinstance(kind, int) else 0


def _numbers(image: TiffImageFile, tags: tuple[int, int]) -> tuple[int, ...]:
    found = next((image.tag_v2[tag] for tag in tags if tag in image.tag_v2), ())
    return (found,) if isinstance(found, int) else tuple(found)
