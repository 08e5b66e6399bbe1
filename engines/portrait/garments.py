"""The garments, drawn from shapes; all lengths in widths of the wearer's face, the chin at (0, 0). Knows no photos."""

from typing import Any

import numpy as np

from .drawing import Canvas, Colour, Outline, Shade, curve, mirror, shape

FAR = 4.0
"""Below every photo's edge."""
WHITE: Colour = (243, 244, 247)
PALE_BLUE: Colour = (196, 212, 236)
IVORY: Colour = (240, 234, 224)
NAVY: Colour = (38, 44, 64)
BLACK: Colour = (38, 38, 42)
GREY: Colour = (82, 86, 98)
WINE: Colour = (118, 30, 42)
SIDES = (1, -1)


def man_suit(canvas: Canvas) -> None:
    """Draw a navy suit, a white shirt and a wine-red tie."""
    _shirt(canvas, WHITE)
    _tie(canvas, WINE)
    _jacket(canvas, NAVY, _shoulder(1.0), _lapel())
    _collar(canvas, WHITE, _wing(0.0))


def man_shirt(canvas: Canvas) -> None:
    """Draw a pale blue shirt, buttoned up."""
    body = shape([(0.0, 0.28), (0.34, 0.03)], _shoulder(0.97), [(1.7, FAR), (0.0, FAR)])
    canvas.fill(_symmetric(body), PALE_BLUE, _linen)
    for side in SIDES:
        canvas.line(curve((0.62, 0.13), (0.70, 0.42), (0.74, 0.9)) * (side, 1), 0.07, 0.02)
        canvas.line(curve((1.00, 0.28), (0.98, 0.55), (1.02, 1.4)) * (side, 1), 0.22, 0.012)
        canvas.line(np.array([(0.058, 0.32), (0.058, FAR)]) * (side, 1), 0.16, 0.006)
    canvas.fill(_disc(0.0, 0.53), WHITE)
    canvas.line(_disc(0.0, 0.53), 0.30, 0.004)
    _collar(canvas, PALE_BLUE, _wing(0.02))
    canvas.fill(_disc(0.0, 0.325), WHITE)
    canvas.line(_disc(0.0, 0.325), 0.30, 0.004)


def woman_blazer(canvas: Canvas) -> None:
    """Draw a black blazer over a white blouse whose collar lies open."""
    opening = curve((0.40, 0.02), (0.30, 0.14), (0.14, 0.32), (0.0, 0.45))
    blouse = shape(opening[::-1], [(0.44, 0.02), (0.62, 0.3), (0.62, FAR), (0.0, FAR)])
    canvas.fill(_symmetric(blouse), WHITE, _linen)
    canvas.line(np.array([(0.0, 0.45), (0.0, FAR)]), 0.16, 0.006)
    _jacket(canvas, BLACK, _shoulder(0.93), _lapel())
    top = curve((0.352, -0.03), (0.335, 0.06), (0.19, 0.25), (0.0, 0.45))
    outer = curve((0.27, 0.62), (0.41, 0.36), (0.455, 0.16), (0.43, 0.05), (0.40, 0.0), (0.352, -0.03))
    _collar(canvas, WHITE, shape(top, [(0.0, 0.475)], outer))


def woman_suit(canvas: Canvas) -> None:
    """Draw a grey collarless jacket over an ivory top with a round neck."""
    neckline = curve((0.42, 0.04), (0.37, 0.13), (0.25, 0.27), (0.08, 0.345), (0.0, 0.347))
    top = shape(neckline[::-1], [(0.44, 0.04), (0.62, 0.3), (0.62, FAR), (0.0, FAR)])
    canvas.fill(_symmetric(top), IVORY, _linen)
    for side in SIDES:
        canvas.line(neckline * (side, 1) + (0, 0.028), 0.14, 0.006)
        canvas.line(neckline * (side, 1), 0.20, 0.008)
    edge = curve((0.30, 0.9), (0.43, 0.42), (0.47, 0.22), (0.43, 0.03))
    seam = curve((0.35, 0.92), (0.48, 0.43), (0.515, 0.23), (0.465, 0.045))
    front = shape(_shoulder(0.93), [(1.7, FAR), (0.22, FAR)], edge)
    for side in SIDES:
        canvas.darken(front * (side, 1), 0.40, 0.025)
        canvas.fill(front * (side, 1), GREY, _cloth)
        canvas.line(seam * (side, 1), 0.22, 0.005)
        canvas.line(edge * (side, 1), -0.10, 0.008)
        canvas.line(curve((0.98, 0.28), (0.95, 0.55), (0.98, 1.4)) * (side, 1), 0.30, 0.012)


def child_sweater(canvas: Canvas) -> None:
    """Draw a navy sweater with a ribbed neck over a white shirt."""
    _shirt(canvas, WHITE)
    canvas.line(np.array([(0.0, 0.3), (0.0, FAR)]), 0.14, 0.006)
    opening = curve((0.44, 0.05), (0.40, 0.20), (0.25, 0.42), (0.0, 0.60))
    rib = curve((0.50, 0.06), (0.47, 0.24), (0.30, 0.49), (0.0, 0.70))
    body = shape(opening[::-1], _shoulder(0.88), [(1.7, FAR), (0.0, FAR)])
    canvas.darken(_symmetric(body), 0.30, 0.02)
    canvas.fill(_symmetric(body), NAVY, _knit)
    for side in SIDES:
        canvas.fill(shape(opening, rib[::-1]) * (side, 1), NAVY, _lighter(_knit, 1.25))
        canvas.line(rib * (side, 1), 0.45, 0.008)
        canvas.line(opening * (side, 1), -0.10, 0.008)
        canvas.line(curve((0.92, 0.26), (0.88, 0.55), (0.92, 1.4)) * (side, 1), 0.30, 0.014)
    _collar(canvas, WHITE, _wing(-0.02))


def _symmetric(right: Outline) -> Outline:
    """The symmetric outline of which the right half is given, from the top down or from the bottom up."""
    return shape(right, mirror(right)[::-1])


def _disc(x: float, y: float) -> Outline:
    """The outline of a button: a disc around a point."""
    turn = np.linspace(0, 2 * np.pi, 20)
    return np.column_stack((x + 0.022 * np.cos(turn), y + 0.022 * np.sin(turn)))


def _shoulder(width: float) -> Outline:
    """The line from the neck over the shoulder and down the arm."""
    far = curve((0.40, 0.0), (0.50, 0.065), (0.72, 0.155), (1.02, 0.26), (1.28, 0.40), (1.46, 0.66), (1.56, 1.2))
    return np.column_stack((0.40 + width * (far[:, 0] - 0.40), far[:, 1] + (1 - width) * (far[:, 0] - 0.40) * 0.5))


def _wing(longer: float) -> Outline:
    """A shirt collar's right half."""
    top = curve((0.352, -0.06), (0.335, 0.035), (0.24, 0.17), (0.075, 0.285))
    outer = curve((0.245, 0.545), (0.34, 0.34), (0.412, 0.13), (0.405, 0.02), (0.382, -0.035), (0.352, -0.06))
    tip = [(0.0 if longer else 0.092, 0.30 if longer else 0.335), (0.235, 0.555 + longer)]
    return shape(top, tip, outer)


def _lapel() -> tuple[Outline, Outline]:
    """A lapel's inner edge and its outline."""
    inner = curve((0.405, 0.0), (0.415, 0.18), (0.32, 0.62), (0.09, 1.32))
    collar = curve((0.60, 0.36), (0.575, 0.22), (0.50, 0.09), (0.405, 0.0))
    return inner, shape(inner, curve((0.30, 1.2), (0.56, 0.80), (0.70, 0.53)), [(0.555, 0.475)], collar)


def _cloth(x: Any, y: Any) -> Any:
    """The tone of cloth on a body: light from above, darker towards the arms, with soft folds and a weave."""
    beside = np.abs(x)
    folds = np.sin(5.0 * beside + 2.2 * y + 0.6) * np.sin(3.1 * y - 1.7 * beside)
    weave = np.random.default_rng(0).standard_normal(x.shape, np.float32)
    return 1.16 - 0.12 * beside**2 - 0.22 * np.clip(y - 0.15, 0, 2) + 0.06 * folds + 0.035 * weave


def _knit(x: Any, y: Any) -> Any:
    """The tone of knitted cloth: ribs that run down."""
    return _cloth(x, y) + 0.07 * np.sin(150 * x)


def _lighter(shade: Shade, factor: float) -> Shade:
    return lambda x, y: factor * shade(x, y)


def _linen(x: Any, y: Any) -> Any:
    """The tone of a shirt: nearly flat, with soft folds."""
    return 1.0 - 0.10 * np.abs(x) - 0.015 * np.sin(9 * np.abs(x) + 5 * y)


def _collar_linen(_x: Any, y: Any) -> Any:
    """The tone of a collar: a little darker where it turns to the back."""
    return 1.02 - 0.22 * np.clip(0.12 - y, 0, 1)


def _shirt(canvas: Canvas, colour: Colour) -> None:
    """Draw what a jacket leaves free of a shirt."""
    right = shape([(0.0, 0.28)], curve((0.34, 0.02), (0.42, 0.06), (0.60, 0.30)), [(0.62, FAR), (0.0, FAR)])
    canvas.fill(_symmetric(right), colour, _linen)


def _tie(canvas: Canvas, colour: Colour) -> None:
    def satin(x: Any, y: Any) -> Any:
        stripes = np.clip(3 * (np.sin(30 * (x + 0.8 * y)) - 0.75), 0, 0.35)
        return 1.22 - 5.0 * np.abs(x - 0.02) ** 1.4 + stripes

    knot = _symmetric(curve((0.085, 0.275), (0.098, 0.32), (0.062, 0.445)))
    blade = _symmetric(shape([(0.056, 0.44)], curve((0.075, 0.52), (0.105, 0.72), (0.21, 1.6)), [(0.21, FAR)]))
    canvas.darken(blade, 0.30, 0.02, 0.0)
    canvas.fill(blade, colour, satin)
    canvas.darken(knot, 0.55, 0.016, 0.022)
    canvas.fill(knot, colour, lambda x, y: 1.05 * satin(x, -y))


def _jacket(canvas: Canvas, colour: Colour, shoulder: Outline, lapel: tuple[Outline, Outline]) -> None:
    inner, outline = lapel
    front = shape(shoulder, [(1.7, FAR), (0.0, FAR)], inner[::-1])
    for side in SIDES:
        canvas.darken(front * (side, 1), 0.40, 0.03)
        canvas.fill(front * (side, 1), colour, _cloth)
        canvas.line(curve((1.05, 0.29), (1.02, 0.55), (1.05, 1.4)) * (side, 1), 0.30, 0.012)
        canvas.darken(outline * (side, 1), 0.60, 0.020, 0.014)
        canvas.fill(outline * (side, 1), colour, _lighter(_cloth, 1.14))
        canvas.line(np.array([(0.385, 0.345), (0.555, 0.475)]) * (side, 1), 0.55, 0.006)
        canvas.line(inner * (side, 1), -0.08, 0.010)


def _collar(canvas: Canvas, colour: Colour, wing: Outline) -> None:
    for side in SIDES:
        canvas.darken(wing * (side, 1), 0.30, 0.020, 0.018)
        canvas.fill(wing * (side, 1), colour, _collar_linen)
        canvas.line(wing[:37] * (side, 1), 0.12, 0.008)
