"""Skin made lighter. Knows colours only."""

import cv2
import numpy as np

from engines.runtime.statistics import median

from .arrays import Colours

MOST_LIGHTER = 1.9
"""Base of the logarithmic curve of lightness at full strength, less one."""
PALER = 0.12
"""Share of the skin's colour that full lightening takes."""
DARK = 65.0
"""CIELAB lightness of skin below which less is lightened, in proportion: the curve is steepest where it is dark, and
would make dark skin pale in patches."""


def whiten(picture: Colours, strength: float, skin: Colours) -> Colours:
    """Lighten on a logarithmic curve of CIELAB's lightness, which keeps white white; `skin` is N x 3."""
    strength *= min(1.0, max(0.01, median(cv2.cvtColor(skin[None], cv2.COLOR_RGB2LAB)[..., 0]) / DARK))
    lab = cv2.cvtColor(np.clip(picture, 0, 1), cv2.COLOR_RGB2LAB)
    base = MOST_LIGHTER * strength
    lab[..., 0] = 100 * np.log1p(base * lab[..., 0] / 100) / np.log1p(base)
    lab[..., 1:] = (1 - PALER * strength) * lab[..., 1:]
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)
