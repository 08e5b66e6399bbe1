"""Quadrangles in a picture, and pictures turned so that what stands in them is upright."""

import numpy as np

from ..pieces import Points, Rgb


def section(box: Points, left: float, right: float, top: float, bottom: float) -> Points:
    """A part of a quadrangle, in shares of its sides."""

    def at(x: float, y: float) -> Points:
        upper, lower = box[0] + x * (box[1] - box[0]), box[3] + x * (box[2] - box[3])
        return np.asarray(upper + y * (lower - upper), np.float64)

    return np.array([at(left, top), at(right, top), at(right, bottom), at(left, bottom)])


def width(box: Points) -> float:
    """The mean length of its upper and lower side."""
    return float(np.hypot(*(box[1] - box[0])) + np.hypot(*(box[2] - box[3]))) / 2


def height(box: Points) -> float:
    """The mean length of its other two sides."""
    return float(np.hypot(*(box[3] - box[0])) + np.hypot(*(box[2] - box[1]))) / 2


def quarters(box: Points) -> int:
    """By how many quarters to the left a picture is turned so that what is written in a box goes to the right."""
    across = box[1] - box[0]
    return round(float(np.arctan2(across[1], across[0])) / (np.pi / 2)) % 4


def turned(rgb: Rgb, number: int) -> Rgb:
    """A picture turned to the left by so many quarters."""
    return np.ascontiguousarray(np.rot90(rgb, number))


def turned_points(points: Points, number: int, size: tuple[int, int]) -> Points:
    """Where points of a picture lie, whose height and width these are, when it is turned so."""
    high, wide = size
    for _ in range(number % 4):
        points, high, wide = np.stack((points[:, 1], wide - 1 - points[:, 0]), axis=1), wide, high
    return points
