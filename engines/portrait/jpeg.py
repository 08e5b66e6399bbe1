"""A finished photo as a JPEG file: resolution set, size between two bounds. Knows no faces."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Rgb

KB = 1024
"""Bytes: sites that check uploads count so."""
USUAL_QUALITY = 95
LOWEST_QUALITY = 30
"""Below it, blocks show in the skin and at the hair's edge (seen at 295 x 413). Under about 60 a plain background may
be off by more than one level, as JPEG's steps are that wide: 3 at 30.
"""
HIGHEST_QUALITY = 100
HEADER = 4
"""Bytes of a comment segment before its text: marker and length."""
LONGEST_TEXT = 0xFFFF - 2
"""Bytes of text in one comment segment: its length counts itself."""
FIRST_TABLE = 20
"""Bytes before the first segment after the JFIF header that OpenCV writes."""


class DoesNotFit(ValueError):
    """A photo cannot be as small a file as ordered: it needs at least `least_kb` KB of 1024 bytes."""

    def __init__(self, least_kb: int) -> None:
        super().__init__(f"the photo needs at least {least_kb} KB")
        self.least_kb = least_kb


@dataclass(frozen=True)
class Window:
    """How large a file may be, in KB of 1024 bytes, bounds included; None is no bound."""

    least_kb: int | None = None
    most_kb: int | None = None

    @property
    def least(self) -> int:
        """Bytes."""
        return (self.least_kb or 0) * KB

    def holds(self, size: int) -> bool:
        """Whether a file of `size` bytes, filled up to the least where it is smaller, is not too large."""
        return self.most_kb is None or self.padded_size(size) <= self.most_kb * KB

    def padded_size(self, size: int) -> int:
        """The size that a file of `size` bytes gets when it is filled up to the least."""
        return size if size >= self.least else max(self.least, size + HEADER)


ANY_SIZE = Window()


def encode(photo: Rgb, dpi: int, window: Window = ANY_SIZE) -> bytes:
    """The photo, H x W x 3, as a JPEG with colours in full resolution and `dpi` in its header.

    The quality is 95; where the file would be too large, the highest that fits, but at least 30; where it would be too
    small, 100, and what then lacks is filled with a comment. Raises DoesNotFit if it is still too large at 30.
    """
    bgr = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2BGR), np.uint8)
    file = _compress(bgr, USUAL_QUALITY)
    if len(file) < window.least:
        file = _largest(bgr, window, USUAL_QUALITY, HIGHEST_QUALITY) or file
    if not window.holds(len(file)):
        smaller = _largest(bgr, window, LOWEST_QUALITY, USUAL_QUALITY)
        if smaller is None:
            raise DoesNotFit(-(-len(_compress(bgr, LOWEST_QUALITY)) // KB))
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
