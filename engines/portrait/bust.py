"""The part of an image around one face, with its alpha. Knows no photo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from . import checks
from .arrays import Alpha, Matrix, Rgb
from .bounds import Format
from .face import Face
from .matting import matte, remove_islands
from .networks import Network
from .opinions import fuse, is_doubtful, second_opinion
from .segmentation import Scale, segment
from .warping import scaling_matrix

ABOVE, BELOW, BESIDE = 1.8, 3.0, 2.6
"""Face heights around the face's middle: what usual photos show, and some ground to learn colours from. With 1.5, 2.4
and 1.9 the networks lose dark hair before a black wall."""
HEAD, LOWEST_CHIN = 1.35, 0.55
"""Face heights of a head with usual hair, and from the face's middle to the chin."""
LEAST_FACE, MOST_FACE = 190.0, 320.0
"""Pixels of the face's height while it is cut out: finer brings nothing that a photo of 413 rows would show, and time
and memory grow with the square."""
FACE = 0.94
"""Share of the mesh's outline that is the face for certain."""
CONTINUED = 0.15
"""Face heights that the body is continued beyond the image's edges; half of it may be seen (`placing.BEYOND`)."""

Matting = Callable[[Rgb], Alpha]
"""A user's own network: alpha for a picture."""


@dataclass(frozen=True, eq=False)
class Bust:
    """The part of the image, as it is; and its alpha, reduced and continued below the body's cut edges.

    `origin` is the image's pixel at which the part begins. `to_image` leads from the alpha's pixels to the image's.
    `face` is in the alpha's pixels, which show the image from `low` to `high` (x, y): beyond, the alpha was made up.
    `doubtful` says that over a large area it was left open what is the person.
    """

    part: Rgb
    origin: tuple[int, int]
    alpha: Alpha
    to_image: Matrix
    face: Face
    low: tuple[int, int]
    high: tuple[int, int]
    doubtful: bool


class Cutter:
    """Cuts busts out with two networks and colours, or with a user's own network."""

    def __init__(self, person: Network, second: Network, own: Matting | None) -> None:
        self._person, self._second = person, second
        self._own = own

    def bust(self, image: Rgb, face: Face, formats: Sequence[Format]) -> Bust:
        """Cut out what photos in these formats may show.

        Raises UnsuitablePhoto if the image's edge cuts off the head.
        """
        x0, y0, x1, y1 = _part(image, face, formats)
        part = image[y0:y1, x0:x1]
        reduction = max(
            1.0, face.height / float(np.clip(0.5 * max(wanted.size[1] for wanted in formats), LEAST_FACE, MOST_FACE))
        )
        wide, high = (max(2, round(side / reduction)) for side in (x1 - x0, y1 - y0))
        small = np.asarray(cv2.resize(part, (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
        to_image = scaling_matrix(((x1 - x0) / wide, (y1 - y0) / high))
        to_image[:, 2] += (x0, y0)
        here = face.transform(np.asarray(cv2.invertAffineTransform(to_image), np.float64))
        scale = Scale(here.centre, here.height)
        rough = segment(self._person, small, scale)
        if y0 == 0:
            checks.check_head(rough, here)
        seen = self._own(small) if self._own else rough
        checks.check_alpha(seen, here)
        doubtful = False
        if not self._own:
            seen = fuse(rough, second_opinion(self._second, small, rough, scale), scale)
            doubtful = is_doubtful(seen, scale)
        seen = _fill_face(seen, here)
        alpha = remove_islands(seen, here.height) if self._own else matte(small, seen, here.height)
        edges = (x0 == 0, x1 == image.shape[1], y1 == image.shape[0])
        return _extend(Bust(part, (x0, y0), alpha, to_image, here, (0, 0), (wide, high), doubtful), edges)


def _part(image: Rgb, face: Face, formats: Sequence[Format]) -> tuple[int, int, int, int]:
    """The left, upper, right and lower end of the part that matters."""
    below, beside = BELOW, BESIDE
    for wanted in formats:
        photo = HEAD / max(0.1, 0.8 * wanted.bounds.usual[0].least)  # in face heights
        below = max(below, photo - HEAD + LOWEST_CHIN)
        beside = max(beside, 0.55 * photo * wanted.size[0] / wanted.size[1])
    x, y = (float(value) for value in face.centre)
    height, width = image.shape[:2]
    return (
        max(0, int(x - beside * face.height)),
        max(0, int(y - ABOVE * face.height)),
        min(width, int(x + beside * face.height)),
        min(height, int(y + below * face.height)),
    )


def _fill_face(alpha: Alpha, face: Face) -> Alpha:
    """The alpha with the whole face as person: networks see holes in glasses, glare and masks."""
    hull = cv2.convexHull(face.centre + FACE * (face.mesh - face.centre))
    filled = alpha.copy()
    cv2.fillConvexPoly(filled, np.rint(hull).astype(np.int32), 1.0)
    return filled


def _extend(bust: Bust, edges: tuple[bool, bool, bool]) -> Bust:
    """Continue the body a little beyond the image's left, right and lower edge, so that a turn leaves no bare wedge."""
    pad = max(1, round(CONTINUED * bust.face.height))
    left, right, bottom = (pad if edge else 0 for edge in edges)
    alpha = cv2.copyMakeBorder(bust.alpha, 0, bottom, left, right, cv2.BORDER_REPLICATE)
    chin = max(0, round(float(bust.face.mesh[:, 1].max())))
    alpha[:chin, :left] = 0  # no hair beside the picture
    alpha[:chin, alpha.shape[1] - right :] = 0
    to_image = bust.to_image.copy()
    to_image[:, 2] -= bust.to_image[:, :2] @ (left, 0)
    face = bust.face.transform(np.array(((1, 0, left), (0, 1, 0)), np.float64))
    high = (left + bust.high[0], bust.high[1])
    return Bust(bust.part, bust.origin, np.asarray(alpha, np.float32), to_image, face, (left, 0), high, bust.doubtful)
