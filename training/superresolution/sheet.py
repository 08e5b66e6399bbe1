"""What pages are drawn on. No torch here."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .degrade import Bytes

Colour = tuple[int, ...]
Points = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Sheet:
    """Square. What is drawn in one unit takes `fine` pixels, and `shrunk` of them become one that is seen.

    With one for both edges are stairs, as simple programs draw them.
    """

    def __init__(self, side: int, ground: Colour, fine: int = 4, shrunk: int = 4) -> None:
        self.fine, self._shrunk = fine, shrunk
        self._side = side * fine
        self._image = Image.new("RGB", (self._side, self._side), ground)
        self._draw = ImageDraw.Draw(self._image)

    def seen(self) -> Bytes:
        """The sheet as bytes, H x W x 3."""
        return np.asarray(self._image.reduce(self._shrunk))

    def text(self, place: tuple[float, float], words: str, ink: Colour, font: Font) -> None:
        """Letters; the font is `fine` times as large as they are seen."""
        self._draw.text(self._at(place), words, ink, font)

    def line(self, points: Points, ink: Colour, width: int) -> None:
        """Straight lines from point to point."""
        self._draw.line([self._at(point) for point in points], ink, self._wide(width), joint="curve")

    def polygon(self, points: Points, fill: Colour, ink: Colour, width: int) -> None:
        """A closed shape and its outline."""
        self._draw.polygon([self._at(point) for point in points], fill, ink, self._wide(width))

    def rectangle(self, box: Box, fill: Colour) -> None:
        """A filled one."""
        self._draw.rectangle(self._box(box), fill)

    def rounded(self, box: Box, radius: int, fill: Colour) -> None:
        """A filled one with round corners."""
        self._draw.rounded_rectangle(self._box(box), radius * self.fine, fill)

    def ellipse(self, box: Box, fill: Colour | None, ink: Colour | None = None, width: int = 1) -> None:
        """One with its outline."""
        self._draw.ellipse(self._box(box), fill, ink, self._wide(width))

    def arc(self, box: Box, start: float, end: float, ink: Colour, width: int) -> None:
        """Part of an outline, in degrees."""
        self._draw.arc(self._box(box), start, end, ink, self._wide(width))

    def ramp(self, one: Colour, other: Colour, quarters: int) -> None:
        """A ground that changes from one colour to another."""
        share = np.linspace(0, 1, self._side)[:, None, None]
        ground = np.broadcast_to(np.array(one) * share + np.array(other) * (1 - share), (self._side, self._side, 3))
        self._image.paste(Image.fromarray(ground.astype(np.uint8)).rotate(90 * quarters))

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        """The middle of a pixel."""
        x, y = (round((place + 0.5) * self.fine - 0.5) for place in point)
        return x, y

    def _box(self, box: Box) -> Box:
        """From the first pixel's edge to the last one's."""
        left, top, right, bottom = (side * self.fine for side in box)
        return left, top, right + self.fine - 1, bottom + self.fine - 1

    def _wide(self, width: int) -> int:
        return width * self.fine
