"""Clothes for a cut-out person: garments drawn by us, fitted to neck and shoulders. Knows no backgrounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from .drawing import Canvas
from .face import CHEEKS
from .fit import face_oval, fit_neck
from .garments import child_sweater, man_shirt, man_suit, woman_blazer, woman_suit
from .neck import bare_neck
from .render import Cut

SOFTNESS = 0.55
"""Pixels of blur: drawings are sharper than photos."""
BRIGHT_SKIN, DIMMEST = 200.0, 0.90
"""Level of red of skin in full light, and the tone of clothes in the dimmest light."""


@dataclass(frozen=True)
class Garment:
    """How a garment is drawn, and how far below the chin, in face widths, skin is seen in its opening."""

    draw: Callable[[Canvas], None]
    opening: float


GARMENTS = {
    "man_suit": Garment(man_suit, 0.4),
    "man_shirt": Garment(man_shirt, 0.4),
    "woman_blazer": Garment(woman_blazer, 0.6),
    "woman_suit": Garment(woman_suit, 0.6),
    "child_sweater": Garment(child_sweater, 0.4),
}
"""By their names: whom a garment is for, and what it is."""


def dress(cut: Cut, name: str) -> Cut:
    """The person in one of GARMENTS."""
    garment = GARMENTS[name]
    fit = fit_neck(cut)
    body = bare_neck(cut, fit, garment.opening)
    canvas = Canvas((cut.alpha.shape[1], cut.alpha.shape[0]), fit.frame)
    garment.draw(canvas)
    face = face_oval(cut, 0.0, fit)
    cloth = cv2.GaussianBlur(canvas.alpha, (0, 0), SOFTNESS) * (1 - face)
    colours = cv2.GaussianBlur(canvas.rgb, (0, 0), SOFTNESS) * (_light(cut) * (1 - face))[..., None]
    alpha = cloth + body.alpha * (1 - cloth)
    mixed = 255 * colours + body.rgb * (body.alpha * (1 - cloth))[..., None]
    mixed = np.where(alpha[..., None] > 0, mixed / np.maximum(alpha, 1e-6)[..., None], body.rgb)
    return replace(body, rgb=np.asarray(np.rint(mixed), np.uint8), alpha=np.asarray(alpha, np.float32))


def _light(cut: Cut) -> float:
    """How bright white cloth is in the photo's light: the cheeks say."""
    x, y = np.rint(cut.face.mesh[list(CHEEKS)]).astype(int).T
    skin = cut.rgb[np.clip(y, 0, cut.rgb.shape[0] - 1), np.clip(x, 0, cut.rgb.shape[1] - 1)].max(axis=-1)
    return float(np.clip(np.median(skin) / BRIGHT_SKIN, DIMMEST, 1.0))
