"""Where a card lies in the image: the plane of its template, fitted to the labels that were read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .labels import Anchor, anchors, astray
from .pieces import Piece, Points
from .template import Template

Matrix = NDArray[np.float64]
"""3 x 3, from pixels (x, y, 1) to millimetres of the template."""
MOST = 80
"""Places of labels that are looked at, the longest first: a page that repeats them all is no card."""
NEAR_AT_FIRST, NEAR = 0.10, 0.06
"""Shares of the card's height within which a label must be found where it belongs: by shift, turn and size alone, and
with perspective. Rows of the densest card are 0.09 apart."""
APART = 0.15
"""Share of the card's height that two labels must be apart to say how it lies."""
FEWEST, TITLE = 3, 8
"""Labels of one kind that make a card; a title of so many characters and two marks do, too, and so do a number that
proves itself and three more labels or marks: forms have a number, its label and another one."""
STIFF = 0.05
"""Weight that holds the perspective back: a few labels at one side of the card tell little of it."""
ROW, LONG = 0.5, 6
"""Weight of a printed row's being level, and characters of a row that says so."""
UNMOVED = 0.025
"""Share of the card's height that a label which may drop is too low by and yet stands in its place: a row is more."""
ROUNDS = 4


@dataclass(frozen=True)
class Frame:
    """A card that was found: what it is, how pixels become its millimetres, its labels, and those that are astray."""

    template: Template
    matrix: Matrix
    anchors: tuple[Anchor, ...]
    astray: tuple[Anchor, ...] = ()

    def millimetres(self, points: Points) -> Points:
        """Points of the image, N x 2, on the card."""
        return mapped(self.matrix, points)

    @property
    def corners(self) -> Points:
        """The card's corners in pixels: left_top, right_top, right_bottom, left_bottom as one reads it."""
        width, height = self.template.width, self.template.height
        corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float64)
        return mapped(np.asarray(np.linalg.inv(self.matrix), np.float64), corners)

    @property
    def weight(self) -> int:
        """How much speaks for the card, or for a list of its kind: the characters of its labels."""
        return _weight(self.anchors) + _weight(self.astray)


def mapped(matrix: Matrix, points: Points) -> Points:
    """Points, N x 2, through a homography."""
    lifted = points @ matrix[:, :2].T + matrix[:, 2]
    plane: Points = lifted[:, :2] / lifted[:, 2:]
    return plane


def fitted(pieces: Sequence[Piece], template: Template) -> Frame | None:
    """The card of a kind for which most speaks, or None where fewer than three of its labels agree."""
    every = anchors(pieces, template)
    anchored = sorted(every, key=lambda anchor: -anchor.weight)[:MOST]
    found = _Found(anchored, template.height)
    best: tuple[Anchor, ...] = ()
    matrix = np.eye(3)
    for similarity in _similarities(anchored, template):
        agreed = found.agreed(similarity, NEAR_AT_FIRST)
        if _weight(agreed) > _weight(best):
            best, matrix = agreed, similarity
    for done in range(ROUNDS):
        if not _enough(best):
            return None
        matrix = _homography(best, pieces if done else (), matrix, template)
        best = found.agreed(matrix, NEAR)
    return Frame(template, matrix, best, astray(every, best)) if _enough(best) else None


def _enough(agreed: Sequence[Anchor]) -> bool:
    """Tell whether labels say that this is a card of the kind."""
    labels = [anchor for anchor in agreed if anchor.end]
    titled = any(anchor.weight >= TITLE for anchor in labels)
    proven = any(anchor.proven for anchor in agreed)
    return len(labels) >= FEWEST or (titled and len(agreed) >= FEWEST) or (proven and len(agreed) > FEWEST)


def _weight(agreed: Sequence[Anchor]) -> int:
    return sum(anchor.weight for anchor in agreed)


def _similarities(found: Sequence[Anchor], template: Template) -> Iterator[Matrix]:
    """Shift, turn and size by each two labels that stand apart."""
    for one, other in combinations(found, 2):
        there = _middle(*other.wanted) - _middle(*one.wanted)
        here = _middle(other.first, other.last) - _middle(one.first, one.last)
        if abs(there) < APART * template.height or abs(here) < 1.0:
            continue
        turn = there / here
        shift = _middle(*one.wanted) - turn * _middle(one.first, one.last)
        yield np.array(((turn.real, -turn.imag, shift.real), (turn.imag, turn.real, shift.imag), (0.0, 0.0, 1.0)))


def _middle(first: tuple[float, float], last: tuple[float, float]) -> complex:
    return complex(first[0] + last[0], first[1] + last[1]) / 2


class _Found:
    """Labels that were read, and where: two rows each, of the first and the last character."""

    def __init__(self, anchored: Sequence[Anchor], height: float) -> None:
        """`height` is the card's."""
        self._anchored, self._height = anchored, height
        self.ends = np.array([point for anchor in anchored for point in (anchor.first, anchor.last)], np.float64)
        self._places = np.array([point for anchor in anchored for point in anchor.wanted], np.float64)
        self._drops = np.array([anchor.drop for anchor in anchored])

    def agreed(self, matrix: Matrix, near: float) -> tuple[Anchor, ...]:
        """The labels that stand where they belong, each once: where it fits best."""
        if not self._anchored:
            return ()
        off = mapped(matrix, self.ends) - self.wanted(matrix)
        errors = np.hypot(*off.T).reshape(-1, 2).max(axis=1)
        best: dict[str, tuple[float, Anchor]] = {}
        for place in np.flatnonzero(errors < near * self._height).tolist():
            error, anchor = float(errors[place]), self._anchored[place]
            if error < best.get(anchor.name, (np.inf,))[0]:
                best[anchor.name] = (error, anchor)
        return tuple(anchor for _, anchor in best.values())

    def wanted(self, matrix: Matrix) -> Points:
        """Where these characters belong: as low as a matrix says where they may drop."""
        places = self._places.copy()
        low = (mapped(matrix, self.ends) - places)[:, 1].reshape(-1, 2).mean(axis=1)
        low[low < UNMOVED * self._height] = 0.0
        places[:, 1] += np.repeat(np.clip(low, 0.0, self._drops), 2)
        return places


def _homography(agreed: Sequence[Anchor], pieces: Sequence[Piece], before: Matrix, template: Template) -> Matrix:
    """The plane through the labels' ends, in which printed rows run level.

    Linear least squares of the algebraic error, in coordinates of order 1.
    """
    labels = _Found(agreed, template.height)
    source, target = labels.ends, labels.wanted(before)
    here, there = _unit(source), _unit(target)
    u, v = mapped(here, source), mapped(there, target)
    rows, sides = _equations(u, v)
    edges = mapped(there, np.array(((0, 0), (template.width, template.height)), np.float64))
    for piece in (piece for piece in pieces if len(piece.glyphs) >= LONG):
        level = mapped(there, mapped(before, piece.points))
        if _inside(level, v, edges):
            wanted = np.c_[level[:, 0], np.full(len(level), level[:, 1].mean())]
            more, right = _equations(mapped(here, piece.points), wanted)
            rows, sides = np.vstack((rows, ROW * more[1::2])), np.append(sides, ROW * right[1::2])
    stiff = np.zeros((2, 8))
    stiff[0, 6] = stiff[1, 7] = STIFF * len(u)
    answer = np.linalg.lstsq(np.vstack((rows, stiff)), np.append(sides, (0.0, 0.0)), rcond=None)[0]
    matrix = np.linalg.inv(there) @ np.append(answer, 1.0).reshape(3, 3) @ here
    return np.asarray(matrix / matrix[2, 2], np.float64)


def _unit(points: Points) -> Matrix:
    """What brings points around 0, at distances of about 1."""
    middle = points.mean(axis=0)
    spread = max(1e-6, float(np.hypot(*(points - middle).T).mean()))
    return np.array(((1, 0, -middle[0]), (0, 1, -middle[1]), (0, 0, spread))) / spread


def _inside(level: Points, labels: Points, edges: Points) -> bool:
    """Tell whether a row lies between the outermost labels, and on the card: what lies behind it has rows, too."""
    (left, _), (right, _) = edges
    return bool(
        labels[:, 1].min() <= level[:, 1].mean() <= labels[:, 1].max()
        and left <= level[:, 0].min()
        and level[:, 0].max() <= right
    )


def _equations(u: Points, v: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two rows of A h = b for each pair of points."""
    rows = np.zeros((2 * len(u), 8))
    rows[0::2, 0:2], rows[0::2, 2], rows[0::2, 6:8] = u, 1.0, -u * v[:, :1]
    rows[1::2, 3:5], rows[1::2, 5], rows[1::2, 6:8] = u, 1.0, -u * v[:, 1:]
    return rows, v.reshape(-1)
