"""Where the person is, roughly: MediaPipe's selfie segmentation over several parts of the image. Knows no edges."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha, Points, Rgb, strips, unit
from .networks import Network

SIDE = 256
"""Pixels: the network's input, whatever the shape of the part."""
OUTPUTS = ("activation_10",)
HEAD = 2.6
"""Side of the square around the head, in face heights: more detail of the hair than the whole part shows."""
FEATHER = 0.3
"""Face heights over which the look at the head passes into the look at the whole."""


@dataclass(frozen=True, eq=False)
class Scale:
    """Where the face is in the part of the image at hand: its middle, and its height in pixels."""

    centre: Points
    height: float


def segment(network: Network, part: Rgb, face: Scale) -> Alpha:
    """How sure the network is of the person, for a part of an image that shows the bust."""
    probability = _infer(network, part)
    window = around(face, HEAD / 2, HEAD / 2, HEAD / 2, probability.shape)
    head = part[window]
    if min(head.shape[:2]) < SIDE / 8:
        return probability
    return blended(probability, _infer(network, head), window, face, 0.5)


Window = tuple[slice, slice]
"""Rows and columns of a part."""


def around(face: Scale, beside: float, above: float, below: float, shape: tuple[int, ...]) -> Window:
    """What lies so many face heights around the face's middle, as far as the part, of this shape, shows it."""
    x, y = (float(value) for value in face.centre)
    edges = (y - above * face.height, y + below * face.height, x - beside * face.height, x + beside * face.height)
    top, bottom, left, right = (int(np.clip(edge, 0, shape[i // 2])) for i, edge in enumerate(edges))
    return slice(top, bottom), slice(left, right)


def blended(whole: Alpha, nearer: Alpha, window: Window, face: Scale, share: float) -> Alpha:
    """What was said of a whole part, and of a window of it, which counts for `share` and fades towards its ends."""
    down, across = (
        np.clip(_inside(places, length) / (FEATHER * face.height), 0, 1).astype(np.float32)
        for places, length in zip(window, whole.shape, strict=True)
    )
    both = whole.copy()
    there = both[window]
    for rows in strips(len(there)):
        weight = share * np.minimum(down[rows, None], across[None])
        there[rows] += weight * (nearer[rows] - there[rows])
    return both


def _inside(places: slice, whole: int) -> NDArray[np.float32]:
    """How far each place is from the ends, in pixels; an end that is the image's own counts as far away."""
    at = np.arange(places.start, places.stop, dtype=np.float32)
    before = at - places.start if places.start > 0 else np.full(len(at), np.inf)
    after = places.stop - 1 - at if places.stop < whole else np.full(len(at), np.inf)
    return np.asarray(np.minimum(before, after), np.float32)


def _infer(network: Network, part: Rgb) -> Alpha:
    """The mean of what the network says of the part and of its mirror image."""
    picture = unit(np.asarray(cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8))
    said = network.run(picture, OUTPUTS)[0].reshape(SIDE, SIDE)
    mirrored = network.run(picture[:, ::-1], OUTPUTS)[0].reshape(SIDE, SIDE)[:, ::-1]
    mean = (said + mirrored) / 2
    return np.asarray(cv2.resize(mean, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
