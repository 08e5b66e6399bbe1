"""How the shoulders of a placed person fall."""

import numpy as np

from .face import LEFT_SHOULDER, RIGHT_SHOULDER, Body, Face
from .warping import LEVEL, Tilt, Warp

MOST_TILT = np.tan(np.radians(6.0))
"""Slope of shoulders that is levelled at most: the pose network errs by 3 degrees typically, at worst by 14."""
LEAST_VISIBLE = 0.5
NARROWEST = 0.8
"""Face heights between shoulders: closer ones are seen from the side."""


def tilt_of(body: Body, face: Face, warp: Warp) -> Tilt:
    """How the shoulders fall in the photo, if both are seen."""
    shoulders = warp.transform(body.shoulders)
    right, left = shoulders
    placed_face = face.transform(warp.affine)
    if (
        body.visibility[[LEFT_SHOULDER, RIGHT_SHOULDER]].min() < LEAST_VISIBLE
        or left[0] - right[0] < NARROWEST * placed_face.height
    ):
        return LEVEL
    slope = float(np.clip((left[1] - right[1]) / (left[0] - right[0]), -MOST_TILT, MOST_TILT))
    chin = float(placed_face.mesh[:, 1].max())
    return Tilt(slope, float(placed_face.centre[0]), chin, max(float(shoulders[:, 1].mean()), chin + 1.0))
