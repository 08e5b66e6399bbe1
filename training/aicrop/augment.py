"""Random views of a training image. Knows no torch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALLEST = 0.6
"""Of a side: the smallest part of an image that is shown. Parts put subjects at the edge, and cut them."""
WHOLE = 0.3
"""Share of images that are shown whole."""
GREY = 0.1
"""Share of images that are shown without colour."""


@dataclass(frozen=True)
class View:
    """What part of an image is shown, in shares of its sides, and whether mirrored."""

    left: float
    top: float
    width: float
    height: float
    mirrored: bool

    def matrix(self) -> list[list[float]]:
        """The view as an affine map of coordinates from -1 to 1, from the view into the image."""
        flip = -1.0 if self.mirrored else 1.0
        return [
            [self.width * flip, 0.0, 2 * self.left + self.width - 1],
            [0.0, self.height, 2 * self.top + self.height - 1],
        ]


def view(random: np.random.Generator) -> View:
    """A view: the whole image, or a part of it that is at most a quarter wider or narrower than the image is."""
    mirrored = bool(random.random() < 0.5)
    if random.random() < WHOLE:
        return View(0.0, 0.0, 1.0, 1.0, mirrored)
    width = random.uniform(SMALLEST, 1.0)
    height = float(np.clip(width * random.uniform(0.8, 1.25), SMALLEST, 1.0))
    return View(random.uniform(0, 1 - width), random.uniform(0, 1 - height), width, height, mirrored)


def toned(image: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """An image (H x W x 3, 0 to 1) in another light: contrast and colour shifted, sometimes without colour."""
    if random.random() < GREY:
        image = np.repeat(image.mean(axis=2, keepdims=True), 3, axis=2)
    contrast, shift = random.uniform(0.7, 1.3), random.uniform(-0.08, 0.08, 3).astype(np.float32)
    moved: NDArray[np.float32] = np.clip((image - 0.5) * np.float32(contrast) + 0.5 + shift, 0, 1)
    return moved
