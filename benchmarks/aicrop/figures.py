"""Drawn figures, people and animals, from seeds, and where their heads are. Nothing that trains has seen them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.aicrop.score import Box
from benchmarks.aicrop.sets import Rgb

NUMBER = 60
SIDES = ((640, 800), (800, 640), (720, 720), (560, 900), (900, 600))
"""Widths and heights of the pictures, in turn."""
Colour = tuple[int, int, int]


@dataclass
class Pen:
    """A picture that is drawn on, in the units of a figure: 0 to 1 across, 0 to 1 down, from `left`, `top`."""

    canvas: Rgb
    left: float
    top: float
    size: float
    line: int
    mirrored: bool

    def blob(self, middle: tuple[float, float], reach: tuple[float, float], colour: Colour, turn: float = 0) -> None:
        """A filled ellipse with an outline."""
        axes = (round(reach[0] * self.size), round(reach[1] * self.size))
        turn = -turn if self.mirrored else turn
        cv2.ellipse(self.canvas, self._at(middle), axes, turn, 0, 360, colour, -1, cv2.LINE_AA)
        if self.line:
            cv2.ellipse(self.canvas, self._at(middle), axes, turn, 0, 360, (30, 25, 25), self.line, cv2.LINE_AA)

    def shape(self, corners: Sequence[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon with an outline."""
        points = np.array([self._at(corner) for corner in corners], np.int32)
        cv2.fillPoly(self.canvas, [points], colour, cv2.LINE_AA)
        if self.line:
            cv2.polylines(self.canvas, [points], True, (30, 25, 25), self.line, cv2.LINE_AA)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """What lies in these units, in pixels of the picture."""
        (one, up), (other, down) = self._at((left, top)), self._at((right, bottom))
        high, wide = self.canvas.shape[:2]
        return max(0.0, min(one, other)), max(0.0, up), min(float(wide), max(one, other)), min(float(high), down)

    def _at(self, spot: tuple[float, float]) -> tuple[int, int]:
        across = 1 - spot[0] if self.mirrored else spot[0]
        return round(self.left + across * self.size), round(self.top + spot[1] * self.size)


def figures(number: int = NUMBER) -> Iterator[tuple[Rgb, list[Box]]]:
    """Pictures of one figure each, with the box of its head, hair, hat and ears."""
    kinds = (_person, _horse, _cat, _bird, _bear)
    for seed in range(number):
        random = np.random.default_rng([22, seed])
        wide, high = SIDES[seed % len(SIDES)]
        canvas = _ground(random, wide, high)
        size = float(random.uniform(0.7, 0.95)) * min(wide, high)
        left, top = random.uniform(0, wide - size), random.uniform(0, high - size)
        line = int(random.choice([0, 2, 4, 6]))
        pen = Pen(canvas, float(left), float(top), size, line, bool(random.random() < 0.5))
        yield canvas, [kinds[seed // len(SIDES) % len(kinds)](pen, random)]


def _ground(random: np.random.Generator, wide: int, high: int) -> Rgb:
    """White, one colour, or a meadow with the sun."""
    kind = random.random()
    if kind < 0.35:
        return np.full((high, wide, 3), 255, np.uint8)
    canvas = np.full((high, wide, 3), random.integers(150, 256, 3), np.uint8)
    if kind > 0.65:
        horizon = int(high * random.uniform(0.5, 0.8))
        canvas[horizon:] = random.integers(60, 200, 3)
        sun = int(wide * random.uniform(0.1, 0.9)), high // 8
        cv2.circle(canvas, sun, high // 14, (250, 220, 90), -1, cv2.LINE_AA)
    return canvas


def _colour(random: np.random.Generator, low: int = 40, high: int = 230) -> Colour:
    red, green, blue = random.integers(low, high, 3).tolist()
    return red, green, blue


def _eyes(pen: Pen, middle: tuple[float, float], apart: float, large: float) -> None:
    for side in (-1, 1) if apart else (0,):
        spot = (middle[0] + side * apart, middle[1])
        pen.blob(spot, (large, large * 1.3), (255, 255, 255))
        pen.blob(spot, (large * 0.5, large * 0.7), (20, 20, 20))


def _person(pen: Pen, random: np.random.Generator) -> Box:
    skin, coat, legs, hair = _colour(random, 150, 250), _colour(random), _colour(random), _colour(random, 0, 160)
    for side in (-1, 1):
        pen.shape([(0.5, 0.6), (0.5 + side * 0.12, 0.6), (0.5 + side * 0.1, 0.98), (0.5 + side * 0.03, 0.98)], legs)
        pen.shape([(0.5, 0.34), (0.5 + side * 0.3, 0.55), (0.5 + side * 0.27, 0.6), (0.5, 0.45)], skin)
    pen.shape([(0.4, 0.3), (0.6, 0.3), (0.65, 0.65), (0.35, 0.65)], coat)
    pen.blob((0.5, 0.15), (0.13, 0.145), hair)
    back = random.random() < 0.25
    if not back:
        pen.blob((0.5, 0.18), (0.105, 0.115), skin)
        _eyes(pen, (0.5, 0.16), 0.04, 0.02)
        pen.blob((0.5, 0.235), (0.03, 0.01), (170, 40, 50))
    return pen.box(0.37, 0.005, 0.63, 0.297)


def _horse(pen: Pen, random: np.random.Generator) -> Box:
    coat, mane = _colour(random), _colour(random, 0, 120)
    for foot in (0.38, 0.5, 0.74, 0.84):
        pen.shape([(foot, 0.6), (foot + 0.06, 0.6), (foot + 0.05, 0.97), (foot, 0.97)], coat)
    pen.blob((0.63, 0.55), (0.28, 0.14), coat)
    pen.shape([(0.3, 0.18), (0.42, 0.16), (0.52, 0.5), (0.38, 0.56)], coat)
    pen.shape([(0.4, 0.12), (0.46, 0.16), (0.56, 0.46), (0.5, 0.48)], mane)
    pen.shape([(0.33, 0.12), (0.36, 0.02), (0.4, 0.12)], coat)
    pen.blob((0.26, 0.19), (0.16, 0.07), coat, -30)
    _eyes(pen, (0.3, 0.14), 0, 0.016)
    return pen.box(0.1, 0.02, 0.42, 0.3)


def _cat(pen: Pen, random: np.random.Generator) -> Box:
    coat = _colour(random)
    pen.blob((0.5, 0.7), (0.2, 0.28), coat)
    pen.blob((0.75, 0.8), (0.2, 0.04), coat, -35)
    for side in (-1, 1):
        pen.shape([(0.5 + side * 0.19, 0.2), (0.5 + side * 0.17, 0.02), (0.5 + side * 0.05, 0.13)], coat)
        pen.blob((0.5 + side * 0.1, 0.95), (0.07, 0.04), coat)
    pen.blob((0.5, 0.27), (0.21, 0.18), coat)
    _eyes(pen, (0.5, 0.24), 0.08, 0.035)
    pen.blob((0.5, 0.32), (0.02, 0.015), (200, 90, 110))
    return pen.box(0.29, 0.02, 0.71, 0.45)


def _bird(pen: Pen, random: np.random.Generator) -> Box:
    coat, wing, beak = _colour(random), _colour(random), (240, 160, 40)
    pen.shape([(0.7, 0.6), (0.98, 0.72), (0.95, 0.82), (0.65, 0.75)], wing)
    for foot in (0.45, 0.55):
        pen.shape([(foot, 0.8), (foot + 0.02, 0.8), (foot + 0.02, 0.98), (foot - 0.03, 0.98)], beak)
    pen.blob((0.52, 0.6), (0.26, 0.25), coat)
    pen.blob((0.6, 0.6), (0.17, 0.12), wing, 20)
    pen.shape([(0.2, 0.2), (0.02, 0.26), (0.2, 0.3)], beak)
    pen.blob((0.33, 0.23), (0.16, 0.16), coat)
    _eyes(pen, (0.28, 0.2), 0, 0.025)
    return pen.box(0.02, 0.07, 0.49, 0.39)


def _bear(pen: Pen, random: np.random.Generator) -> Box:
    coat, belly = _colour(random, 40, 180), _colour(random, 150, 250)
    for side in (-1, 1):
        pen.blob((0.5 + side * 0.25, 0.55), (0.08, 0.17), coat, side * -25)
        pen.blob((0.5 + side * 0.15, 0.9), (0.12, 0.08), coat)
        pen.blob((0.5 + side * 0.15, 0.08), (0.06, 0.06), coat)
    pen.blob((0.5, 0.66), (0.24, 0.27), coat)
    pen.blob((0.5, 0.68), (0.15, 0.18), belly)
    pen.blob((0.5, 0.22), (0.2, 0.19), coat)
    pen.blob((0.5, 0.29), (0.09, 0.07), belly)
    _eyes(pen, (0.5, 0.18), 0.07, 0.02)
    pen.blob((0.5, 0.26), (0.03, 0.02), (20, 20, 20))
    return pen.box(0.29, 0.02, 0.71, 0.41)
