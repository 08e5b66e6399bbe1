"""A card to be printed on, measured in millimetres: it remembers where each field stands."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from .drawing import Drawing, Rgb
from .fonts import Faces, Role

Ink = tuple[int, int, int]
BLACK: Ink = (28, 28, 32)


class Label(NamedTuple):
    """Printed on every card of a kind: its left edge, its middle; `width` spreads its letters over so much."""

    text: str
    x: float
    y: float
    size: float
    width: float = 0.0


class Slot(NamedTuple):
    """Where a value stands, as a label does.

    So many letters go on a line, a digit counting little more than half; `line` leads to the next, `pitch` from letter
    to letter.
    """

    field: str
    x: float
    y: float
    size: float
    per_line: float = 99
    line: float = 0.0
    pitch: float = 0.0


class Sheet:
    """A rectangle of paper. With `blank`, only what is no field is written on it."""

    def __init__(self, ground: Rgb, scale: float, faces: Faces, blank: bool = False) -> None:
        self.image = Image.fromarray(ground)
        self.draw = ImageDraw.Draw(self.image)
        self.scale, self.faces, self.blank = scale, faces, blank
        self._boxes: dict[str, list[tuple[float, float, float, float]]] = {}

    def print_labels(self, labels: Sequence[Label], role: Role, ink: Ink = BLACK) -> None:
        for text, x, y, size, width in labels:
            pitch = (width - size) / (len(text) - 1) if width else 0.0
            self.write(text, x, y, size, role, ink, pitch=pitch)

    def print_values(
        self,
        slots: Sequence[Slot],
        values: Mapping[str, str],
        role: Role,
        ink: Ink = BLACK,
        offset: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Write the values into their slots, all of them `offset` mm off: print is never where it should be."""
        dx, dy = offset
        for slot in slots:
            for row, line in enumerate(wrapped(values.get(slot.field, ""), slot.per_line)):
                y = slot.y + row * slot.line + dy
                self.write(line, slot.x + dx, y, slot.size, role, ink, field=slot.field, pitch=slot.pitch)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        role: Role,
        ink: Ink = BLACK,
        *,
        field: str = "",
        pitch: float = 0.0,
        centred: bool = False,
    ) -> float:
        """Write one line with its middle at `y` and from `x` on, or around it; answers its right end in mm."""
        if field and self.blank:
            return x
        font = self.faces.font(role, size * self.scale)
        advances = [pitch * self.scale] * len(text) if pitch else [font.getlength(text)]
        length = sum(advances) if not pitch else advances[0] * (len(text) - 1) + size * self.scale
        left = x * self.scale - (length / 2 if centred else 0)
        base = (y + 0.37 * size) * self.scale
        at = left
        for piece, advance in zip(text if pitch else [text], advances, strict=True):
            inset = 0.0
            if pitch:  # each letter in the middle of its place
                inset = (min(size * self.scale, advance) - font.getlength(piece)) / 2
            self.draw.text((at + inset, base), piece, ink, font, anchor="ls")
            if field:
                box = self.draw.textbbox((at + inset, base), piece, font, anchor="ls")
                self._note(field, box, new=at == left)
            at += advance
        return (left + length) / self.scale

    def rule(self, x: float, y: float, right: float, bottom: float, ink: Ink, width: float = 0.15) -> None:
        """A straight line between two points, in mm."""
        ends = [v * self.scale for v in (x, y, right, bottom)]
        self.draw.line(ends, ink, max(1, round(width * self.scale)))

    def box(self, x: float, y: float, width: float, height: float, ink: Ink, line: float = 0.2) -> None:
        """A frame of `line` mm."""
        corners = [v * self.scale for v in (x, y, x + width, y + height)]
        self.draw.rectangle(corners, outline=ink, width=max(1, round(line * self.scale)))

    def place(self, patch: Image.Image, x: float, y: float) -> None:
        """Lay an RGBA picture with its top left corner at `x`, `y`."""
        self.image.paste(patch, (round(x * self.scale), round(y * self.scale)), patch)

    def finished(self, kind: str, fields: Mapping[str, str], radius: float = 0.0) -> Drawing:
        """The card with its truth; of a blank one, nothing is true."""
        boxes = {field: quads(self._boxes[field]) for field in fields if field in self._boxes}
        return Drawing(kind, np.array(self.image), {} if self.blank else dict(fields), boxes, radius * self.scale)

    def _note(self, field: str, box: tuple[float, float, float, float], new: bool) -> None:
        lines = self._boxes.setdefault(field, [])
        if new:
            lines.append(box)
        else:
            last = lines.pop()
            lines.append((min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])))


def wrapped(text: str, per_line: float) -> list[str]:
    """A text in lines of so many letters."""
    lines, width = [""], 0.0
    for letter in text:
        advance = 0.57 if letter.isascii() else 1.0
        if width + advance > per_line and lines[-1]:
            lines.append("")
            width = 0.0
        lines[-1] += letter
        width += advance
    return lines


def quads(boxes: Sequence[tuple[float, float, float, float]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Boxes of left, top, right and bottom as n x 4 x 2 corners."""
    return np.array([[(x, y), (r, y), (r, b), (x, b)] for x, y, r, b in boxes], np.float32)
