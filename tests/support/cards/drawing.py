"""What is drawn: one card with its truth, and the picture that holds one or several."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Quads = NDArray[np.float32]
Corners = NDArray[np.float32]


@dataclass(frozen=True)
class Drawing:
    """A card as printed: H x W x 3, its fields by the vendor's names, and where each stands.

    `boxes` has n x 4 x 2 pixels for each field that is printed, one quad a line, x first; corners run clockwise from
    the top left. `radius` is that of its round corners, in pixels.
    """

    kind: str
    pixels: Rgb
    fields: Mapping[str, str]
    boxes: Mapping[str, Quads]
    radius: float = 0.0

    @property
    def corners(self) -> Corners:
        height, width = self.pixels.shape[:2]
        return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


@dataclass(frozen=True)
class Card:
    """A card in a picture: what it says, its 4 x 2 corners, and its fields' quads there.

    `hidden` names the fields that glare covers or the frame's edge cuts: they are to be left out, or right.
    """

    kind: str
    fields: Mapping[str, str]
    corners: Corners
    boxes: Mapping[str, Quads]
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Specimen:
    """A picture, H x W x 3, and the cards in it: none for a wrong document."""

    image: Rgb
    kind: str
    cards: tuple[Card, ...]

    @property
    def fields(self) -> Mapping[str, str]:
        """What the first card says."""
        return self.cards[0].fields if self.cards else {}

    @property
    def corners(self) -> Corners:
        """Where the first card lies: 4 x 2 pixels, clockwise from its own top left corner."""
        return self.cards[0].corners

    @property
    def hidden(self) -> frozenset[str]:
        """What cannot be read on the first card."""
        return self.cards[0].hidden if self.cards else frozenset()
