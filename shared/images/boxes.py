"""The boxes of a HEIF file (ISO/IEC 14496-12, 23008-12): its items, what they are made of, where their bytes lie."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_BOXES = 65_536
"""Of a file, with what its items lie in, own and refer to: a phone's has a few hundred of each."""


class _Numbers:
    """Whole numbers, read one after the other. Raises ValueError where there are none left."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._place = data, 0

    def next(self, size: int) -> int:
        """The number in the next `size` bytes."""
        piece = self.bytes(size)
        return int.from_bytes(piece)

    def bytes(self, size: int) -> bytes:
        """The next `size` bytes."""
        piece = bytes(self._data[self._place : self._place + size])
        if len(piece) < size:
            raise ValueError("a box is cut off")
        self._place += size
        return piece

    def rest(self) -> memoryview:
        """What follows."""
        return self._data[self._place :]


@dataclass(frozen=True)
class Extent:
    """Bytes of an item: in the file, or with `inner` among those that the boxes themselves hold."""

    inner: bool
    start: int
    length: int


@dataclass
class Items:
    """A file's items by their numbers: types, properties, what each is made of, and what it belongs to.

    `properties` are numbered from 1; `auxiliaries` says of an item to which others it belongs.
    """

    data: memoryview
    primary: int = 0
    kinds: dict[int, bytes] = field(default_factory=dict)
    properties: list[tuple[bytes, bytes]] = field(default_factory=list)
    owned: dict[int, list[int]] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)
    auxiliaries: dict[int, list[int]] = field(default_factory=dict)
    extents: dict[int, list[Extent]] = field(default_factory=dict)
    inner: memoryview = field(default_factory=lambda: memoryview(b""))
    _boxes: int = 0

    def held(self, item: int) -> list[tuple[bytes, bytes]]:
        """The properties of an item, by their kinds. Raises IndexError where there is no such."""
        return [self.properties[number - 1] for number in self.owned.get(item, ()) if number]

    def of(self, item: int, kind: bytes) -> bytes | None:
        """The first property of that kind of an item."""
        return next((content for name, content in self.held(item) if name == kind), None)

    def content(self, item: int) -> bytes:
        """The bytes of an item."""
        return b"".join(
            (self.inner if extent.inner else self.data)[extent.start : extent.start + extent.length]
            for extent in self.extents.get(item, ())
        )

    def count(self, boxes: int = 1) -> None:
        """Note that there are more boxes, or what is like them. Raises ValueError for too many."""
        self._boxes += boxes
        if self._boxes > MAX_BOXES:
            raise ValueError("too many boxes")


def read(data: bytes) -> Items:
    """The items of a file. Raises ValueError, LookupError or struct.error if it is damaged, or says things twice."""
    items = Items(memoryview(data))
    (meta,) = [content for kind, content in _boxes(items, items.data) if kind == b"meta"]
    children = list(_boxes(items, meta[4:]))
    named = dict(children)
    if len(named) < len(children):
        raise ValueError("a box comes twice")
    items.inner = named.get(b"idat", items.inner)
    _primary(items, _Numbers(named[b"pitm"]))
    _kinds(items, _Numbers(named[b"iinf"]))
    _places(items, _Numbers(named[b"iloc"]))
    _references(items, _Numbers(named.get(b"iref", memoryview(bytes(4)))))
    for kind, content in _boxes(items, named[b"iprp"]):
        if kind == b"ipco":
            items.properties += [(name, bytes(held)) for name, held in _boxes(items, content)]
        elif kind == b"ipma":
            _owned(items, _Numbers(content))
    return items


def _boxes(items: Items, data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    place = 0
    while place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, place + 8), 16
        size = size or len(data) - place  # 0: as far as there is
        if size < head:
            raise ValueError("a box is smaller than its head")
        items.count()
        yield kind, data[place + head : place + size]
        place += size


def _primary(items: Items, numbers: _Numbers) -> None:
    items.primary = numbers.next(4 if numbers.next(4) >> 24 else 2)


def _kinds(items: Items, numbers: _Numbers) -> None:
    numbers.next(4 if numbers.next(4) >> 24 else 2)
    for _, content in _boxes(items, numbers.rest()):
        entry = _Numbers(content)
        version = entry.next(4) >> 24
        number = entry.next(4 if version > 2 else 2)
        entry.next(2)
        if number in items.kinds:
            raise ValueError("an item comes twice")
        items.kinds[number] = entry.bytes(4)


def _places(items: Items, numbers: _Numbers) -> None:
    version, sizes = numbers.next(4) >> 24, numbers.next(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(numbers.next(4 if version > 1 else 2)):
        number = numbers.next(4 if version > 1 else 2)
        inner = version > 0 and numbers.next(2) & 15 == 1
        numbers.next(2)
        start = numbers.next(base)
        extents = numbers.next(2)
        items.count(1 + extents)
        if number in items.extents:
            raise ValueError("an item lies twice")
        items.extents[number] = [
            _extent(numbers, inner, start, (index if version else 0, offset, length)) for _ in range(extents)
        ]


def _extent(numbers: _Numbers, inner: bool, base: int, sizes: tuple[int, int, int]) -> Extent:
    _, start, length = (numbers.next(size) for size in sizes)
    return Extent(inner, base + start, length)


def _references(items: Items, numbers: _Numbers) -> None:
    wide = 4 if numbers.next(4) >> 24 else 2
    kept = {b"auxl": items.auxiliaries, b"dimg": items.parts}
    for kind, content in _boxes(items, numbers.rest()):
        entry = _Numbers(content)
        start, count = entry.next(wide), entry.next(2)
        items.count(count)
        ends = [entry.next(wide) for _ in range(count)]
        if kind in kept:
            kept[kind].setdefault(start, []).extend(ends)


def _owned(items: Items, numbers: _Numbers) -> None:
    head = numbers.next(4)
    for _ in range(numbers.next(4)):
        number, count = numbers.next(4 if head >> 24 else 2), numbers.next(1)
        items.count(1 + count)
        held = [numbers.next(2) & 0x7FFF if head & 1 else numbers.next(1) & 0x7F for _ in range(count)]
        items.owned.setdefault(number, []).extend(held)
