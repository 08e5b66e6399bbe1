"""Hair that hangs beside the neck, and beards, told from clothes by their colours. Knows no garments."""

from typing import Any

import cv2
import numpy as np

from .arrays import Alpha, Colours, Points, unit
from .face import MOUTH_CORNERS, NOSTRIL
from .render import Cut

LIGHTNESS = 0.6
"""How much lightness counts, by chroma, in the distance of two colours of CIELAB."""
KINDS = 6
"""Colours that hair is described by."""
SAMPLES = 1500
LONG = 0.14
"""Face widths by which long hair reaches beyond the face's edge, from the nose (high shoulders do not) to the mouth."""
NEAR, FAR = 14.0, 24.0
"""Distances, in units of CIELAB, up to which a colour is hair, and from which it is not."""
BEARD_SPREAD, LONGEST_BEARD = 8.0, 0.3
"""Standard deviation of a beard's colours in units of CIELAB, and face widths that it reaches below the chin."""
ABOVE_FACE = 0.06
"""Face widths above the face in which all of the person is hair."""
THIN = 0.015
"""Face widths: lines that are thinner are the edges of clothes, and gaps that are thinner are none."""
CERTAIN, LIKELY, NO_SKIN = 0.9, 0.5, 0.3
"""Alpha of what is all person, the share from which a pixel is hair, and the likeness below which it is no skin."""
BEARD_TOP, BEARD_SIDE = 0.45, 0.3
"""Where a beard is looked for: this share of the way from mouth to chin, and of the face's width off its edges."""
BEARD_FADE = 0.06
"""Face widths over which a beard ends."""
LEAST_BEARD = 0.15
"""Share of the lower face that is not skin-coloured when there is a beard."""


def strands(cut: Cut, face_width: float) -> Alpha:
    """How much each pixel of the person is hair, by its colour; 0 everywhere if the hair is short."""
    mouth = round(float(cut.face.mesh[list(MOUTH_CORNERS), 1].mean()))
    x0, _, x1, _ = cut.face.box
    nose = round(float(cut.face.mesh[NOSTRIL, 1]))
    none = np.zeros(cut.alpha.shape, np.float32)
    if max(min(_beyond(cut.alpha[row], x0, x1)[side] for row in (nose, mouth)) for side in (0, 1)) < LONG * face_width:
        return none
    lab = _lab(unit(cut.rgb))
    rows, columns = np.mgrid[: cut.alpha.shape[0], : cut.alpha.shape[1]]
    outside = (columns < x0) | (columns > x1) | (rows < cut.face.box[1] - ABOVE_FACE * face_width)
    kinds = _kinds(lab[(cut.alpha > CERTAIN) & outside & (rows < mouth)])
    if kinds is None:
        return none
    share = (FAR - _distance(lab, kinds)) / (FAR - NEAR)
    soft = cv2.GaussianBlur(np.clip(share, 0, 1).astype(np.float32), (0, 0), 1.0)
    return np.asarray(_hanging(soft * cut.alpha, mouth, face_width), np.float32)


def _beyond(row: Alpha, left: float, right: float) -> tuple[float, float]:
    """How much of a row is person to the left and to the right of the face."""
    return float(row[: max(0, int(left))].sum()), float(row[int(right) + 1 :].sum())


def _hanging(hair: Alpha, mouth: int, face_width: float) -> Alpha:
    """What hangs together with the head, without gaps, and without lines as thin as the edges of clothes."""
    size = 2 * max(1, round(THIN * face_width)) + 1
    solid = cv2.morphologyEx((hair > LIKELY).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    solid[:mouth] = 1
    _, labels = cv2.connectedComponents(solid)
    hanging = (labels == labels[0, 0]).astype(np.uint8)
    grown = cv2.dilate(hanging, np.ones((size, size), np.uint8))
    return np.asarray(cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 0.8), np.float32)


def beard(picture: Colours, cut: Cut, skin: Alpha) -> Alpha:
    """How much each pixel has a beard's colour; 0 everywhere if the chin is bare."""
    mouth, chin = float(cut.face.mesh[list(MOUTH_CORNERS), 1].mean()), cut.chin
    x0, _, x1, _ = cut.face.box
    rows = slice(max(0, round(mouth + BEARD_TOP * (chin - mouth))), max(1, round(chin)))
    columns = slice(max(0, round(x0 + BEARD_SIDE * (x1 - x0))), max(1, round(x1 - BEARD_SIDE * (x1 - x0))))
    lab = _lab(picture)
    hairy = skin[rows, columns] < NO_SKIN
    kinds = _kinds(lab[rows, columns][hairy]) if hairy.mean() > LEAST_BEARD else None
    if kinds is None:
        return np.zeros(skin.shape, np.float32)
    near = np.exp(-0.5 * (_distance(lab, kinds) / BEARD_SPREAD) ** 2)
    below = (np.arange(len(skin), dtype=np.float32)[:, None] - chin) / (x1 - x0)
    return np.asarray(near * np.clip((LONGEST_BEARD - below) / BEARD_FADE, 0, 1), np.float32)


def _lab(picture: Colours) -> Any:
    return cv2.cvtColor(picture, cv2.COLOR_RGB2LAB) * np.array((LIGHTNESS, 1, 1), np.float32)


def _kinds(colours: Any) -> Points | None:
    """The main colours of some pixels, or None of too few."""
    if len(colours) < 10 * KINDS:
        return None
    some = np.ascontiguousarray(colours[:: max(1, len(colours) // SAMPLES)], np.float32)
    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 10, 0.5)
    cv2.setRNGSeed(1)
    return np.asarray(cv2.kmeans(some, KINDS, np.empty(0, np.int32), until, 1, cv2.KMEANS_PP_CENTERS)[2], np.float32)


def _distance(lab: Any, kinds: Points) -> Any:
    """Each pixel's distance to the nearest of some colours."""
    return np.min([np.sqrt(((lab - kind) ** 2).sum(axis=-1)) for kind in kinds], axis=0)
