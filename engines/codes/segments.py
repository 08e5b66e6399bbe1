"""Which characters of a QR code are kanji or hanzi by their mode: they need no charset. Read off its modules.

zxing-cpp hands out the bytes of all modes as one. Zint, and what is built on it, writes Chinese in kanji mode wherever
Shift-JIS has all of its characters: a few of them are likelier in GBK than what they say.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .code import Gray
from .finders import FINDER

Bits = NDArray[np.bool_]
Places = NDArray[np.intp]

SINGLE = {1: "LMQH", 2: "LMQH", 3: "LM", 4: "L", 5: "L"}
"""Version -> levels at which its data is one block, in order. What is longer tells its language by itself."""
ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MODE, FORMAT = 4, 2
"""Bits of a mode; and modules of a finder's corner that are beside its ring, for format information and paper."""
NUMERIC, ALPHANUMERIC, BYTE, KANJI, HANZI = 1, 2, 4, 8, 13
COUNTS = {NUMERIC: 10, ALPHANUMERIC: 9, BYTE: 8, KANJI: 8, HANZI: 8}
"""Mode -> bits of the number of its characters, up to version 9."""
CHARSETS = {KANJI: "cp932", HANZI: "gb2312"}
SHIFT_JIS, GB2312 = ((0x1F00, 0x8140), (0xFFFF, 0xC140)), ((0x0A00, 0xA1A1), (0xFFFF, 0xA6A1))
"""Values below which these are added, for the two bytes of a character."""


class Segment(NamedTuple):
    """Bytes of one mode, and the charset that it is in, if the mode says so."""

    data: bytes
    charset: str | None


def segments_of(data: bytes, modules: Gray, level: str, mask: int) -> list[Segment]:
    """Return `data`, what a QR code holds, by its modes; none where its modules do not show that.

    They are as they were seen, before error correction.
    """
    side = len(modules)
    version = (side - 17) // 4
    if level not in SINGLE.get(version, ""):
        return []
    rows, columns = _places(side)
    bits = (modules[rows, columns] < 128) ^ _masked(rows, columns, mask)
    try:
        found = list(_read(_Bits(bits), len(data)))
    except (IndexError, KeyError):
        return []
    return found if b"".join(part.data for part in found) == data else []


class _Bits:
    """Numbers off a row of bits, one after another."""

    def __init__(self, bits: Bits) -> None:
        self.text = "".join("1" if bit else "0" for bit in bits)
        self.at = 0

    def number(self, length: int) -> int:
        """Return the next `length` bits as a number."""
        self.at += length
        if self.at > len(self.text):
            raise IndexError
        return int(self.text[self.at - length : self.at], 2)


def _read(bits: _Bits, size: int) -> Iterator[Segment]:
    """Yield segments until they have `size` bytes."""
    while size > 0:
        mode = bits.number(MODE)
        charset = CHARSETS.get(mode)
        if mode == HANZI:
            bits.number(MODE)  # the only set that there is
        count = bits.number(COUNTS[mode])
        if mode in (KANJI, HANZI):
            base, steps = (0xC0, SHIFT_JIS) if mode == KANJI else (0x60, GB2312)
            data = b"".join(_pair(bits.number(13), base, steps) for _ in range(count))
        elif mode == BYTE:
            data = bytes(bits.number(8) for _ in range(count))
        else:
            data = b"".join(_plain(bits, mode, count))
        size -= len(data)
        yield Segment(data, charset)


def _pair(value: int, base: int, steps: tuple[tuple[int, int], ...]) -> bytes:
    """Return the two bytes that 13 bits stand for."""
    both = value // base << 8 | value % base
    return (both + next(step for below, step in steps if both < below)).to_bytes(2, "big")


def _plain(bits: _Bits, mode: int, count: int) -> Iterator[bytes]:
    """Yield digits, three in ten bits, or characters, two in eleven."""
    group, lengths = (3, (0, 4, 7, 10)) if mode == NUMERIC else (2, (0, 6, 11))
    for start in range(0, count, group):
        here = min(group, count - start)
        value = bits.number(lengths[here])
        if mode == NUMERIC:
            yield b"%0*d" % (here, value)
        else:
            yield bytes(ALPHABET[value // 45**place % 45] for place in reversed(range(here)))


def _places(side: int) -> tuple[Places, Places]:
    """Return rows and columns of the data, bit by bit: pairs of columns from the right, upwards and down in turn."""
    taken = np.zeros((side, side), bool)
    corner = FINDER + FORMAT
    taken[:corner, :corner] = taken[:corner, 1 - corner :] = taken[1 - corner :, :corner] = True
    taken[FINDER - 1, :] = taken[:, FINDER - 1] = True
    if side > 21:
        taken[side - 9 : side - 4, side - 9 : side - 4] = True
    lefts = [*range(side - 2, FINDER - 1, -2), *range(FINDER - 3, -1, -2)]
    rows, columns = [], []
    for turn, left in enumerate(lefts):
        for row in range(side) if turn % 2 else reversed(range(side)):
            rows += [row, row]
            columns += [left + 1, left]
    order = np.array((rows, columns))
    free = ~taken[order[0], order[1]]
    return order[0][free], order[1][free]


def _masked(rows: Places, columns: Places, mask: int) -> Bits:
    """Tell which modules the mask turns over."""
    both = rows * columns
    turned: Bits = (
        (rows + columns) % 2,
        rows % 2,
        columns % 3,
        (rows + columns) % 3,
        (rows // 2 + columns // 3) % 2,
        both % 2 + both % 3,
        (both % 2 + both % 3) % 2,
        ((rows + columns) % 2 + both % 3) % 2,
    )[mask] == 0
    return turned
