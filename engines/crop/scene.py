"""What is where in an image, and the crops that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from . import placement, profiles
from .crop import Crop, largest
from .face import Face
from .heads import Head
from .lettering import Box
from .placement import Person, Side, Wanted
from .saliency import Map
from .spans import Span

FAINT = 0.001
"""Added to the saliency in the middle of the image, less outwards: where nothing stands out, the middle is kept."""
MINOR = 0.15
"""A face under this share of the largest one's area is a passer-by's."""
ROOM = (0.7, 0.15, 0.1)
"""What a head with room adds to a face's box above, below and on either side, in shares of the box."""
HEAD = (0.3, 0.15, 0.2)
"""The same for the head with its hair, which is kept whole where that is possible."""
PROFILE = 0.35
"""How much lower the box of a face in profile lies on its head, in shares of the box."""
FACE = (0.15, 0.1, 0.05)
"""The same where the head does not fit: detectors differ by that much on where a face ends."""


SHOULDERS = (0.15, 0.1, 0.5)
"""The same with something of the shoulders."""
HIGHEST = 1.0
"""How far hair or a hat reaches above a face's box at the most, in shares of the box."""
HEADLINE = 0.08
"""Of the longer side: the height of a line of text that a picture is about; marks of photographers are lower."""
WORTH = 1.2
"""What a head that scored 1 is worth kept whole, in shares of the subject; it falls with the square of the score. Masks
of subjects count a body as much as its head, editors do not (benchmarks/aicrop)."""
CLEAR = 0.5
"""A head of at least this score shows how far the hair or hat of a known face reaches."""
BEYOND = 0.02
"""What is kept beyond either edge of a head's box, in shares of it, as the box may be a little short."""
EYE = 0.05
"""Of a face's box: how far an eye reaches around its middle."""


@dataclass(frozen=True)
class Scene:
    """An image's size in pixels, what draws the eye in it, and the faces that count, the largest first.

    `heads`: of people, animals and drawn figures, with and without a face that is known, the largest first. `fine`: the
    saliency by which crops of several ratios are compared, if another one than that by which they are placed.
    """

    width: int
    height: int
    saliency: Map
    faces: tuple[Face, ...]
    lines: tuple[Box, ...] = ()
    codes: tuple[Box, ...] = ()
    figure: Box | None = None
    heads: tuple[Head, ...] = ()
    fine: Map | None = None

    def crop(self, ratio: float) -> Crop:
        """The largest crop of a ratio, placed on what matters."""
        width, height = largest(self.width, self.height, ratio)
        left = self._start(1, width, self.width)
        top = self._start(0, height, self.height)
        return Crop(left, top, left + width - 1, top + height - 1)

    def kept(self, crop: Crop) -> float:
        """The share of what draws the eye that a crop keeps."""
        seen = self.saliency if self.fine is None else self.fine
        down, across = (seen.sum(axis=axis, dtype=np.float64) for axis in (1, 0))
        kept = profiles.kept(across, crop.left, crop.width, self.width)
        return kept * profiles.kept(down, crop.top, crop.height, self.height)

    def whole(self, crop: Crop) -> float:
        """The share of the faces that lie in a crop from edge to edge; 1 where there are none."""
        inside = [
            crop.left <= max(face.left, 0)
            and crop.top <= max(face.top, 0)
            and crop.right >= min(face.right, self.width) - 1
            and crop.bottom >= min(face.bottom, self.height) - 1
            for face in self.faces
        ]
        return sum(inside) / len(inside) if inside else 1.0

    def _start(self, axis: int, extent: int, length: int) -> int:
        if extent == length:
            return 0
        lines, codes = ([_extent(box, axis) for box in boxes] for boxes in (self.lines, self.codes))
        figure = _extent(self.figure, axis) if self.figure else None
        headlines = [_extent(box, axis) for box in self.lines if self._is_headline(box)]
        heads = [self._wanted(head, axis, length) for head in self.heads]
        people = self._people(axis, length)
        side = Side(self._profile(axis), people, lines, codes, axis == 0, figure, headlines, heads)
        return placement.place(side, length, extent)

    def _is_headline(self, box: Box) -> bool:
        return box.bottom - box.top >= HEADLINE * max(self.width, self.height)

    def _wanted(self, head: Head, axis: int, length: int) -> Wanted:
        extent = _extent(head, axis).wider(BEYOND).within(length)
        return Wanted(extent.start, extent.end, WORTH * head.score**2)

    def _profile(self, axis: int) -> profiles.Profile:
        return np.asarray(self.saliency.sum(axis=1 - axis, dtype=np.float64))

    def _people(self, axis: int, length: int) -> list[Person]:
        return [
            Person(
                room=_span(face, ROOM, axis, length),
                head=self._head(face, axis, length),
                face=_span(face, FACE, axis, length),
                shoulders=_span(face, SHOULDERS, axis, length),
                features=_features(face, 1 - axis),
                weight=(face.area / self.faces[0].area) ** 0.5,
            )
            for face in self.faces
        ]

    def _head(self, face: Face, axis: int, length: int) -> Span:
        """A head with its hair, a hat too; on a plain ground it is seen where that ends."""
        head = _span(_with_crown(face), HEAD, axis, length)
        if axis:
            return head
        tops = [seen.top for seen in self.heads if seen.score >= CLEAR and _is_of(face, seen)]
        tops += [self.figure.top] if self.figure else []
        highest = face.top - HIGHEST * (face.bottom - face.top)
        return Span(min([head.start, *(top for top in tops if highest < top < face.top)]), head.end)


def composed(
    size: tuple[int, int], saliency: Map, faces: Sequence[Face], lines: Sequence[Box] = (), codes: Sequence[Box] = ()
) -> Scene:
    """The scene of an image of `size`, width and height in pixels, from what was found in it."""
    rows, columns = (np.linspace(-1, 1, side, dtype=np.float32) for side in saliency.shape)
    middle = np.exp(-2 * (rows[:, None] ** 2 + columns[None] ** 2)) * np.float32(FAINT)
    largest_area = max((face.area for face in faces), default=0.0)
    major = sorted((face for face in faces if face.area >= MINOR * largest_area), key=lambda face: -face.area)
    return Scene(*size, saliency + middle, tuple(major), tuple(lines), tuple(codes))


def _extent(box: Box, axis: int) -> Span:
    return Span(box.left, box.right) if axis else Span(box.top, box.bottom)


def _is_of(face: Face, head: Head) -> bool:
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    return head.left < across < head.right and head.top < down < head.bottom


def _span(face: Face, margins: tuple[float, float, float], axis: int, length: int) -> Span:
    """What a face with margins (above, below, beside) takes of one side of the image."""
    above, below, beside = margins
    wide, high = face.right - face.left, face.bottom - face.top
    if axis:
        return Span(face.left - beside * wide, face.right + beside * wide).within(length)
    return Span(face.top - above * high, face.bottom + below * high).within(length)


def _with_crown(face: Face) -> Face:
    """The face; of one that looks aside also what its box lies lower than others."""
    aside = max(0.0, 1 - 3 * (1 - face.turn))
    return replace(face, top=face.top - PROFILE * aside * (face.bottom - face.top))


def _features(face: Face, coordinate: int) -> tuple[Span, ...]:
    """Of a face's points, along x (0) or y (1): eyes to mouth, eyes and nose, eyes."""
    margin = EYE * face.area**0.5
    spots = [point[coordinate] for point in face.points]
    around = [spot + side * margin for spot in spots[:2] for side in (-1, 1)]
    spans = (around + more for more in (spots[2:4], spots[2:3], spots[:0])) if spots else ()
    return tuple(Span(min(some), max(some)) for some in spans)
