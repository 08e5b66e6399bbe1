"""HEIF files of any make, whose coded pictures are those of the small files in heic/."""

import struct
from dataclasses import dataclass, replace
from pathlib import Path

from shared.images import boxes

FOLDER = Path(__file__).parent / "heic"
ALPHA = b"\0\0\0\0urn:mpeg:hevc:2015:auxid:1\0"
DEPTH = b"\0\0\0\0urn:mpeg:hevc:2015:auxid:2\0"


@dataclass(frozen=True)
class Item:
    """An item: its type, its bytes, its properties, what it is made of and what it belongs to, by their numbers."""

    kind: bytes
    data: bytes
    properties: tuple[tuple[bytes, bytes], ...] = ()
    made_of: tuple[int, ...] = ()
    belongs_to: int = 0

    def sized(self, width: int, height: int) -> "Item":
        """The same with another declared size."""
        size = struct.pack(">III", 0, width, height)
        return replace(self, properties=(*(one for one in self.properties if one[0] != b"ispe"), (b"ispe", size)))

    def having(self, kind: bytes, content: bytes) -> "Item":
        """The same with another property."""
        return replace(self, properties=(*self.properties, (kind, content)))


def sample(name: str) -> bytes:
    """One of the files in heic/."""
    return (FOLDER / f"{name}.heic").read_bytes()


def coded(name: str = "corners") -> Item:
    """The picture in one of the files."""
    items = boxes.read(sample(name))
    held = tuple((kind, bytes(items.of(items.primary, kind) or b"")) for kind in (b"hvcC", b"ispe", b"colr"))
    return Item(b"hvc1", items.content(items.primary), held)


def grid(columns: int, rows: int, width: int, height: int) -> Item:
    """A picture whose tiles are the items from 2 on."""
    data = struct.pack(">BBBBII", 0, 1, rows - 1, columns - 1, width, height)
    return Item(b"grid", data, made_of=tuple(range(2, 2 + columns * rows))).sized(width, height)


def box(kind: bytes, *content: bytes) -> bytes:
    """A box."""
    joined = b"".join(content)
    return struct.pack(">I4s", len(joined) + 8, kind) + joined


def heif(*items: Item, brand: bytes = b"heic") -> bytes:
    """A file of these items, which have the numbers from 1 on; the first is the picture."""
    properties = list(dict.fromkeys(one for item in items for one in item.properties))
    head = box(b"ftyp", brand, bytes(4), b"mif1", brand)
    meta = _meta(items, properties, 0)
    return head + _meta(items, properties, len(head) + len(meta) + 8) + box(b"mdat", *(item.data for item in items))


def _meta(items: tuple[Item, ...], properties: list[tuple[bytes, bytes]], start: int) -> bytes:
    kinds, places, references, owned = [], [], [], []
    for number, item in enumerate(items, 1):
        kinds.append(box(b"infe", struct.pack(">IHH4sB", 2 << 24, number, 0, item.kind, 0)))
        places.append(struct.pack(">HHHII", number, 0, 1, start, len(item.data)))
        start += len(item.data)
        held = [1 + properties.index(one) for one in item.properties]
        owned.append(struct.pack(f">HB{len(held)}H", number, len(held), *held))
        if item.made_of:
            references.append(_reference(b"dimg", number, item.made_of))
        if item.belongs_to:
            references.append(_reference(b"auxl", number, (item.belongs_to,)))
    return box(
        b"meta",
        bytes(4),
        box(b"hdlr", bytes(8), b"pict", bytes(13)),
        box(b"pitm", bytes(4), struct.pack(">H", 1)),
        box(b"iinf", bytes(4), struct.pack(">H", len(kinds)), *kinds),
        box(b"iloc", bytes(4), struct.pack(">BBH", 0x44, 0, len(places)), *places),
        box(b"iref", bytes(4), *references),
        box(
            b"iprp",
            box(b"ipco", *(box(kind, content) for kind, content in properties)),
            box(b"ipma", struct.pack(">II", 1, len(owned)), *owned),
        ),
    )


def _reference(kind: bytes, number: int, others: tuple[int, ...]) -> bytes:
    return box(kind, struct.pack(f">HH{len(others)}H", number, len(others), *others))
