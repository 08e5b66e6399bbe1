"""A public-domain portrait, and what may be wrong with a portrait."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from engines.portrait import Cut, Rgb
from engines.portrait.face import (
    LEFT_BROW,
    LEFT_CHEEKBONE,
    LEFT_CONTOUR,
    LIPS,
    RIGHT_BROW,
    RIGHT_CONTOUR,
    Face,
)


def astronaut() -> Rgb:
    """Eileen Collins by NASA, 420 x 512, the face about 107 pixels high (see astronaut.md)."""
    return np.asarray(Image.open(Path(__file__).with_name("astronaut.jpg")).convert("RGB"))


def turned(picture: Rgb, degrees: float, scale: float = 1.0) -> Rgb:
    """The picture turned clockwise around the face, its edges continued by mirroring."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, 0.25 * height), -degrees, scale)
    size = (round(width * scale), round(height * scale))
    matrix[0, 2] += (size[0] - width) * 0.5
    matrix[1, 2] += (size[1] - height) * 0.25
    return np.asarray(cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REFLECT_101), np.uint8)


def blurred(picture: Rgb, sigma: float) -> Rgb:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def doubled(picture: Rgb) -> Rgb:
    return np.hstack((picture, picture[:, ::-1]))


def small(picture: Rgb, width: int, canvas: tuple[int, int], place: tuple[int, int]) -> Rgb:
    """The picture `width` pixels wide at a place (x, y) of a grey canvas (width, height)."""
    height = round(picture.shape[0] * width / picture.shape[1])
    wide = np.full((canvas[1], canvas[0], 3), 128, np.uint8)
    wide[place[1] : place[1] + height, place[0] : place[0] + width] = cv2.resize(
        picture, (width, height), interpolation=cv2.INTER_AREA
    )
    return wide


def with_closed_eyes(picture: Rgb, face: Face) -> Rgb:
    """Lids in the colour of the cheek over both eyes, with lashes."""
    x, y = face.mesh[LEFT_CHEEKBONE].astype(int)
    skin = np.median(picture[y - 4 : y + 5, x - 4 : x + 5].reshape(-1, 3), axis=0)
    closed = picture.copy()
    for contour in (RIGHT_CONTOUR, LEFT_CONTOUR):
        points = face.mesh[list(contour)]
        middle = points.mean(axis=0)
        hull = cv2.convexHull(np.rint(middle + 1.4 * (points - middle)).astype(np.int32))
        cv2.fillPoly(closed, [hull], [float(value) for value in skin])
        lashes = np.rint(points[:9]).astype(np.int32)
        cv2.polylines(closed, [lashes], isClosed=False, color=[float(value) for value in 0.4 * skin])
    return closed


def lit(picture: Rgb, factor: float) -> Rgb:
    """The picture with so many times its light, burnt out where that is too much."""
    return np.asarray(np.clip(picture * factor, 0, 255), np.uint8)


def with_skin(picture: Rgb, face: Face, tint: tuple[float, float, float]) -> Rgb:
    """The face's skin times a colour; eyes, brows and lips stay, and so does the light."""
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.fillConvexPoly(mask, np.rint(cv2.convexHull(face.mesh)).astype(np.int32), 1.0)
    for points in (RIGHT_CONTOUR, LEFT_CONTOUR, RIGHT_BROW, LEFT_BROW, LIPS):
        cv2.fillConvexPoly(mask, np.rint(cv2.convexHull(face.mesh[list(points)])).astype(np.int32), 0.0)
    share = cv2.GaussianBlur(mask, (0, 0), 1.0)[..., None]
    return np.asarray(np.clip(picture * (1 + share * (np.array(tint) - 1)), 0, 255), np.uint8)


def checked_ground(height: int, width: int) -> Rgb:
    """A busy ground: bright and dark squares in several colours."""
    squares = np.random.default_rng(3).integers(0, 256, ((height + 15) // 16, (width + 15) // 16, 3))
    return np.asarray(np.kron(squares, np.ones((16, 16, 1)))[:height, :width], np.uint8)


def composite(cut: Cut, ground: Rgb) -> Rgb:
    """The finished photo on a ground of its size, or of one colour."""
    share = cut.alpha[..., None]
    return np.asarray(np.rint(cut.rgb * share + ground * (1 - share)), np.uint8)


def plain(colour: tuple[int, int, int]) -> Rgb:
    return np.array(colour, np.uint8)
