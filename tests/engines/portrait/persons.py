"""Drawn persons, whose alpha is known."""

import cv2
import numpy as np

from engines.portrait.arrays import Alpha, Colours
from engines.portrait.matting import matte

SIDE, FACE = 300, 120.0
HAIR, WALL = np.array((0.15, 0.1, 0.08), np.float32), np.array((0.85, 0.88, 0.9), np.float32)


def person() -> Alpha:
    """A disc with hair: strands of one or two pixels that stick out of it."""
    disc = np.zeros((SIDE * 4, SIDE * 4), np.uint8)
    middle = SIDE * 2
    cv2.circle(disc, (middle, middle + 100), SIDE, 255, -1)
    for angle in np.linspace(-2.8, -0.3, 40):
        end = (middle + int(340 * np.cos(angle)), middle + 100 + int(340 * np.sin(angle)))
        cv2.line(disc, (middle, middle + 100), end, 255, 5)
    return np.asarray(cv2.resize(disc / 255, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)


def shown(alpha: Alpha, ground: Colours | np.ndarray) -> Colours:
    noise = np.random.default_rng(0).normal(0, 0.01, (SIDE, SIDE, 3))
    share = alpha[..., None]
    return np.asarray(np.clip(HAIR * share + ground * (1 - share) + noise, 0, 1), np.float32)


def rough(alpha: Alpha) -> Alpha:
    """What a network says: the shape without strands, blurred."""
    closed = cv2.morphologyEx(alpha, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.GaussianBlur(closed, (0, 0), 3), np.float32)


def matted(picture: Colours, probability: Alpha, face_height: float) -> Alpha:
    """The matte of a picture, kept in 8 bits, and of what networks say of it."""
    return matte(np.asarray(np.rint(255 * picture), np.uint8), probability, face_height)
