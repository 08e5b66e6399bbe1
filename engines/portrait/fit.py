"""What garments are fitted to: where the neck is, how wide it is, and the face's oval. Knows no colours."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .arrays import Alpha
from .drawing import Frame
from .face import CHIN_TIP, LEFT_OVAL, RIGHT_OVAL
from .render import Cut

NECK = 0.36
"""Half-width of a neck, by the face's width: of one that hair or a collar hides."""
NARROWEST, WIDEST, HIDDEN = 0.31, 0.44, 0.5
"""Half-widths of necks; from the last on, what is measured is a collar or hair."""
NECK_ROWS = (-0.10, 0.16)
"""Face widths below the chin between which the neck is narrowest."""
ASIDE = 0.2
"""Face widths that a neck may stand beside the chin, of a head that is turned a little."""
SOLID = 0.5
"""Alpha from which a pixel counts as the person."""
SOFT_EDGE, SHARPEST = 0.006, 0.7
"""Standard deviation of the oval's edge in face widths, and at least in pixels."""


@dataclass(frozen=True)
class Fit:
    """Where the neck is: the point under the chin, the face's width and half the neck's width, in pixels."""

    x: float
    chin: float
    width: float
    neck: float

    @property
    def frame(self) -> Frame:
        """The frame of all drawings: its origin is the chin, its unit the face's width."""
        return Frame(self.x, self.chin, self.width, NECK, self.neck / (NECK * self.width))


def fit_neck(cut: Cut) -> Fit:
    """Measure a cut person's neck; what is hidden is taken as usual."""
    x0, _, x1, _ = cut.face.box
    width, middle = x1 - x0, float(cut.face.mesh[list(CHIN_TIP), 0].mean())
    first, last = (min(cut.alpha.shape[0] - 1, round(cut.chin + share * width)) for share in NECK_ROWS)
    wide, centre = min(_run(row > SOLID, round(middle)) for row in cut.alpha[first : last + 1])
    half = wide / 2 / width
    if half > HIDDEN:
        return Fit(middle, cut.chin, width, NECK * width)
    x = float(np.clip(centre, middle - ASIDE * width, middle + ASIDE * width))
    return Fit(x, cut.chin, width, float(np.clip(half, NARROWEST, WIDEST)) * width)


def face_oval(cut: Cut, growth: float, fit: Fit) -> Alpha:
    """The face's oval, `growth` face widths larger."""
    mask = np.zeros(cut.alpha.shape, np.uint8)
    outline = np.rint(cut.face.mesh[list(LEFT_OVAL + RIGHT_OVAL)] * 16).astype(np.int32)
    cv2.fillPoly(mask, [outline], 255, cv2.LINE_AA, 4)
    if growth:
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, round(abs(growth) * fit.width)) + 1,) * 2)
        mask = np.asarray(cv2.dilate(mask, disc) if growth > 0 else cv2.erode(mask, disc), np.uint8)
    return np.asarray(
        cv2.GaussianBlur(mask, (0, 0), max(SHARPEST, SOFT_EDGE * fit.width)) / np.float32(255), np.float32
    )


def _run(row: NDArray[np.bool_], middle: int) -> tuple[float, float]:
    """Width and centre of the person's run of pixels around a column; endless where there is none."""
    if not row[middle]:
        return np.inf, float(middle)
    gaps = np.flatnonzero(~row)
    left = int(gaps[gaps < middle].max(initial=-1)) + 1
    right = int(gaps[gaps > middle].min(initial=len(row))) - 1
    return float(right - left + 1), (left + right) / 2
