"""Why no ID photo can be made of a picture. Each refusal says what to do. Knows no bounds of standards."""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from engines.runtime.statistics import median, percentiles

from . import reasons
from .arrays import Alpha, Rgb
from .face import LEFT_CHEEKBONE, RIGHT_CHEEKBONE, Face
from .patches import Square, patch
from .unsuitable import UnsuitablePhoto

RIVAL = 0.55
"""A second face at least this large, by the first, is not somebody in the background."""
LEAST_HEIGHT = 60
"""Pixels from forehead to chin: one inch wants some 190."""
MOST_YAW, MOST_ROLL = 0.3, np.radians(30)
OUTSIDE = 0.03
"""Face heights that the mesh may reach beyond the picture: its points are not surer."""
NARROW, LIGHT = 0.26, 0.65
"""Eyes are closed when the wider one's opening is narrow and no iris shows, which is always darker than the cheek.

Open eyes of portraits are 0.2 to 0.4 wide and at most 0.6 as light as the cheek, eyes that were painted over 0.05 to
0.25 and at least 0.6; either measure alone would refuse people with narrow or light eyes.
"""
GLEAM, DARKEST_GLEAM, DARKEST = 0.99, 72, 18
"""A face is too dark when nothing in it is light: neither skin nor gleam, teeth or the whites of the eyes, of which
dark skin has as much as pale. The share of pixels below what counts as the lightest; its least grey level (of 255; 159
public portraits of all skins have 87 or more, at a quarter of their light 63 at most), and the middle value's."""
CLIPPED, MOST_CLIPPED = 250, 0.15
"""Level from which a channel is burnt out, and the most that may be so in two channels at once: the palest of those
portraits have 0.05 of the face, and with 1.8 times their light half of them have 0.5 or more."""
LEAST_DETAIL = 4.5
"""See `_detail`: sharp portraits have 10 to 30, and 5 after a blur of 2.5 pixels in a face of 200."""
SIDE = 160
"""Pixels of the face that is looked at for light and detail."""
IRIS, CHEEK = 0.04, 0.08
"""Face heights: sides of the squares that tell how light an iris and the cheek are."""
INNER_PART = 0.75
"""Face heights: side of the square between brows and mouth that tells light and detail."""
LEAST_CONTRAST = 10.0
"""Grey levels: flatter faces would have their noise taken for detail."""
LEAST_PERSON = 0.8
"""Mean alpha of the face's points."""
CUT, REACH = 0.3, 0.6
"""Face heights along which the head may touch the picture's upper edge, and how far beside its middle that counts."""


def nms(faces: Iterable[Face]) -> list[Face]:
    """Non-maximum suppression: each face once, the largest first."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if not any(_same(face, other) for other in kept):
            kept.append(face)
    return sorted(kept, key=lambda face: -face.height)


def only_face(faces: Sequence[Face]) -> Face:
    """The person of the photo among sure faces, the largest first. Raises UnsuitablePhoto: none, or several."""
    if not faces:
        raise UnsuitablePhoto(reasons.NO_FACE)
    first, *others = faces
    if others and others[0].height > RIVAL * first.height:
        raise UnsuitablePhoto(reasons.SEVERAL_FACES)
    return first


def check_face(image: Rgb, face: Face) -> None:
    """Raise UnsuitablePhoto for a face that no ID photo can be made of."""
    x0, y0, x1, y1 = face.box
    margin = OUTSIDE * face.height
    if face.height < LEAST_HEIGHT:
        raise UnsuitablePhoto(reasons.small(int(face.height), LEAST_HEIGHT))
    if min(x0, y0, image.shape[1] - x1, image.shape[0] - y1) < -margin:
        raise UnsuitablePhoto(reasons.FACE_CUT_OFF)
    if abs(face.yaw) > MOST_YAW:
        raise UnsuitablePhoto(reasons.TURNED_AWAY)
    if abs(face.roll) > MOST_ROLL:
        raise UnsuitablePhoto(reasons.LEANING)
    inner = _inner(image, face)
    grey = np.asarray(cv2.cvtColor(inner, cv2.COLOR_RGB2GRAY), np.uint8)
    _check_light(inner, grey)
    if max(face.eye_openness) < NARROW and _iris_lightness(image, face) > LIGHT:
        raise UnsuitablePhoto(reasons.EYES_CLOSED)
    if _detail(grey) < LEAST_DETAIL:
        raise UnsuitablePhoto(reasons.BLURRED)


def check_head(probability: Alpha, face: Face) -> None:
    """Raise UnsuitablePhoto if a picture, whose first row is the photo's own, cuts the head off there.

    This asks the network's rough answer: the sharpened alpha is narrower.
    """
    middle, reach = float(face.centre[0]), REACH * face.height
    first, last = max(0, round(middle - reach)), round(middle + reach)
    touching = int((probability[:2, first:last].max(axis=0) > 0.5).sum())
    if touching > CUT * face.height:
        raise UnsuitablePhoto(reasons.HEAD_CUT_OFF)


def check_alpha(alpha: Alpha, face: Face) -> None:
    """Raise UnsuitablePhoto if the face did not come out as a part of the person."""
    height, width = alpha.shape
    columns = np.clip(np.rint(face.mesh[:, 0]), 0, width - 1).astype(int)
    rows = np.clip(np.rint(face.mesh[:, 1]), 0, height - 1).astype(int)
    if float(alpha[rows, columns].mean()) < LEAST_PERSON:
        raise UnsuitablePhoto(reasons.NOT_APART)


def _check_light(inner: Rgb, grey: Rgb) -> None:
    """Raise UnsuitablePhoto for a face that is black or burnt out, whatever its skin."""
    if median(grey) < DARKEST or float(percentiles(grey, GLEAM)[0]) < DARKEST_GLEAM:
        raise UnsuitablePhoto(reasons.DARK)
    burnt = float(((inner >= CLIPPED).sum(axis=-1) >= 2).mean())
    if burnt > MOST_CLIPPED:
        raise UnsuitablePhoto(reasons.BRIGHT)


def _iris_lightness(image: Rgb, face: Face) -> float:
    """The grey level of the darker iris as a share of the cheek's below it."""
    shares = []
    for iris, cheek in ((face.right_iris[0], RIGHT_CHEEKBONE), (face.left_iris[0], LEFT_CHEEKBONE)):
        eye, skin = (
            median(cv2.cvtColor(patch(image, Square(place, side * face.height), 8)[0], cv2.COLOR_RGB2GRAY))
            for place, side in ((iris, IRIS), (face.mesh[cheek], CHEEK))
        )
        shares.append(eye / max(skin, 1.0))
    return min(shares)


def _same(one: Face, other: Face) -> bool:
    """Whether two finds are one face: the middle of the smaller lies in the box of the larger."""
    small, large = sorted((one, other), key=lambda face: face.height)
    x, y = small.centre
    x0, y0, x1, y1 = large.box
    return bool(x0 < x < x1 and y0 < y < y1)


def _inner(image: Rgb, face: Face) -> Rgb:
    """The face between brows and mouth, upright."""
    return patch(image, Square(face.mesh.mean(axis=0), INNER_PART * face.height, face.roll), SIDE)[0]


def _detail(grey: Rgb) -> float:
    """How strong edges of a few pixels are, against the face's own contrast, in grey levels."""
    fine = grey.astype(np.float32) - cv2.GaussianBlur(grey, (0, 0), 2.0).astype(np.float32)
    dark, light = percentiles(grey, 0.05, 0.95)
    return float(percentiles(np.abs(fine), 0.98)[0]) * 100 / max(float(light - dark), LEAST_CONTRAST)
