"""Skin smoothed and lightened. Knows where it is from the face's points and the cheeks' colour; knows no levels."""

from dataclasses import dataclass

import cv2
import numpy as np

from .arrays import Alpha, Colours, Points, Rgb, strips, unit
from .face import (
    CHEEKS,
    CHIN,
    FOREHEAD,
    LEFT_BROW,
    LEFT_CONTOUR,
    LEFT_OVAL,
    LIPS,
    NOSTRILS,
    RIGHT_BROW,
    RIGHT_CONTOUR,
    RIGHT_OVAL,
    Face,
)
from .guided import box_filter, enlarged_guided_filter
from .smoothing import smooth
from .whiten import whiten

FEATURES = ((RIGHT_CONTOUR, 1.35), (LEFT_CONTOUR, 1.35), (LIPS, 1.1), (RIGHT_BROW, 1.25), (LEFT_BROW, 1.25))
"""What is kept as it is, and how much larger than its points."""

AROUND = (0.5, 1.2)
"""Face heights around the face that may be skin (ears, neck), beside and below."""
SPREAD = (16.0, 4.0, 4.0)
"""Least standard deviations of skin in Y, Cr, Cb (levels of 255), so that even light does not make it narrow."""
TOLERATED = (2.2, 1.6)
"""Standard deviations of luma and chroma within which a colour is skin for certain."""
BRIGHTER = 0.5
"""How much less it counts that a pixel is brighter than the cheeks: it shines."""
EDGE_REACH, EDGE_VARIANCE = 0.03, 4e-4
"""Face heights around a pixel, and the least variance of an edge, by which the mask follows the picture's edges."""
MOST_BESIDE, HAIR_VARIANCE = 0.9, 0.004
"""Beside the oval: the most that is changed, and the variance of green (0 to 1) at which it is half of that."""
PART_ABOVE = 0.3
"""How far above the face the part reaches, by how far beside it."""
CLEARER = 1.2
"""By how much places that may be skin count more, up to 1."""
CHEEK = 0.04
"""Face heights around a point of the cheeks that give their colour."""
DEVIATION = 1.5
"""What the cheeks' mean distance from their middle colour is multiplied by for a standard deviation; 1.25 if normal."""
RAISED = 0.06
"""Face heights that the mesh ends short of the hair."""
SOFT_OVAL, SOFT_BESIDE, SOFT_FEATURES = 0.02, 0.04, 0.01
"""Standard deviations, in face heights, of the edges of the oval, of neck and ears, and of the features."""
SHARPEST = 0.7
"""The least of them, in pixels."""
NOSTRIL = 0.02
"""Face heights: the radius of a nostril."""
NECK_INSIDE, NECK_BESIDE, NECK_TOP = 0.1, 0.8, 0.3
"""Face widths: the neck's upper end inside the face's edges and above its lower one; its lower end beside the edges."""
EARS_BESIDE, EARS_END = 0.1, 0.2
"""Face widths: how far ears reach beside the face, from the eyes down to above the face's lower edge."""


@dataclass(frozen=True, eq=False)
class _Part:
    """The part of a photo in which skin may be: first and last row and column, and the face in its pixels."""

    rows: slice
    columns: slice
    face: Face

    @property
    def where(self) -> tuple[slice, slice]:
        return self.rows, self.columns


@dataclass(frozen=True, eq=False)
class _Skin:
    """A part of a photo, and in half size; and there how much of each pixel has the colours of skin."""

    seen: Rgb
    small: Rgb
    coloured: Alpha
    face_height: float

    @classmethod
    def found(cls, seen: Rgb, share: Alpha, cheeks: Colours, face_height: float) -> "_Skin":
        """By the colours of the cheeks, N x 3."""
        half = (max(1, share.shape[1] // 2), max(1, share.shape[0] // 2))
        small = np.asarray(cv2.resize(seen, half, interpolation=cv2.INTER_AREA), np.uint8)
        coloured = _skin_likeness(small, cheeks) * cv2.resize(share, half, interpolation=cv2.INTER_AREA)
        return cls(seen, small, coloured, face_height)

    def mask(self, place: Alpha) -> Alpha:
        """How much each pixel is to be changed: by place and colour, along the picture's edges."""
        rough = self.coloured * cv2.resize(place, self.coloured.shape[::-1], interpolation=cv2.INTER_AREA)
        reach = max(2, round(EDGE_REACH * self.face_height / 2))
        fine = enlarged_guided_filter(unit(self.small), rough, reach, EDGE_VARIANCE, self.seen)
        for rows in strips(len(fine)):
            fine[rows] = np.clip(fine[rows], 0, 1) * np.minimum(1, CLEARER * place[rows])
        return fine


def retouch(rgb: Rgb, alpha: Alpha, face: Face, softness: float, whiteness: float) -> Rgb:
    """The photo with its skin smoothed and lightened, each by 0 (not at all) to 1.

    Smoothing takes blotches and lines, and leaves pores and shading; lightening also makes a little paler.
    """
    part = _part(rgb, face)
    seen, share = rgb[part.where], alpha[part.where]
    cheeks = _cheeks(seen, part.face)
    skin = _Skin.found(seen, share, cheeks, face.height)
    place = np.maximum(_oval(share.shape, part.face), _calm(seen, face.height) * _beside(share.shape, part.face))
    changed = unit(seen)
    if softness:
        smooth(changed, skin.mask(place * (1 - _features(share.shape, part.face))), face.height, softness)
    lighter = skin.mask(place) if whiteness else None
    result = rgb.copy()
    made = result[part.where]
    for rows in strips(len(made)):
        if lighter is not None:
            changed[rows] += lighter[rows, :, None] * (whiten(changed[rows], whiteness, cheeks) - changed[rows])
        made[rows] = np.rint(np.clip(changed[rows], 0, 1) * 255)
    return result


def _part(rgb: Rgb, face: Face) -> _Part:
    x0, y0, x1, y1 = face.box
    beside, below = (share * face.height for share in AROUND)
    left, top = max(0, int(x0 - beside)), max(0, int(y0 - PART_ABOVE * beside))
    right, bottom = min(rgb.shape[1], int(x1 + beside)), min(rgb.shape[0], int(y1 + below))
    here = face.transform(np.array(((1, 0, -left), (0, 1, -top)), np.float64))
    return _Part(slice(top, bottom), slice(left, right), here)


def _skin_likeness(seen: Rgb, cheeks: Colours) -> Alpha:
    """How near each pixel is to the colours of the cheeks: drops hair, beard, glasses and clothes."""
    known = _ycc(cheeks[None])[0]
    middle = np.median(known, axis=0)
    spread = np.maximum(DEVIATION * np.abs(known - middle).mean(axis=0), SPREAD)
    likeness = np.empty(seen.shape[:2], np.float32)
    for rows in strips(len(seen)):
        likeness[rows] = _likeness((_ycc(unit(seen[rows])) - middle) / spread)
    return likeness


def _ycc(picture: Colours) -> Colours:
    """Y, Cr and Cb in levels of 255."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb) * 255, np.float32)


def _likeness(off: Colours) -> Alpha:
    """How near colours are to skin's that are so many standard deviations off it."""
    luma = np.maximum(0, np.maximum(-off[..., 0], BRIGHTER * off[..., 0]) - TOLERATED[0])
    chroma = np.maximum(0, np.hypot(off[..., 1], off[..., 2]) - TOLERATED[1])
    return np.asarray(np.exp(-0.5 * (luma * luma + chroma * chroma)), np.float32)


def _cheeks(seen: Rgb, face: Face) -> Colours:
    """The pixels around the cheeks' points, N x 3."""
    reach = max(2, round(CHEEK * face.height))
    samples = []
    for x, y in np.rint(face.mesh[list(CHEEKS)]).astype(int):
        samples.append(seen[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1].reshape(-1, 3))
    return unit(np.concatenate(samples))


def _calm(seen: Rgb, face_height: float) -> Alpha:
    """Where there is no strand of hair: 1 where the picture is even, less where neighbours differ."""
    grey, radius = unit(seen[..., 1]), max(2, round(EDGE_REACH * face_height))
    mean = box_filter(grey, radius)
    return np.asarray(MOST_BESIDE / (1 + (box_filter(grey * grey, radius) - mean * mean) / HAIR_VARIANCE), np.float32)


def _oval(shape: tuple[int, ...], face: Face) -> Alpha:
    """The face's oval, raised towards the hair, which the mesh ends short of."""
    oval = face.mesh[list(LEFT_OVAL + RIGHT_OVAL)]
    up = face.mesh[FOREHEAD] - face.mesh[CHIN]
    oval[(oval - face.eyes.mean(axis=0)) @ up > 0] += RAISED * up
    return _fill(shape, [oval], SOFT_OVAL * face.height)


def _beside(shape: tuple[int, ...], face: Face) -> Alpha:
    """Where neck and ears are."""
    x0, _, x1, y1 = face.box
    width, eye = x1 - x0, float(face.eyes[:, 1].mean())
    low = y1 + AROUND[1] * face.height
    high, inside, beside = y1 - NECK_TOP * width, NECK_INSIDE * width, NECK_BESIDE * width
    neck = [(x0 + inside, high), (x1 - inside, high), (x1 + beside, low), (x0 - beside, low)]
    ear, end = EARS_BESIDE * width, y1 - EARS_END * width
    ears = [(x0 - ear, eye), (x1 + ear, eye), (x1, end), (x0, end)]
    return _fill(shape, [np.array(neck, np.float32), np.array(ears, np.float32)], SOFT_BESIDE * face.height)


def _features(shape: tuple[int, ...], face: Face) -> Alpha:
    """Where eyes, brows, lips and nostrils are."""
    shapes = []
    for points, growth in FEATURES:
        outline = cv2.convexHull(face.mesh[list(points)])[:, 0]
        middle = outline.mean(axis=0)
        shapes.append(middle + growth * (outline - middle))
    mask = _fill(shape, shapes, 0.0)
    for x, y in np.rint(face.mesh[list(NOSTRILS)]).astype(int):
        cv2.circle(mask, (int(x), int(y)), max(1, round(NOSTRIL * face.height)), 1.0, -1)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), max(SHARPEST, SOFT_FEATURES * face.height)), np.float32)


def _fill(shape: tuple[int, ...], outlines: list[Points], softness: float) -> Alpha:
    mask = np.zeros(shape, np.float32)
    for outline in outlines:
        cv2.fillPoly(mask, [np.rint(outline).astype(np.int32)], 1.0)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), softness), np.float32) if softness else mask
