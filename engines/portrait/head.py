"""Where the head is, measured upright: crown, chin, eyes, ears, and how much of the body the picture shows.

"Upright" is the picture turned about the eyes' middle until their line is level; lengths are pixels of the picture, and
the eyes' middle is the origin.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from .arrays import Matrix, Points, transform
from .bust import Bust
from .face import CHIN_ARC, FOREHEAD, Face

CROWN_BAND, CROWN_SHARE = 0.42, 0.10
"""The crown is the first row in which a tenth of the face's width, this far to either side, is person."""
HIGHEST_HAIR = 0.75
"""Face heights above the forehead's point: hair, hats; what is higher is something else."""
BALD = 0.05
SOLID = 0.5
"""Alpha from which a pixel counts as the person."""
SIDES, EARS = 0.45, 0.15
"""Face widths beyond the face's edge: as far as hair counts for the head's middle, and as far as an ear reaches."""
MOST_OFF = 0.08
"""Face widths between the face's middle and the head's."""


@dataclass(frozen=True, eq=False)
class Head:
    """Measures, upright.

    `crown`, `chin`: y. `left`, `right`: x of the face's edges. `middle`, `between_ears`: x of the two ways to centre.
    `below`: y down to which the picture shows the body. `left_ends`, `right_ends`: for each row from the chin down, the
    x at which the picture's left and right edge cuts the body (infinite where it does not).
    """

    crown: float
    chin: float
    left: float
    right: float
    middle: float
    between_ears: float
    below: float
    left_ends: Points
    right_ends: Points

    @property
    def height(self) -> float:
        """Crown to chin."""
        return self.chin - self.crown

    @property
    def whole(self) -> "Head":
        """The same head on a body that the picture cuts nowhere."""
        far = np.full_like(self.right_ends, np.inf)
        return replace(self, below=np.inf, left_ends=-far, right_ends=far)

    @property
    def width(self) -> float:
        """Width of the face."""
        return self.right - self.left


def upright_matrix(face: Face) -> Matrix:
    """The map from the picture's pixels to upright ones."""
    middle = face.eyes.mean(axis=0).astype(np.float64)
    cos, sin = np.cos(face.roll), np.sin(face.roll)
    turn = np.array(((cos, sin), (-sin, cos)))
    return np.column_stack((turn, -turn @ middle))


def measure_head(bust: Bust) -> Head:
    """Measure the head of a bust, in pixels of its alpha."""
    face, upright = bust.face, upright_matrix(bust.face)
    mesh = transform(face.mesh, upright)
    canvas = _Canvas(bust, upright, 4 * face.height)
    left, right = float(mesh[:, 0].min()), float(mesh[:, 0].max())
    width, middle = right - left, (left + right) / 2
    chin = float(mesh[list(CHIN_ARC), 1].max())
    crown = _crown(canvas, mesh, middle, width, face.height)
    ears = canvas.extent(0, 0.28 * face.height, left - EARS * width, right + EARS * width)
    hair = canvas.extent(crown + 0.1 * width, 0.5 * chin, left - SIDES * width, right + SIDES * width)
    left_ends, right_ends = canvas.ends(chin)
    return Head(
        crown=crown,
        chin=chin,
        left=left,
        right=right,
        middle=float(np.clip(np.mean(hair), middle - MOST_OFF * width, middle + MOST_OFF * width)),
        between_ears=float(np.mean(ears)),
        below=canvas.below(middle, 0.3 * width),
        left_ends=left_ends,
        right_ends=right_ends,
    )


class _Canvas:
    """The alpha, turned upright, with the origin in its middle."""

    def __init__(self, bust: Bust, upright: Matrix, reach: float) -> None:
        self._half = int(reach)
        shift = upright.copy()
        shift[:, 2] += self._half
        size = (2 * self._half, 2 * self._half)
        real = np.zeros(bust.alpha.shape, np.uint8)
        real[bust.low[1] : bust.high[1], bust.low[0] : bust.high[0]] = 1
        self._alpha = cv2.warpAffine(bust.alpha, shift, size)
        self._inside = cv2.warpAffine(real, shift, size, flags=cv2.INTER_NEAREST)

    def rows(self, left: float, right: float) -> Points:
        """For each row how many pixels between two x are the person."""
        part = self._alpha[:, self._at(left) : self._at(right)]
        return np.asarray((part > SOLID).sum(axis=1), np.float32)

    def extent(self, top: float, bottom: float, left: float, right: float) -> tuple[float, float]:
        """The middle values, over rows, of where the person begins and ends between two x."""
        part = self._alpha[self._at(top) : self._at(bottom) + 1, self._at(left) : self._at(right) + 1] > SOLID
        part = part[part.any(axis=1)]
        if not part.size:
            return left, right
        first = float(np.median(part.argmax(axis=1)))
        last = float(np.median(part.shape[1] - 1 - part[:, ::-1].argmax(axis=1)))
        return self._at(left) - self._half + first, self._at(left) - self._half + last

    def below(self, middle: float, reach: float) -> float:
        """The y down to which the picture reaches around an x."""
        inside = self._inside[:, self._at(middle - reach) : self._at(middle + reach) + 1].min(axis=1)
        rows = np.flatnonzero(inside)
        return float(rows[-1] - self._half) if len(rows) else 0.0

    def ends(self, top: float) -> tuple[Points, Points]:
        """For each row from `top` down the x at which the picture's left and right edge go through the body."""
        rows = slice(self._at(top), None)
        inside, alpha = self._inside[rows] > 0, self._alpha[rows]
        columns = (inside.argmax(axis=1), inside.shape[1] - 1 - inside[:, ::-1].argmax(axis=1))
        ends = []
        for column, far in zip(columns, (-np.inf, np.inf), strict=True):
            through = inside.any(axis=1) & (np.take_along_axis(alpha, column[:, None], axis=1)[:, 0] > SOLID)
            ends.append(np.where(through, column - self._half, far).astype(np.float32))
        return ends[0], ends[1]

    def _at(self, place: float) -> int:
        return int(np.clip(round(place) + self._half, 0, 2 * self._half - 1))


def _crown(canvas: _Canvas, mesh: Points, middle: float, width: float, height: float) -> float:
    forehead = float(mesh[FOREHEAD, 1])
    counts = canvas.rows(middle - CROWN_BAND * width, middle + CROWN_BAND * width)
    rows = np.flatnonzero(counts >= max(2.0, CROWN_SHARE * width)) - len(counts) // 2
    highest = float(rows[0]) if len(rows) else forehead
    return float(np.clip(highest, forehead - HIGHEST_HAIR * height, forehead - BALD * height))
