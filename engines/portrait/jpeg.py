"""A finished photo as a JPEG file: resolution set, size between two bounds. Knows no faces."""

from dataclasses import dataclass

import cv2
import numpy as np

from shared import errors

from .arrays import Rgb

KB = 1024
"""Bytes. The vendor's document names no unit; sites that check uploads count so."""
USUAL_QUALITY = 95
LOWEST_QUALITY = 30
"""Below it, blocks show in the skin and at the hair's edge (seen at 295 x 413). Under about 60 a plain background may
be off by more than one level, as JPEG's steps are that wide: 3 at 30.
"""
HIGHEST_QUALITY = 100
MOST_KB = 10 * KB
"""The greatest bound we take: a photo of 1050 x 1500 never needs more, and the filling is held in memory."""
HEADER = 4
"""Bytes of a comment segment before its text: marker and length."""
LONGEST_TEXT = 0xFFFF - 2
"""Bytes of text in one comment segment: its length counts itself."""
FIRST_TABLE = 20
"""Bytes before the first segment after the JFIF header that OpenCV writes."""


@dataclass(frozen=True)
class Window:
    """How large a file may be, in KB of 1024 bytes, bounds included; None is no bound. Raises InvalidParameter."""

    least_kb: int | None = None
    most_kb: int | None = None

    def __post_init__(self) -> None:
        """Check the bounds."""
        if (self.least_kb or 0) < 0 or (self.most_kb is not None and self.most_kb <= 0):
            raise errors.InvalidParameter("file_size_min and file_size_max are sizes in KB, greater than 0")
        if self.least_kb is not None and self.least_kb > MOST_KB:
            raise errors.InvalidParameter(f"file_size_min is at most {MOST_KB} KB")
        if None not in (self.least_kb, self.most_kb) and self.least > self.most:
            raise errors.InvalidParameter("file_size_min is greater than file_size_max")

    @property
    def least(self) -> int:
        """Bytes."""
        return (self.least_kb or 0) * KB

    @property
    def most(self) -> int:
        """Bytes."""
        return (MOST_KB if self.most_kb is None else min(self.most_kb, MOST_KB)) * KB

    def padded_size(self, size: int) -> int:
        """The size that a file of `size` bytes gets when it is filled up to the least."""
        return size if size >= self.least else max(self.least, size + HEADER)


ANY = Window()


def encode(photo: Rgb, dpi: int, window: Window = ANY) -> bytes:
    """The photo, H x W x 3, as a JPEG with colours in full resolution and `dpi` in its header.

    The quality is 95; where the file would be too large, the highest that fits, but at least 30; where it would be too
    small, 100, and what then lacks is filled with a comment. Raises InvalidParameter if the size cannot be kept.
    """
    bgr = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2BGR), np.uint8)
    file = _compress(bgr, USUAL_QUALITY)
    if len(file) < window.least:
        file = _largest(bgr, window, USUAL_QUALITY, HIGHEST_QUALITY) or file
    if window.padded_size(len(file)) > window.most:
        smaller = _largest(bgr, window, LOWEST_QUALITY, USUAL_QUALITY)
        if smaller is None:
            least = -(-len(_compress(bgr, LOWEST_QUALITY)) // KB)
            raise errors.InvalidParameter(
                f"the photo does not fit into file_size_max of {window.most // KB} KB: it needs at least {least} KB"
            )
        file = smaller
    return pad(_set_dpi(file, dpi), window)


def _compress(bgr: Rgb, quality: int) -> bytes:
    options = [
        cv2.IMWRITE_JPEG_QUALITY,
        quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
        cv2.IMWRITE_JPEG_OPTIMIZE,
        1,
    ]
    return cv2.imencode(".jpg", bgr, options)[1].tobytes()


def _largest(bgr: Rgb, window: Window, lowest: int, highest: int) -> bytes | None:
    """The file of the highest quality between two that fits, or None if not even the lowest does."""
    best = None
    while lowest <= highest:
        quality = (lowest + highest) // 2
        file = _compress(bgr, quality)
        if window.padded_size(len(file)) <= window.most:
            best, lowest = file, quality + 1
        else:
            highest = quality - 1
    return best


def _set_dpi(file: bytes, dpi: int) -> bytes:
    """Set unit and densities in the JFIF header (bytes 13 to 17)."""
    density = dpi.to_bytes(2, "big")
    return file[:13] + b"\x01" + density + density + file[18:]


def pad(file: bytes, window: Window) -> bytes:
    """A JFIF file with comment segments after its header, as large as the window's least."""
    lacking = window.padded_size(len(file)) - len(file)
    segments = []
    while lacking:
        text = min(lacking - HEADER, LONGEST_TEXT)
        if 0 < lacking - HEADER - text < HEADER:
            text -= HEADER  # room for the next segment's header
        segments.append(b"\xff\xfe" + (text + 2).to_bytes(2, "big") + b" " * text)
        lacking -= HEADER + text
    return file[:FIRST_TABLE] + b"".join(segments) + file[FIRST_TABLE:]
