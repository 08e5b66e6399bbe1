"""Transparency, and what lies under it: edges without waves, colours without fringes."""

from collections.abc import Iterator

import cv2
import numpy as np

from .colour import Bytes, Floats

STRIP = 128
"""Rows at a time, an even number: what is made of them stays small beside the picture."""


def spread(image: Bytes) -> None:
    """Give what cannot be seen of an RGBA image, H x W x 4, the colours of what can be seen beside it, in place.

    Else whatever colour a program left there runs into the edges when they are enlarged.
    """
    levels = [image]
    while _hides(levels[-1]) and max(levels[-1].shape[:2]) > 1:
        levels.append(_halved(levels[-1]))
    for coarse, fine in zip(levels[:0:-1], levels[-2::-1], strict=True):
        _fill(fine, coarse)


def is_soft(image: Bytes) -> bool:
    """Whether anything of an RGBA image is partly transparent."""
    return any(bool(((rows[..., 3] > 0) & (rows[..., 3] < 255)).any()) for rows in _strips(image))


def enlarge_linearly(alpha: Bytes) -> Bytes:
    """Transparency, H x W, at twice the sides, by no network: one takes stairs of 0 and 255 for a drawing."""
    return np.asarray(cv2.resize(alpha, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), np.uint8)


def keep_even(alpha: Bytes, enlarged: Bytes) -> None:
    """Let what is even in transparency be even in the enlarged one, 2H x 2W; `alpha` has a pixel around it.

    A network leaves faint waves beside edges: on what is opaque they are holes, on what is not they are dust.
    """
    inner = alpha[1:-1, 1:-1]
    height, width = inner.shape
    for y, x in ((0, 0), (0, 1), (1, 0), (1, 1)):  # a result lies between four pixels: by its place in the 2 x 2
        block = alpha[y : y + height + 1, x : x + width + 1]
        same = np.ones((height, width), np.bool_)
        for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            same &= block[down : down + height, right : right + width] == inner
        np.copyto(enlarged[y::2, x::2], inner, where=same)


def _strips(image: Bytes) -> Iterator[Bytes]:
    for top in range(0, len(image), STRIP):
        yield image[top : top + STRIP]


def _hides(image: Bytes) -> bool:
    return any(bool((rows[..., 3] == 0).any()) for rows in _strips(image))


def _halved(image: Bytes) -> Bytes:
    """At half the sides, rounded up: colours count by how much is seen of them, and a trace of them is kept."""
    halves = [_halved_strip(rows) for rows in _strips(image)]
    return np.concatenate(halves)


def _halved_strip(rows: Bytes) -> Bytes:
    height, width = rows.shape[:2]
    even = cv2.copyMakeBorder(rows, 0, height % 2, 0, width % 2, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    weighted = even.astype(np.float32)
    weighted[..., :3] *= weighted[..., 3:]
    lines = weighted[::2] + weighted[1::2]
    sums: Floats = lines[:, ::2] + lines[:, 1::2]
    half = np.empty(sums.shape, np.uint8)
    half[..., :3] = np.rint(sums[..., :3] / np.maximum(sums[..., 3:], 1))
    half[..., 3] = np.ceil(sums[..., 3] / 4)
    return half


def _fill(fine: Bytes, coarse: Bytes) -> None:
    """Colour what is hidden in `fine` by the level of half its size, which has colours everywhere."""
    for place, rows in enumerate(_strips(fine)):
        hidden = rows[..., 3:] == 0
        if not hidden.any():
            continue
        top = place * STRIP // 2
        above = min(top, 1)
        seen = coarse[top - above : top + STRIP // 2 + 1]
        enlarged = cv2.resize(seen, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)[2 * above :]
        np.copyto(rows[..., :3], enlarged[: rows.shape[0], : rows.shape[1], :3], where=hidden)
