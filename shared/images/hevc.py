"""How a picture in HEVC is stored (ITU-T H.265, 7.3; ISO/IEC 14496-15, 8.3): its units, and what its pixels take."""

from collections.abc import Iterator
from fractions import Fraction

_PARAMETERS, _NO_SLICE = 33, 32
"""The type of the unit that says how pixels are stored, and the first type that is no slice of a picture."""
_SAMPLES = (Fraction(1), Fraction(3, 2), Fraction(2), Fraction(3))
"""Of a pixel, by the number of the chroma format: grey, 4:2:0, 4:2:2, 4:4:4."""
_HEAD = 256
"""Bytes of a unit that are looked at: more than what is read of its parameters ever has."""
_PROFILE = 88
"""Bits of a profile."""


class _Bits:
    """A unit's bits, one field after the other. Raises ValueError where there are none left."""

    def __init__(self, unit: bytes) -> None:
        plain = unit.replace(b"\0\0\3", b"\0\0")  # a byte that keeps what looks like the start of a unit apart
        self._bits = int.from_bytes(plain)
        self._left = 8 * len(plain)

    def next(self, count: int) -> int:
        """The number in the next bits."""
        self._left -= count
        if self._left < 0:
            raise ValueError("a unit is cut off")
        return self._bits >> self._left & (1 << count) - 1

    def coded(self) -> int:
        """The next number that tells its own length (Exp-Golomb)."""
        zeros = 0
        while not self.next(1):
            zeros += 1
        return (1 << zeros) - 1 + self.next(zeros)


def units(configuration: bytes, data: bytes) -> Iterator[bytes]:
    """The beginning of each unit in the bytes of an item whose hvcC is `configuration`."""
    prefix, place = (configuration[21] & 3) + 1, 0
    while place + prefix + 2 < len(data):
        length, place = int.from_bytes(data[place : place + prefix]), place + prefix
        yield data[place : place + min(length, _HEAD)]
        place += length


def configured(configuration: bytes) -> Iterator[bytes]:
    """The beginning of each unit in an hvcC itself: there the parameters are."""
    place = 23
    for _ in range(configuration[22]):
        count, place = int.from_bytes(configuration[place + 1 : place + 3]), place + 3
        for _ in range(count):
            length, place = int.from_bytes(configuration[place : place + 2]), place + 2
            yield configuration[place : place + min(length, _HEAD)]
            place += length


def begins(unit: bytes) -> bool:
    """Whether a unit is the first slice of a picture."""
    return _kind(unit) < _NO_SLICE and unit[2] >= 0x80


def pixel_bytes(unit: bytes) -> Fraction:
    """What a decoded pixel takes by this unit, 0 where it does not say. Raises ValueError if it is damaged."""
    if _kind(unit) != _PARAMETERS:
        return Fraction(0)
    bits = _Bits(unit)
    bits.next(16 + 4)
    layers = bits.next(3)
    bits.next(1 + _PROFILE + 8)
    present = [(bits.next(1), bits.next(1)) for _ in range(layers)]
    bits.next(2 * (8 - layers) if layers else 0)
    for profile, level in present:
        bits.next(_PROFILE * profile + 8 * level)
    bits.coded()
    chroma = bits.coded()
    bits.next(int(chroma == 3))
    for _ in range(2):
        bits.coded()  # width and height
    for _ in range(4 * bits.next(1)):
        bits.coded()  # what is cut off at each side
    deep = bits.coded() or bits.coded()
    return _SAMPLES[min(chroma, 3)] * (2 if deep else 1)


def _kind(unit: bytes) -> int:
    return unit[0] >> 1 & 63
