"""Pictures with a subject at a known place, as the arrays that the engine takes."""

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Colour = tuple[int, int, int]
GRASS: Colour = (90, 120, 70)
WALL: Colour = (90, 110, 140)
RED: Colour = (215, 40, 35)


def ground(width: int, height: int, colour: Colour = GRASS) -> Rgb:
    """A ground with a little grain, as photos have it."""
    grain = np.random.default_rng(7).normal(0, 5, (height, width, 1))
    return np.clip(np.asarray(colour) + grain, 0, 255).astype(np.uint8)


def ball(image: Rgb, x: int, y: int, radius: int, colour: Colour = RED) -> Rgb:
    """Draw a shaded ball around `x`, `y`."""
    for step in range(8):
        light = tuple(min(255, int(channel * (0.7 + 0.06 * step))) for channel in colour)
        cv2.circle(image, (x - step, y - step), int(radius * (1 - step / 9)), light, -1, cv2.LINE_AA)
    return image


def portrait(image: Rgb, left: int, top: int, side: int) -> Rgb:
    """Draw a head with hair into a square; the eyebrows-to-chin box is about its middle half."""
    part = image[top : top + side, left : left + side]

    def oval(x: float, y: float, wide: float, high: float, colour: Colour, start: int = 0, line: float = 0.0) -> None:
        centre, axes = (round(x * side), round(y * side)), (round(wide * side), round(high * side))
        end, thickness = (start + 180, max(1, round(line * side))) if line else (360, -1)
        cv2.ellipse(part, centre, axes, 0, start, end, colour, thickness, cv2.LINE_AA)

    oval(0.5, 0.45, 0.33, 0.42, (60, 40, 30))
    oval(0.5, 0.52, 0.26, 0.35, (224, 180, 150))
    for x in (0.39, 0.61):
        oval(x, 0.46, 0.055, 0.03, (250, 250, 250))
        oval(x, 0.46, 0.026, 0.026, (50, 30, 20))
        oval(x, 0.40, 0.07, 0.02, (60, 40, 30), start=180, line=0.018)
    oval(0.5, 0.57, 0.035, 0.045, (190, 140, 115), line=0.015)
    oval(0.5, 0.69, 0.09, 0.03, (170, 70, 70))
    part[:] = cv2.GaussianBlur(part, (0, 0), side * 0.006)
    return image
