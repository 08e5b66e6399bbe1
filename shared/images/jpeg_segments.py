"""What stands in a JPEG (ITU-T T.81, annex B): its segments, which coefficients its scans bring, and holes in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the codes of a scan: in them 0xff is followed by 0, or by the number of a part of them."""
RESTARTS = re.compile(rb"\xff[\xd0-\xd7]")
"""What the parts of a scan's codes begin with, but for the first: their numbers, 0 to 7 over and over."""
BASELINE, PROGRESSIVE = frozenset({0xC0, 0xC1}), 0xC2
TABLES, SCAN, END, INTERVAL = 0xC4, 0xDA, 0xD9, 0xDD
HOLE = 512
"""Bytes: a sector. What was lost on a disk, or never came of an upload, is zeros of whole ones."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # these have no length
_COEFFICIENTS, _ALL_BITS = 64, 16
_LENGTHS = 16


@dataclass(frozen=True)
class Segment:
    """A marker, what stands in its segment, and where that ends."""

    marker: int
    content: bytes
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """The segments up to the end of the picture, or to where they are no segments."""
    place = 2
    while found := MARKER.search(data, place):
        marker, start = data[found.end() - 1], found.end()
        if marker == END:
            return
        if marker in _ALONE:
            place = start
            continue
        length = int.from_bytes(data[start : start + 2])
        place = start + max(length, 2)
        yield Segment(marker, data[start + 2 : place], place)


def end_of_codes(data: bytes, start: int) -> int:
    """Where the codes of a scan end that begin at `start`."""
    found = MARKER.search(data, start)
    return found.start() if found else len(data)


def lacks_scans(frame: Segment, scans: Sequence[Segment]) -> bool:
    """Whether a coefficient of a component never comes, or not down to its last bit, or a bit in between does not."""
    known: dict[tuple[int, int], int] = {}
    for scan in scans:
        count = scan.content[0] if scan.content else 0
        if len(scan.content) < 2 * count + 4:
            continue
        first, last, bits = scan.content[2 * count + 1 : 2 * count + 4]
        above, lowest = bits >> 4, bits & 0x0F  # positions of bits: up to which they had come, down to which they come
        for one in ((part, number) for part in scan.content[1 : 2 * count : 2] for number in range(first, last + 1)):
            if above and known.get(one, _ALL_BITS) > above:
                return True
            known[one] = lowest
    wanted = {(part, number) for part in frame.content[6::3] for number in range(_COEFFICIENTS)}
    return any(known.get(one) != 0 for one in wanted)


def has_hole(data: bytes, found: Sequence[Segment]) -> bool:
    """Whether a scan's codes are zeros over a HOLE, where such a run of zeros cannot mean anything."""
    firsts: dict[int, int] = {}
    for one in found:
        if one.marker == TABLES:
            firsts.update(_firsts(one.content))
        asked = one.marker == SCAN and not _may_be_zeros(one.content, firsts)
        if asked and data.find(bytes(HOLE), one.end, end_of_codes(data, one.end)) >= 0:
            return True
    return False


def _firsts(content: bytes) -> Iterator[tuple[int, int]]:
    """For each table its class and number, and the symbol whose code is all zeros."""
    place = 0
    while place + 1 + _LENGTHS < len(content):
        yield content[place], content[place + 1 + _LENGTHS]
        place += 1 + _LENGTHS + sum(content[place + 1 : place + 1 + _LENGTHS])


def _may_be_zeros(scan: bytes, firsts: dict[int, int]) -> bool:
    """Whether zeros are one plain block after the other: no change of brightness, and nothing more in the block."""
    count = scan[0] if scan else 0
    if len(scan) < 2 * count + 4:
        return True
    first, last, bits = scan[2 * count + 1 : 2 * count + 4]
    if first == 0 and bits >> 4:
        return True  # bits of brightness, as they are
    used = {table >> 4 for table in scan[2 : 2 * count + 1 : 2]} if first == 0 else set()
    used |= {0x10 | table & 15 for table in scan[2 : 2 * count + 1 : 2]} if last else set()
    return all(firsts.get(table, 0) == 0 for table in used)
