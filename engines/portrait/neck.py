"""The head on a bare neck, without the old clothes. Knows no garments."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from .arrays import Alpha, Colours, unit
from .drawing import Canvas, Outline, curve, mirror, shape
from .face import CHEEKS, MOUTH_CORNERS
from .fit import NECK, SOLID, Fit, face_oval
from .guided import box_filter
from .hair import beard, strands
from .render import Cut

KEPT_ABOVE = 0.14
"""Face widths above the chin, above which hair that is long stays as it is; of short hair, what is above the mouth."""
JAW = 0.06
"""Face widths around the face's oval in which skin and beard are kept."""
TOLERATED = 0.035
"""Distance of chromaticities (r, g by their sum) at which a colour is skin still."""
IN_SHADOW = 3.0
"""How much wider the tolerance is in the jaw's shadow, whose colour is not the skin's alone."""
DARKEST, LIGHTEST = 0.25, 1.25
"""Luma of the neck's skin, in shadow and in light, by the cheeks'."""
USUAL_TONE = 0.86
"""Tone of a neck's skin by the cheeks', where nothing of it is seen."""
CLOTHED, SHADOW = 0.3, 0.16
"""Face widths below the chin down to which clothes reach for certain, and height of the jaw's shadow."""
LEAST_SEEN = 0.03
ENOUGH, MOST_GAIN = 0.005, 1.5
"""Squares of the face's width of neck that must be seen to tell how bright the rest is, and the most that it tells."""
SPREAD = 0.12
"""Face widths over which skin that is seen lends its colour to what is not."""
RIM, UNDER = 0.20, 0.26
"""How much darker painted skin is at the neck's sides, and under the jaw."""
WARMER = np.array((1.0, 1.2, 1.35))
"""Exponents of the shadow's tone in red, green and blue: shadows on skin are redder."""
RIM_REACH = 1.2
"""Half-widths of the neck up to which its sides get darker."""
JAW_SHADOW = 0.07
"""Standard deviation, in face widths, of the jaw's shadow on painted skin."""
CHEEK = 0.05
"""Face widths around a point of the cheeks that give their colour."""
FADE_ABOVE, FADE_BELOW = 0.04, 0.2
"""Face widths over which the head's rows end, and over which the neck's rows begin above the chin."""
FADE_LIGHT = 0.08
"""Luma, by the cheeks', over which too dark and too light skin stops to count."""
NO_CLOTHES = 0.5
"""Face widths above the chin, above which nothing is taken for clothes."""
SOFT_SKIN = 0.6
"""Standard deviation of the edge of skin, by its margin."""
NECKLINE = ((0.32, -0.36), (0.342, -0.14), (NECK, 0.03), (0.43, 0.20), (0.60, 0.30))
"""The line of the neck, in face widths from the chin."""
SHOULDER, OPENING = (0.62, 0.40), 0.35
"""Where the line ends on the shoulder, and how far beside the middle the skin in a garment's opening reaches."""
MARGIN = 0.025
"""Face widths along clothes in which skin has taken on their colour."""
EDGE = 0.025
"""Face widths inside the oval in which a collar's edge may still be seen."""


def bare_neck(cut: Cut, fit: Fit, opening: float) -> Cut:
    """Head, hair, neck and the skin down to `opening` face widths below the chin, and nothing else.

    What clothes hide of the neck is painted in the colour of the skin that is seen, or of the cheeks.
    """
    picture = unit(cut.rgb)
    oval, core = face_oval(cut, 0.0, fit), face_oval(cut, -EDGE, fit)
    neck = Canvas((cut.alpha.shape[1], cut.alpha.shape[0]), fit.frame).mask(_neck(opening))
    hair = strands(cut, fit.width)
    skin = _neck_skin(picture, cut, fit) * cut.alpha
    own = np.maximum(skin, beard(picture, cut, skin) * cut.alpha)
    own = np.maximum(own, _shadows(picture, np.maximum(own, oval), cut, fit))
    seen = _inner(own, oval, MARGIN * fit.width)
    painted = _paint_skin(picture, cut, fit, _inner(skin, oval, MARGIN * fit.width) * neck * (1 - oval))
    inside = neck * (1 - core) * (1 - seen)
    colours = picture + inside[..., None] * (painted - picture)
    above = _above(cut, fit, is_long=bool(hair.any()))
    jaw = np.maximum(oval, face_oval(cut, JAW, fit) * own)
    kept = cut.alpha * np.maximum(np.maximum(above, jaw), hair)
    below = np.clip((np.arange(len(neck))[:, None] - fit.chin) / (FADE_BELOW * fit.width) + 1.5, 0, 1)
    covered = np.maximum(kept, neck * np.maximum(below, cut.alpha))
    rgb = np.asarray(np.rint(255 * np.clip(colours, 0, 1)), np.uint8)
    return replace(cut, rgb=rgb, alpha=np.asarray(covered, np.float32))


def _neck(opening: float) -> Outline:
    right = shape(curve(*NECKLINE), [SHOULDER, (OPENING, opening)])
    return shape(right, mirror(right)[::-1])


def _above(cut: Cut, fit: Fit, *, is_long: bool) -> Alpha:
    """The rows in which all of the person stays."""
    mouth = float(cut.face.mesh[list(MOUTH_CORNERS), 1].mean())
    ending = fit.chin - KEPT_ABOVE * fit.width if is_long else mouth
    rows = np.arange(cut.alpha.shape[0], dtype=np.float32)[:, None]
    share = np.clip((ending - rows) / (FADE_ABOVE * fit.width) + 0.5, 0, 1)
    return np.asarray(np.broadcast_to(share, cut.alpha.shape), np.float32)


def _neck_skin(picture: Colours, cut: Cut, fit: Fit) -> Alpha:
    """Where the cheeks' colour is seen, in light or in shadow: by chromaticity, which shadow leaves as it is."""
    off, light = _off(picture, _cheeks(picture, cut, fit))
    near = np.clip(2 - off / TOLERATED, 0, 1)
    lit = np.clip((light - DARKEST) / FADE_LIGHT, 0, 1) * np.clip((LIGHTEST - light) / FADE_LIGHT, 0, 1)
    return np.asarray(near * lit, np.float32)


def _off(picture: Colours, skin: Any) -> tuple[Any, Any]:
    """Each pixel's distance of chromaticity to skin, and its light by skin's."""
    total = picture.sum(axis=-1) + 1e-3
    red, green = (picture[..., channel] / total - skin[channel] / skin.sum() for channel in (0, 1))
    return np.hypot(red, green), total / skin.sum()


def _shadows(picture: Colours, own: Alpha, cut: Cut, fit: Fit) -> Alpha:
    """The places of the person around the neck that are not of skin's colour and still no clothes.

    Clothes reach down to the photo's edge; what ends above it, or is low and has skin below it, is the jaw's shadow.
    """
    solid = (own > SOLID).astype(np.uint8)
    between = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((max(2, round(SHADOW * fit.width)), 1), np.uint8))
    off, light = _off(picture, _cheeks(picture, cut, fit))
    between = np.where((off < IN_SHADOW * TOLERATED) & (light < 1), between, solid)
    person = cut.alpha > SOLID
    other = ((between == 0) & person).astype(np.uint8)
    other[: max(0, round(fit.chin - NO_CLOTHES * fit.width))] = 0
    _, labels = cv2.connectedComponents(other)
    low = min(len(own) - 1, round(fit.chin + CLOTHED * fit.width))
    clothes = np.unique(labels[low:])
    return np.asarray(person & ((between > 0) | ((other > 0) & ~np.isin(labels, clothes))), np.float32)


def _inner(mask: Alpha, face: Alpha, margin: float) -> Alpha:
    """What of a mask hangs together with the face, without its outer margin, with a soft edge.

    Where skin meets clothes, the colours of both are mixed.
    """
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, round(margin)) + 1,) * 2)
    solid = cv2.morphologyEx((np.maximum(mask, face) > SOLID).astype(np.uint8), cv2.MORPH_CLOSE, disc)
    _, labels = cv2.connectedComponents(cv2.erode(solid, disc))
    y, x = (int(values.mean()) for values in np.nonzero(face > SOLID))
    core = (labels == labels[y, x]).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(core, (0, 0), SOFT_SKIN * margin), np.float32)


def _cheeks(picture: Colours, cut: Cut, fit: Fit) -> Any:
    """The cheeks' colour."""
    reach = max(2, round(CHEEK * fit.width))
    samples = [
        picture[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach].reshape(-1, 3)
        for x, y in np.rint(cut.face.mesh[list(CHEEKS)]).astype(int)
    ]
    return np.median(np.concatenate(samples), axis=0)


def _paint_skin(picture: Colours, cut: Cut, fit: Fit, seen: Alpha) -> Colours:
    """Skin everywhere: the colours that are seen on the neck, spread; else the cheeks', in the jaw's shadow."""
    radius = max(2, round(SPREAD * fit.width))
    jaw = cv2.GaussianBlur(face_oval(cut, 0.0, fit), (0, 0), JAW_SHADOW * fit.width)
    columns = np.arange(seen.shape[1], dtype=np.float32)[None]
    beside = np.clip(np.abs(columns - fit.x) / fit.neck, 0, RIM_REACH)
    tone = USUAL_TONE * (1 - RIM * beside**4) * (1 - UNDER * jaw)
    cheeks = _cheeks(picture, cut, fit)
    usual = cheeks * tone[..., None] ** WARMER
    seen = seen * np.clip(picture.mean(axis=-1) / cheeks.mean(), 0, 1) ** 2  # lines of shadow count little
    share = seen[..., None]
    enough = ENOUGH * fit.width * fit.width
    gain = ((share * picture).sum(axis=(0, 1)) + enough * usual.mean(axis=(0, 1))) / (
        (share * usual).sum(axis=(0, 1)) + enough * usual.mean(axis=(0, 1))
    )
    usual = usual * np.clip(gain, 1 / MOST_GAIN, MOST_GAIN)
    weight, total = seen, picture * share
    for _ in range(2):
        weight, total = box_filter(weight, radius), box_filter(np.asarray(total, np.float32), radius)
    return np.asarray((total + LEAST_SEEN * usual) / (weight[..., None] + LEAST_SEEN), np.float32)
