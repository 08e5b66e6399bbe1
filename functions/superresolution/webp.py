"""How much detail a WebP gave up, from the head of its first picture (RFC 9649; RFC 6386, sections 7, 9.2 to 9.6)."""

from collections.abc import Iterator

from engines.superresolution import equal_quality

LOSSY = b"VP8 "
HEAD, ENOUGH = 10, 256
"""Bytes before a picture's first bool, and from there on in which all that is read here lies."""
SEGMENTS, REFERENCES = 4, 8
EVEN = 128
"""Chance, of 256, by which bools of the head are coded."""
ALWAYS = 255
LINEAR, SQUARED = 0.25, 0.0075
"""JPEG's quality that our networks are told at best: from 100 this much for each step of WebP's index, and for its
square. Found on validation photographs, indices 0 to 74: within 0.02 dB of the best in RGB."""


def jpeg_quality(data: bytes) -> int | None:
    """The quality, 1 to 97, of a JPEG that lost as much as a WebP file's first picture; None if that lost nothing."""
    kind, place = _picture(data)
    if kind != LOSSY:
        return None
    index = _index(Bools(data[place + HEAD : place + HEAD + ENOUGH]))
    return equal_quality(LINEAR * index + SQUARED * index**2)


def _picture(data: bytes) -> tuple[bytes, int]:
    """The kind of the first picture's chunk, and where it begins: behind profile and EXIF, and within a frame."""
    place = 12
    while (kind := data[place : place + 4]) not in (LOSSY, b"VP8L", b""):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + (16 if kind == b"ANMF" else length + length % 2)
    return kind, place + 8


class Bools:
    """Reads what VP8's arithmetic coder wrote; zeros behind its end."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data[:2], "big")
        self._rest = iter(data[2:])
        self._range, self._shifted = 255, 0

    def next(self) -> bool:
        """One bool, as likely as not."""
        split = 1 + ((self._range - 1) * EVEN >> 8)
        found = self._value >= split << 8
        if found:
            self._range -= split
            self._value -= split << 8
        else:
            self._range = split
        while self._range < EVEN:
            self._range <<= 1
            self._value <<= 1
            self._shifted += 1
            if self._shifted % 8 == 0:
                self._value |= next(self._rest, 0)
        return found

    def number(self, bits: int) -> int:
        """A number of so many bits."""
        value = 0
        for _ in range(bits):
            value = value << 1 | self.next()
        return value

    def change(self, bits: int) -> int:
        """A number with its sign, 0 where there is none."""
        if not self.next():
            return 0
        value = self.number(bits)
        return -value if self.next() else value


def _index(bools: Bools) -> float:
    """The mean index of the steps that the picture's segments are rounded to, 0 to 127."""
    bools.number(2)  # colour space and clamping
    is_absolute, changes, shares = False, [0], [1.0]
    if bools.next():
        has_map = bools.next()
        if bools.next():
            is_absolute = bools.next()
            changes = [bools.change(7) for _ in range(SEGMENTS)]
            for _ in range(SEGMENTS):
                bools.change(6)
        shares = list(_shares(bools)) if has_map else shares
    bools.number(1 + 6 + 3)  # the filter's kind, level and sharpness
    if bools.next() and bools.next():
        for _ in range(REFERENCES):
            bools.change(6)
    bools.number(2)  # how many parts follow
    base = bools.number(7)
    indices = [change if is_absolute else base + change for change in changes]
    return sum(share * index for share, index in zip(shares, indices, strict=False))


def _shares(bools: Bools) -> Iterator[float]:
    """Of the picture, for each segment: by the tree of chances that tells them apart."""
    first, left, right = (bools.number(8) / ALWAYS if bools.next() else 1.0 for _ in range(SEGMENTS - 1))
    yield from (first * left, first * (1 - left), (1 - first) * right, (1 - first) * (1 - right))
