"""Eyes and mouth made larger, the jaw slimmer: one warp of colours and alpha. Knows no skin."""

from typing import Any

import cv2
import numpy as np

from .arrays import Alpha, Points, Rgb, smoothstep
from .face import LEFT_CONTOUR, LEFT_EYE, MOUTH, RIGHT_CONTOUR, RIGHT_EYE, Face
from .levels import Levels

EYE_GROWTH, MOUTH_GROWTH = 0.20, 0.14
"""By how much the middle grows at full strength."""
EYE_REACH, MOUTH_REACH = 1.05, 1.0
"""Half-width of the changed area, by the width of the eye or mouth; the growth fades to its edge."""
SLIMMER = 0.055
"""How far each side of the jaw moves at full strength, by the face's width."""
BELOW = 0.5
"""Face heights below the face in which all changes have faded."""
JAW_END, JAW_BESIDE = 1.5, 0.9
"""Where the jaw's shift has faded: below the mouth, in distances from it to the face's lower edge, and beside the
face's edge, in half-widths of the face."""
LEAST_SHIFT = 0.01
"""Pixels: what is less stays exactly as it was."""
LEAST_ALPHA = 0.004
"""What is less would not change a photo of 8 bits, and is made ground."""


def reshape(rgb: Rgb, alpha: Alpha, face: Face, levels: Levels) -> tuple[Rgb, Alpha]:
    """Colours and alpha with the eyes, mouth and jaw of the levels; pixels elsewhere stay exactly as they were."""
    _, y0, _, y1 = face.box
    part = slice(max(0, int(y0)), min(rgb.shape[0], int(y1 + BELOW * face.height)))
    rows, columns = np.mgrid[part, : rgb.shape[1]].astype(np.float32)
    grid = np.stack((columns, rows), axis=-1)
    shift = np.zeros_like(grid)
    eyes = ((levels.left_eye, LEFT_EYE, LEFT_CONTOUR), (levels.right_eye, RIGHT_EYE, RIGHT_CONTOUR))
    for strength, corners, contour in eyes:
        width = float(np.hypot(*(face.mesh[corners[0]] - face.mesh[corners[1]])))
        middle = face.mesh[list(contour)].mean(axis=0)
        shift += _growth(grid, middle, EYE_REACH * width, EYE_GROWTH * strength)
    lips = face.mesh[list(MOUTH)]
    wide = float(np.hypot(*(lips[0] - lips[1])))
    shift += _growth(grid, lips.mean(axis=0), MOUTH_REACH * wide, MOUTH_GROWTH * levels.mouth)
    shift[..., 0] += _jaw(grid, face, SLIMMER * levels.jaw)
    moved = np.abs(shift).max(axis=-1) > LEAST_SHIFT
    sources = grid + shift
    colours, share = (_remap(image, sources) for image in (rgb, alpha))
    share = np.clip(share, 0, 1)
    share = np.where(share < LEAST_ALPHA, 0, np.where(share > 1 - LEAST_ALPHA, 1, share))
    result, covered = rgb.copy(), alpha.copy()
    result[part] = np.where(moved[..., None], colours, rgb[part])
    covered[part] = np.where(moved, share, alpha[part])
    return result, covered


def _growth(grid: Any, middle: Points, reach: float, strength: float) -> Any:
    """From how far each pixel is taken so that what is around a point grows."""
    away = grid - middle
    fading = np.clip(1 - (away * away).sum(axis=-1, keepdims=True) / (reach * reach), 0, 1)
    return -strength * fading * fading * away


def _jaw(grid: Any, face: Face, strength: float) -> Any:
    """From how far (x) each pixel is taken so that cheeks and jaw move inwards: the most at the mouth's height
    and at the face's edge, nothing at the eyes, below the chin, and half a face beside it.
    """
    x0, _, x1, y1 = face.box
    half, middle = (x1 - x0) / 2, (x0 + x1) / 2
    eye, mouth = float(face.eyes[:, 1].mean()), float(face.mesh[list(MOUTH), 1].mean())
    upper = np.clip((grid[..., 1] - eye) / (mouth - eye), 0, 1)
    lower = np.clip((grid[..., 1] - mouth) / (JAW_END * (y1 - mouth)), 0, 1)
    beside = (grid[..., 0] - middle) / half
    rise = np.clip(np.abs(beside), 0, 1)
    fall = np.clip((np.abs(beside) - 1) / JAW_BESIDE, 0, 1)
    down = smoothstep(upper) * (1 - smoothstep(lower))
    return 2 * half * strength * np.sign(beside) * smoothstep(rise) * (1 - smoothstep(fall)) * down


def _remap(image: Any, sources: Any) -> Any:
    x, y = (np.ascontiguousarray(sources[..., axis]) for axis in (0, 1))
    return cv2.remap(image, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
