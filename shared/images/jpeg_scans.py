"""Whether a JPEG holds all of its picture. By itself the decoder says nothing: it draws grey what is not there, and out
of place what follows a hole."""

import io
from collections.abc import Callable, Sequence
from itertools import islice
from typing import cast

from PIL.JpegImagePlugin import JpegImageFile

from . import rows
from .jpeg_segments import (
    BASELINE,
    END,
    INTERVAL,
    PROGRESSIVE,
    RESTARTS,
    SCAN,
    Segment,
    end_of_codes,
    has_hole,
    lacks_scans,
    segments,
)

_ONES = b"\xff\x00" * 8
"""As they fill up a scan's last byte: the decoder looks up to eight bytes ahead."""
_WORD = 8
"""Bytes: what codes are filled up to by encoders in hardware, whose words they are."""
_MOST_SEGMENTS = 1000
_MISSING = "the scans of the JPEG end before its picture"


class _Watched(io.BytesIO):
    """A JPEG as its decoder reads it, which is asked what it has drawn at `end`, behind the codes of the only scan, and
    a word before it: by then nothing less than all of the picture is drawn, and here something is missing.

    Where the file ends there, the marker of its end is made up: nothing else is missing.
    """

    def __init__(self, data: bytes, codes: range, drawn: Callable[[], bool]) -> None:
        super().__init__(data)
        self._end, self._steps = codes.stop, iter((lambda: _ONES, self._rest))
        self._early = max(codes.start, len(data[: codes.stop].rstrip(b"\0\xff")) - _WORD)
        self._drawn, self.needed = drawn, False

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece. Raises OSError where the picture should be drawn and is not, or is and should not be."""
        place = self.tell()
        if place >= self._early and not self.needed:
            self.needed = True
            if self._drawn():
                raise OSError(_MISSING)
        left = (self._end if self.needed else self._early) - place
        if left > 0:
            return super().read(left if size is None or size < 0 else min(size, left))
        step = next(self._steps, None)
        return step() if step else super().read(size)

    def _rest(self) -> bytes:
        if not self._drawn():
            raise OSError(_MISSING)
        return super().read() or bytes((0xFF, END))


def load(image: JpegImageFile) -> None:
    """Decode an opened file. Raises OSError if a part of its picture is not in it."""
    data = cast(io.BytesIO, image.fp).getvalue()
    found = list(islice(segments(data), _MOST_SEGMENTS))
    frame = next((one for one in found if one.marker in BASELINE or one.marker == PROGRESSIVE), None)
    scans = [one for one in found if one.marker == SCAN]
    if not frame or not scans:
        image.load()
        return
    if has_hole(data, found):
        raise OSError("a part of the JPEG is nothing but zeros")
    if frame.marker in BASELINE and scans[0].content[:1] == frame.content[5:6]:  # all components in one scan
        codes = range(scans[0].end, end_of_codes(data, scans[0].end))
        _check_restarts(data[codes.start : codes.stop], frame, found)
        _load_watched(image, data, codes)
        return
    if len(found) < _MOST_SEGMENTS and lacks_scans(frame, scans):
        raise OSError(_MISSING)
    image.load()


def _load_watched(image: JpegImageFile, data: bytes, codes: range) -> None:
    drawn = rows.watched(image, image.height - 1)
    image.fp = watched = _Watched(data, codes, drawn)
    image.load()
    if not watched.needed:
        raise OSError(_MISSING)


def _check_restarts(codes: bytes, frame: Segment, found: Sequence[Segment]) -> None:
    """Raises OSError unless the codes have as many parts as the picture, in their order; one more may end them."""
    numbers = [one[0][1] & 7 for one in RESTARTS.finditer(codes)]
    interval = next((int.from_bytes(one.content[:2]) for one in reversed(found) if one.marker == INTERVAL), 0)
    parts = -(-_units(frame) // interval) if interval else 1
    if len(numbers) not in (parts - 1, parts) or numbers != [number & 7 for number in range(len(numbers))]:
        raise OSError("parts of the JPEG are missing")


def _units(frame: Segment) -> int:
    """How many units (MCU) a scan of all components has."""
    height, width = int.from_bytes(frame.content[1:3]), int.from_bytes(frame.content[3:5])
    factors = frame.content[7::3] if frame.content[5] > 1 else bytes((0x11,))  # a lone component has one block each
    across, down = max(one >> 4 for one in factors), max(one & 15 for one in factors)
    return -(-width // (8 * across)) * -(-height // (8 * down))
