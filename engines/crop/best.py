"""The ratio for a caller that names none."""

from .crop import Crop
from .scene import Scene

RATIOS = (1.0, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16)
"""Squares, photos of common cameras and phones, screens."""
AREA = 0.1
"""What the whole image's area costs, in shares of what draws the eye: measured on DUTS-TR's validation images."""


def crop(scene: Scene) -> Crop:
    """The crop that keeps the most for its area.

    The highest of: share of what draws the eye + share of the faces that are whole - 0.1 x share of the area.
    """
    return max((scene.crop(ratio) for ratio in RATIOS), key=lambda one: _score(scene, one))


def _score(scene: Scene, crop: Crop) -> float:
    area = crop.width * crop.height / (scene.width * scene.height)
    return scene.kept(crop) + scene.whole(crop) - AREA * area
