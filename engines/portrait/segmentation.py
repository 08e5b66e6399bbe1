"""Where the person is, roughly: MediaPipe's selfie segmentation over several parts of the image. Knows no edges."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Alpha, Points, Rgb, unit
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
    height, width = probability.shape
    reach = HEAD / 2 * face.height
    x0, x1 = (int(np.clip(face.centre[0] + side * reach, 0, width)) for side in (-1, 1))
    y0, y1 = (int(np.clip(face.centre[1] + side * reach, 0, height)) for side in (-1, 1))
    if min(x1 - x0, y1 - y0) < SIDE / 8:
        return probability
    head = _infer(network, part[y0:y1, x0:x1])
    x, y = np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32)
    inside = np.minimum(_weight(x, x0, x1, width)[None], _weight(y, y0, y1, height)[:, None])
    weight = np.clip(inside / (FEATHER * face.height), 0, 1).astype(np.float32) * 0.5
    probability[y0:y1, x0:x1] += weight * (head - probability[y0:y1, x0:x1])
    return probability


def _weight(places: Points, low: int, high: int, whole: int) -> Points:
    """The distance from the part's ends; an end that is the image's own counts as far away."""
    left = places - low if low > 0 else np.full(len(places), np.inf)
    right = high - 1 - places if high < whole else np.full(len(places), np.inf)
    return np.asarray(np.minimum(left, right), np.float32)


def _infer(network: Network, part: Rgb) -> Alpha:
    """The mean of what the network says of the part and of its mirror image."""
    picture = unit(np.asarray(cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8))
    said = network.run(picture, OUTPUTS)[0].reshape(SIDE, SIDE)
    mirrored = network.run(picture[:, ::-1], OUTPUTS)[0].reshape(SIDE, SIDE)[:, ::-1]
    mean = (said + mirrored) / 2
    return np.asarray(cv2.resize(mean, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
