"""A HEIF file made anew of the items that its picture needs: what decodes meets nothing else of what was sent."""

import struct
from collections.abc import Sequence

from .boxes import Items

_KEPT = frozenset({b"hvcC", b"ispe", b"colr", b"irot", b"imir", b"clap", b"auxC"})
"""Properties: the codec's parameters, size, colours, what is turned and cut off, and that an item is an alpha."""
_ESSENTIAL = frozenset({b"hvcC", b"irot", b"imir", b"clap"})


def write(items: Items, needed: Sequence[int]) -> bytes:
    """A file of the items that are needed, the picture itself first, each with its properties in their order."""
    head = _box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    contents = [items.content(item) for item in needed]
    meta = _meta(items, needed, [len(content) for content in contents], 0)
    start = len(head) + len(meta) + 8
    return head + _meta(items, needed, [len(content) for content in contents], start) + _box(b"mdat", *contents)


def _meta(items: Items, needed: Sequence[int], lengths: Sequence[int], start: int) -> bytes:
    numbers = {item: number for number, item in enumerate(needed, 1)}
    properties: dict[tuple[bytes, bytes], int] = {}
    kinds, places, references, owned = b"", b"", b"", b""
    for (item, number), length in zip(numbers.items(), lengths, strict=True):
        kinds += _box(b"infe", struct.pack(">IHH4sB", 2 << 24, number, 0, items.kinds[item], 0))
        places += struct.pack(">HHHII", number, 0, 1, start, length)
        start += length
        held = [one for one in items.held(item) if one[0] in _KEPT]
        indices = [properties.setdefault(one, len(properties) + 1) | (one[0] in _ESSENTIAL) << 15 for one in held]
        owned += struct.pack(f">HB{len(held)}H", number, len(held), *indices)
        if items.kinds[item] == b"grid":
            references += _reference(b"dimg", number, [numbers[part] for part in items.parts[item]])
    for item, owners in items.auxiliaries.items():
        if item in numbers and needed[0] in owners:
            references += _reference(b"auxl", numbers[item], [1])
    return _box(
        b"meta",
        bytes(4),
        _box(b"hdlr", bytes(8), b"pict", bytes(13)),
        _box(b"pitm", bytes(4), struct.pack(">H", 1)),
        _box(b"iinf", bytes(4), struct.pack(">H", len(needed)), kinds),
        _box(b"iloc", bytes(4), struct.pack(">BBH", 0x44, 0, len(needed)), places),
        _box(b"iref", bytes(4), references),
        _box(
            b"iprp",
            _box(b"ipco", *(_box(kind, content) for kind, content in properties)),
            _box(b"ipma", struct.pack(">II", 1, len(needed)), owned),
        ),
    )


def _reference(kind: bytes, start: int, ends: Sequence[int]) -> bytes:
    return _box(kind, struct.pack(f">HH{len(ends)}H", start, len(ends), *ends))


def _box(kind: bytes, *content: bytes) -> bytes:
    joined = b"".join(content)
    return struct.pack(">I4s", len(joined) + 8, kind) + joined
