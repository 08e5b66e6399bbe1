"""A finished photo as a JPEG file: resolution set, size between two bounds. Knows no faces."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Rgb

KB, SMALL_KB = 1024, 1000
"""Bytes: sites that check uploads count in the one or in the other, so a least size has the first and a greatest one
the second."""
USUAL_QUALITY = 95
FULL_COLOUR = 60
"""From this quality on colours have full resolution; below, half of it both ways, as blocks disturb more than that."""
LOWEST_QUALITY = 20
"""Below it the face is made of blocks (seen at 413 x 579). Under about 60 a plain background may be off by more than
one level, as JPEG's steps are that wide: 3 at 30, 6 at 20.
"""
HIGHEST_QUALITY = 100
HEADER = 4
"""Bytes of a comment segment before its text: marker and length."""
LONGEST_TEXT = 0xFFFF - 2
"""Bytes of text in one comment segment: its length counts itself."""
FIRST_TABLE = 20
"""Bytes before the first segment after the JFIF header that OpenCV writes."""


class DoesNotFit(ValueError):
    """A photo cannot be as small a file as ordered: it needs at least `least_kb` KB of 1000 bytes."""

    def __init__(self, least_kb: int) -> None:
        super().__init__(f"the photo needs at least {least_kb} KB")
        self.least_kb = least_kb


@dataclass(frozen=True)
class Window:
    """How large a file may be, in KB, bounds included; None is no bound.

    It is so in KB of 1024 bytes and in those of 1000, unless the bounds are too near to each other: then in the first.
    """

    least_kb: int | None = None
    most_kb: int | None = None

    @property
    def least(self) -> int:
        """Bytes."""
        return (self.least_kb or 0) * KB

    def holds(self, size: int) -> bool:
        """Whether a file of `size` bytes, filled up to the least where it is smaller, is not too large."""
        return self.most_kb is None or self.padded_size(size) <= max(self.most_kb * SMALL_KB, self.least)

    def padded_size(self, size: int) -> int:
        """The size that a file of `size` bytes gets when it is filled up to the least."""
        return size if size >= self.least else max(self.least, size + HEADER)


ANY_SIZE = Window()


def encode(photo: Rgb, dpi: int, window: Window = ANY_SIZE) -> bytes:
    """The photo, H x W x 3, as a JPEG with `dpi` in its header, and with colours in full resolution from quality 60 on.

    The quality is 95; where the file would be too large, the highest that fits, but at least 20; where it would be too
    small, 100, and what then lacks is filled with a comment. Raises DoesNotFit if it is still too large at 20.
    """
    bgr = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2BGR), np.uint8)
    file = _compress(bgr, USUAL_QUALITY)
    if len(file) < window.least:
        file = _largest(bgr, window, USUAL_QUALITY, HIGHEST_QUALITY) or file
    if not window.holds(len(file)):
        smaller = _largest(bgr, window, LOWEST_QUALITY, USUAL_QUALITY)
        if smaller is None:
            raise DoesNotFit(-(-len(_compress(bgr, LOWEST_QUALITY)) // SMALL_KB))
        file = smaller
    return pad(_set_dpi(file, dpi), window)


def _compress(bgr: Rgb, quality: int) -> bytes:
    full = quality >= FULL_COLOUR
    options = [
        cv2.IMWRITE_JPEG_QUALITY,
        quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444 if full else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
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
        if window.holds(len(file)):
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
