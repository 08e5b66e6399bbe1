"""Whether a JPEG holds all of its picture. By itself the decoder says nothing: it draws grey what is not there."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the codes of a scan: in them 0xff is followed by 0, or by the number of a part of them."""
_BASELINE, _PROGRESSIVE = frozenset({0xC0, 0xC1}), 0xC2
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # these have no length
_ONES = b"\xff\x00" * 8
"""As they fill up a scan's last byte: the decoder looks up to eight bytes ahead."""
_MOST_SEGMENTS = 1000
_COEFFICIENTS = 64
_MISSING = "the scans of the JPEG end before its picture"


@dataclass(frozen=True)
class _Segment:
    """A marker, what stands in its segment, and where that ends."""

    marker: int
    content: bytes
    end: int


class _Watched(io.BytesIO):
    """A JPEG as its decoder reads it, which is asked at `end`, behind the codes of the only scan, what it has drawn.

    Where the file ends there, the marker of its end is made up: nothing else is missing.
    """

    def __init__(self, data: bytes, end: int, drawn: Callable[[], bool]) -> None:
        super().__init__(data)
        self._end, self._steps = end, iter((lambda: _ONES, self._rest))
        self._drawn = drawn

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece. Raises OSError where the picture should be drawn and is not."""
        left = self._end - self.tell()
        if left > 0:
            return super().read(left if size is None or size < 0 else min(size, left))
        step = next(self._steps, None)
        return step() if step else super().read(size)

    def _rest(self) -> bytes:
        if not self._drawn():
            raise OSError(_MISSING)
        return super().read() or bytes((0xFF, _END))


def load(image: JpegImageFile) -> None:
    """Decode an opened file. Raises OSError if a part of its picture is not in it."""
    data = cast(io.BytesIO, image.fp).getvalue()
    segments = list(islice(_segments(data), _MOST_SEGMENTS))
    frame = next((one for one in segments if one.marker in _BASELINE or one.marker == _PROGRESSIVE), None)
    scans = [one for one in segments if one.marker == _SCAN]
    if frame and scans:
        if frame.marker in _BASELINE and scans[0].content[:1] == frame.content[5:6]:  # all components in one scan
            image.load_prepare()
            image.fp = _Watched(data, _end_of_codes(data, scans[0].end), _last_row(image))
        elif len(segments) < _MOST_SEGMENTS and _lacks_scans(frame, scans):
            raise OSError(_MISSING)
    image.load()


def _last_row(image: JpegImageFile) -> Callable[[], bool]:
    """Whether the last row is drawn: until then it holds what no picture has."""
    place = (0, image.height - 1, image.width, image.height)
    noise = hashlib.shake_128().digest(image.width * len(image.getbands()))
    image.im.paste(Image.frombytes(image.mode, (image.width, 1), noise).im, place)
    mark = image.im.crop(place)
    return lambda: image.im.crop(place).chop_difference(mark).getbbox() is not None


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments up to the end of the picture, or to where they are no segments."""
    place = 2
    while found := _MARKER.search(data, place):
        marker, start = data[found.end() - 1], found.end()
        if marker == _END:
            return
        if marker in _ALONE:
            place = start
            continue
        length = int.from_bytes(data[start : start + 2])
        place = start + max(length, 2)
        yield _Segment(marker, data[start + 2 : place], place)


def _end_of_codes(data: bytes, start: int) -> int:
    found = _MARKER.search(data, start)
    return found.start() if found else len(data)


def _lacks_scans(frame: _Segment, scans: list[_Segment]) -> bool:
    """Whether a coefficient of a component never comes, or not down to its last bit."""
    missing = {(one, number) for one in frame.content[6::3] for number in range(_COEFFICIENTS)}
    for scan in scans:
        count = scan.content[0] if scan.content else 0
        if len(scan.content) < 2 * count + 4:
            continue
        first, last, bits = scan.content[2 * count + 1 : 2 * count + 4]
        if bits & 0x0F == 0:  # the position of the lowest bit that has come
            missing -= {(one, number) for one in scan.content[1 : 2 * count : 2] for number in range(first, last + 1)}
    return bool(missing)
