"""A crop, and how large one of a given ratio can be."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Crop:
    """Pixels of the image from `left`, `top` to `right`, `bottom`, all of them inside the crop."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top + 1


@dataclass(frozen=True)
class Crops:
    """A crop for each ratio, in their order, up to the one for which there was no time; `complete`: there was."""

    crops: Sequence[Crop]
    complete: bool


def largest(width: int, height: int, ratio: float) -> tuple[int, int]:
    """Width and height of the largest crop of `ratio` (width / height) in an image.

    One side is the image's, the other one is rounded as in the vendor's example: 966 x 728 at 2.35 gives 966 x 411.
    """
    if width > height * ratio:
        return max(1, min(width, round(height * ratio))), height
    return width, max(1, min(height, round(width / ratio)))
