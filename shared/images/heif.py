"""What a HEIF file declares, read before anything is decoded: what its first picture is made of, and how large that is.

The library that decodes holds each part to its declared size; it would decode as many parts, and as many pictures in
one, as there are. It is given a file that holds the picture alone: what else can stand in one has made it fall over.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice

from shared import errors
from shared.bilingual import Bilingual

from . import boxes, heif_writer, hevc

MAX_TILES, MAX_UNITS = 2048, 16_384
"""Tiles, and the units of them all, those of their parameters too: a phone's picture of 48 megapixels has 200 tiles of
four to six each."""
MAX_TILE = 1 << 20
"""Pixels of a tile that even the smallest picture may have: phones' have 512 a side."""
BLOCK = 64
"""Pixels: a side of the largest block of HEVC; what is decoded are whole ones."""
_ALPHA = (b"urn:mpeg:hevc:2015:auxid:1\0", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")


@dataclass(frozen=True)
class Still:
    """Pixels that are decoded for a picture, those of its alpha among them, and the bytes that are taken by them then.

    `file` holds the picture and nothing else. `rounding` is the mean of the QPs that its parts begin with, not those of
    its alpha, at most 51; None where none says it.
    """

    pixels: int
    taken: int
    file: bytes
    rounding: float | None


def still(data: bytes) -> Still:
    """The first picture of a file. Raises InvalidImage for one that is not read.

    Raises ValueError, LookupError or struct.error if the file is damaged.
    """
    items = boxes.read(data)
    kind = items.kinds.get(items.primary)
    if kind == b"av01":
        raise _avif()
    if kind not in (b"hvc1", b"grid"):
        raise _other_heif()
    alphas = [one for one, owners in items.auxiliaries.items() if items.primary in owners and _is_alpha(items, one)]
    layers = (items.primary, *alphas)
    parts = [part for item in layers for part in _parts(items, item)]
    if len(parts) > MAX_TILES:
        raise _too_many_tiles()
    needed = tuple(dict.fromkeys((*layers, *parts)))
    if sum(extent.length for item in needed for extent in items.extents.get(item, ())) > len(data):
        raise ValueError("the parts share bytes")
    sizes = {part: _pixels(items, part) for part in parts}
    units = _units(items, sizes)
    taken = {part: sizes[part] * _pixel_bytes(units[part]) for part in sizes}
    written = heif_writer.write(items, needed)
    rounding = _rounding(units[part] for part in _parts(items, items.primary))
    return Still(sum(sizes[part] for part in parts), int(sum(taken[part] for part in parts)), written, rounding)


def _rounding(parts: Iterable[Sequence[bytes]]) -> float | None:
    known = [step for step in map(_begun_with, parts) if step is not None]
    return sum(known) / len(known) if known else None


def _begun_with(units: Sequence[bytes]) -> int | None:
    try:
        return hevc.rounding(units)
    except (ValueError, IndexError):  # longer parameters than are looked at, or damaged ones: the decoder will say
        return None


def _is_alpha(items: boxes.Items, item: int) -> bool:
    return (items.of(item, b"auxC") or b"")[4:].startswith(_ALPHA)


def _parts(items: boxes.Items, item: int) -> Sequence[int]:
    return items.parts[item] if items.kinds.get(item) == b"grid" else (item,)


def _pixels(items: boxes.Items, item: int) -> int:
    size = items.of(item, b"ispe")
    if items.kinds.get(item) != b"hvc1" or size is None:
        raise ValueError("a part without a size, or in another codec")
    width, height = (-(-side // BLOCK) * BLOCK for side in struct.unpack_from(">II", size, 4))
    return int(width * height)


def _units(items: boxes.Items, parts: Iterable[int]) -> dict[int, list[bytes]]:
    """The beginnings of each part's units, MAX_UNITS in all at most. Raises InvalidImage for more."""
    found, left = {}, MAX_UNITS
    for part in parts:
        configuration = items.of(part, b"hvcC")
        if configuration is None:
            raise ValueError("a part without the parameters of its codec")
        hevc.check(configuration, items.content(part))
        units = chain(hevc.configured(configuration), hevc.units(configuration, items.content(part)))
        found[part] = list(islice(units, left + 1))
        left -= len(found[part])
        if left < 0:
            raise errors.InvalidImage(
                Bilingual(
                    "the HEIC has more than {most} slices: save it as a JPEG",
                    "此 HEIC 的条带超过 {most} 个：请存为 JPEG",
                    most=MAX_UNITS,
                )
            )
    return found


def _pixel_bytes(units: Sequence[bytes]) -> Fraction:
    """What a decoded pixel takes. Raises ValueError unless a part is one picture: each more would be decoded too."""
    if sum(map(hevc.begins, units)) != 1:
        raise ValueError("a part that is not one picture")
    return max(map(hevc.pixel_bytes, units))


def _avif() -> errors.InvalidImage:
    return errors.InvalidImage(
        Bilingual(
            "AVIF is not read: send JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC",
            "不支持 AVIF：请发送 JPEG、PNG、WebP、GIF、BMP、TIFF 或 HEIC",
        )
    )


def _other_heif() -> errors.InvalidImage:
    return errors.InvalidImage(
        Bilingual(
            "of HEIF only stills in HEVC are read, such as phones take: send a JPEG",
            "HEIF 只支持手机所拍的那种 HEVC 编码静态图片：请发送 JPEG",
        )
    )


def _too_many_tiles() -> errors.InvalidImage:
    return errors.InvalidImage(
        Bilingual(
            "the HEIC has more than {most} tiles: save it as a JPEG",
            "此 HEIC 的分块超过 {most} 个：请存为 JPEG",
            most=MAX_TILES,
        )
    )
