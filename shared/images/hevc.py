"""How a picture in HEVC is stored (ITU-T H.265, 7.3; ISO/IEC 14496-15, 8.3): its units, what its pixels take, and what
they are rounded to."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

_PARAMETERS, _NO_SLICE = 33, 32
"""The type of the unit that says how pixels are stored, and the first type that is no slice of a picture."""
_PICTURE, _ALONE = 34, (19, 20)
"""The type of the unit that says how slices begin, and those of slices which need no other picture (IDR)."""
_QP, _FINEST, _COARSEST = 26, -48, 51
"""That all others are counted from, and the ends: below 0 are those of deep samples."""
_SAMPLES = (Fraction(1), Fraction(3, 2), Fraction(2), Fraction(3))
"""Of a pixel, by the number of the chroma format: grey, 4:2:0, 4:2:2, 4:4:4."""
_HEAD = 256
"""Bytes of a unit that are looked at: more than what is read of its parameters ever has."""
_NO_CODES = (b"\0\0\0", b"\0\0\1", b"\0\0\2")
_FILLING = 3
"""Zeros behind a unit that fill up its last word."""
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

    def signed(self) -> int:
        """The next number of that kind that may be below 0."""
        number = self.coded()
        return (number + 1) // 2 if number % 2 else -number // 2

    def skip(self, count: int) -> None:
        """Leave out so many numbers that tell their own length."""
        for _ in range(count):
            self.coded()


def units(configuration: bytes, data: bytes) -> Iterator[bytes]:
    """The beginning of each unit in the bytes of an item whose hvcC is `configuration`."""
    prefix, place = (configuration[21] & 3) + 1, 0
    while place + prefix + 2 < len(data):
        length, place = int.from_bytes(data[place : place + prefix]), place + prefix
        yield data[place : place + min(length, _HEAD)]
        place += length


def check(configuration: bytes, data: bytes) -> None:
    """Raises ValueError unless the units in an item's bytes fill it, and hold nothing that in codes cannot stand.

    Those are two zeros with a byte of less than 3 behind: what would look so is parted by a 3.
    """
    prefix, place = (configuration[21] & 3) + 1, 0
    while place + prefix <= len(data):
        start = place + prefix
        place = start + int.from_bytes(data[place:start])
        last = place
        while last > max(start, place - _FILLING) and data[last - 1 : last] == b"\0":
            last -= 1
        if place > len(data) or any(data.find(one, start, last) >= 0 for one in _NO_CODES):
            raise ValueError("a unit is cut off or has a hole")


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
    _, chroma, _, deep = _layout(_Bits(unit))
    return _SAMPLES[min(chroma, 3)] * (2 if deep else 1)


def rounding(units: Sequence[bytes]) -> int | None:
    """The QP, at most 51, that a picture's first slice begins with: steps double with each 6. None where it stays open.

    Raises ValueError or IndexError for damaged units.
    """
    first = {_kind(unit): unit for unit in reversed(units)}
    head = next(unit for unit in units if begins(unit))
    if _kind(head) not in _ALONE or not {_PARAMETERS, _PICTURE} <= first.keys():
        return None
    picture, here = _Bits(first[_PICTURE]), _Bits(head)
    picture.next(16)
    picture.skip(2)  # its own number and that of its parameters
    picture.next(1)
    shown, extra = picture.next(1), picture.next(3)
    picture.next(2)
    picture.skip(2)  # how many pictures are referred to
    here.next(16 + 1 + 1)
    here.skip(1)
    here.next(extra)
    here.skip(1)  # the slice's kind
    here.next(shown)
    here.next(_before_rounding(_Bits(first[_PARAMETERS])))
    found = _QP + picture.signed() + here.signed()
    if not _FINEST <= found <= _COARSEST:
        raise ValueError("a QP that is none")
    return found


def _layout(bits: _Bits) -> tuple[int, int, int, int]:
    """Layers above the first, the chroma format, whether its planes lie apart, and whether samples have over 8 bits."""
    bits.next(16 + 4)
    layers = bits.next(3)
    bits.next(1 + _PROFILE + 8)
    present = [(bits.next(1), bits.next(1)) for _ in range(layers)]
    bits.next(2 * (8 - layers) if layers else 0)
    for profile, level in present:
        bits.next(_PROFILE * profile + 8 * level)
    bits.coded()
    chroma = bits.coded()
    apart = bits.next(int(chroma == 3))
    bits.skip(2)  # width and height
    bits.skip(4 * bits.next(1))  # what is cut off at each side
    depths = bits.coded(), bits.coded()
    return layers, chroma, apart, int(any(depths))


def _before_rounding(bits: _Bits) -> int:
    """How many bits of a slice stand between its kind and its QP: plane, and filters that are on or off."""
    layers, chroma, apart, _ = _layout(bits)
    bits.skip(1)
    bits.skip(3 * (1 + layers * bits.next(1)))
    bits.skip(6)  # sizes and depths of blocks
    if bits.next(1) and bits.next(1):
        _skip_lists(bits)
    bits.next(1)
    filtered = bits.next(1)
    return 2 * apart + filtered * (1 + (chroma > 0 and not apart))


def _skip_lists(bits: _Bits) -> None:
    """Leave out the lists by which steps differ with the frequency."""
    for size in range(4):
        for _ in range(2 if size == 3 else 6):
            if bits.next(1):
                bits.skip((size > 1) + min(64, 16 << 2 * size))
            else:
                bits.skip(1)


def _kind(unit: bytes) -> int:
    return unit[0] >> 1 & 63
