"""The light on a face made good: exposure, white balance, and fill light on a side in shadow. Knows no levels' names.

All is judged by the cheeks and bounded, so that skin keeps its colour: what a face that is well lit looks like is left
exactly as it is, and the lightest parts of a face, which dark skin has as well as pale, say whether light is missing.
"""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from engines.runtime.statistics import percentiles

from .arrays import Alpha, Colours, Rgb, smoothstep, strips, unit
from .face import LEFT_OVAL, RIGHT_OVAL, Face
from .guided import enlarged_guided_filter
from .patches import Square, patch
from .render import Cut

SIDES = ((50, 205, 117), (280, 425, 346))
"""Points of the right and the left cheek."""
CHEEK, CHEEK_PIXELS = 0.08, 12
"""Face heights: side of the square around each, and pixels that it is looked at in."""
INNER_PART, INNER_PIXELS = 0.75, 96
"""Face heights: side of the square between brows and mouth, and pixels that it is looked at in."""
GLEAM, LIGHT_GLEAM = 0.99, 0.66
"""The share of pixels below the lightest of the face, and the level (0 to 1) from which they are light enough."""
DIM_CHEEKS, BRIGHT_CHEEKS = 0.60, 0.86
"""Levels of cheeks of any skin between which nothing is done: darker ones are lightened if the gleam is dark too."""
MOST_LIGHTER, MOST_DARKER = 4.0, 0.7
"""Bounds of the gain of exposure, in linear light: two stops, and half of one."""
MONOCHROME = 4.0
"""Chroma (CIELAB) below which a picture has no colours to correct."""
HUES, MOST_CHROMA = (32.0, 66.0), 38.0
"""Degrees of hue and greatest chroma (CIELAB) of cheeks in white light: of nine in ten of 159 public portraits."""
MOST_BALANCE = 1.35
"""The most that white balance changes red or blue by green, in linear light."""
COLOURED = 2.0
"""From this change on, the lamp is of a colour by intention: no light can be made good then."""
EVEN, SHADED = 0.75, 1.3
"""Differences of both cheeks' light, as logarithms, from which fill light begins and is full; modelling light has up
to 0.75."""
FILLED, MOST_FILL = 0.6, 0.9
"""The share of a shadow that is filled, and the most of it, as a logarithm."""
SPREAD, EDGE_REACH, EDGE_VARIANCE = 0.07, 0.06, 0.02
"""Face heights over which the light of skin is told, and of the window, and variance, by which it follows shadows."""
AROUND = 0.22
"""Face heights beside the face in which fill light fades."""
LAMP_FACE = 240.0
"""Pixels of the face's height in which the lamp is looked for: its light is smooth, and edges come from the photo."""
LEAST = 1e-3
"""Linear light that counts as black."""
LUMA = np.array((0.2126, 0.7152, 0.0722), np.float32)


def relight(cut: Cut, strength: float) -> Cut:
    """The cut in better light, by 0 (exactly as it is) to 1 (all that looks natural).

    Exposure and white balance change the old ground too, so that it fits where it is kept.
    """
    if not strength:
        return cut
    cheeks = _cheeks(cut)
    gains = _balance(cheeks.mean(axis=0))
    if gains is None:
        return cut
    gains = gains**strength
    exposure = _exposure(cut, cheeks * gains) ** strength
    rgb, picture = cut.rgb, cut.picture
    if exposure != 1 or (gains != 1).any():
        rgb, picture = (_expose(image, gains, exposure) for image in (rgb, picture))
    shade = abs(float(np.log(max(cheeks[0] @ LUMA, LEAST) / max(cheeks[1] @ LUMA, LEAST))))
    filled = strength * float(smoothstep(np.clip((shade - EVEN) / (SHADED - EVEN), 0, 1)))
    if filled:
        rgb = _fill(rgb, cut.alpha, cut.face, filled)
    return replace(cut, rgb=rgb, picture=picture)


def _cheeks(cut: Cut) -> Colours:
    """2 x 3: the right and the left cheek's colour in linear light."""
    sides = []
    for points in SIDES:
        seen = [
            patch(cut.rgb, Square(cut.face.mesh[point], CHEEK * cut.face.height), CHEEK_PIXELS)[0] for point in points
        ]
        sides.append(np.median(np.concatenate(seen).reshape(-1, 3), axis=0))
    return np.asarray(_linear(np.stack(sides) / 255), np.float32)


def _exposure(cut: Cut, cheeks: Colours) -> float:
    """The gain in linear light that the face wants: the lesser of what its cheeks and its lightest parts ask for."""
    lightest = float(_level(np.float32((cheeks @ LUMA).max())))
    if lightest > BRIGHT_CHEEKS:
        return max(MOST_DARKER, float(_linear(np.float32(BRIGHT_CHEEKS)) / _linear(np.float32(lightest))))
    square = Square(cut.face.mesh.mean(axis=0), INNER_PART * cut.face.height)
    inner = cv2.cvtColor(patch(cut.rgb, square, INNER_PIXELS)[0], cv2.COLOR_RGB2GRAY)
    gleam = float(percentiles(inner, GLEAM)[0]) / 255
    wanted = (_gain(gleam, LIGHT_GLEAM), _gain(lightest, DIM_CHEEKS))
    return float(np.clip(min(wanted), 1.0, MOST_LIGHTER))


def _gain(level: float, target: float) -> float:
    """What brings a level to a target on the curve of `_expose`."""
    seen, wanted = (max(LEAST, float(_linear(np.float32(one)))) for one in (level, target))
    return wanted * (1 - seen) / (seen * (1 - wanted)) if seen < 1 else 1.0


def _balance(cheek: Colours) -> Colours | None:
    """Gains of red, green and blue in linear light that bring a cheek's hue and chroma to those in white light.

    None where the light is coloured.
    """
    lab = cv2.cvtColor(_level(cheek)[None, None], cv2.COLOR_RGB2LAB)[0, 0]
    chroma, hue = float(np.hypot(lab[1], lab[2])), float(np.degrees(np.arctan2(lab[2], lab[1])))
    if chroma < MONOCHROME or (HUES[0] <= hue <= HUES[1] and chroma <= MOST_CHROMA):
        return np.ones(3, np.float32)
    angle, wanted = np.radians(np.clip(hue, *HUES)), min(chroma, MOST_CHROMA)
    target = np.array((lab[0], wanted * np.cos(angle), wanted * np.sin(angle)), np.float32)
    better = _linear(cv2.cvtColor(target[None, None], cv2.COLOR_LAB2RGB)[0, 0])
    gains = np.maximum(better, LEAST) / np.maximum(cheek, LEAST)
    gains = gains / gains[1]
    if not 1 / COLOURED < gains.min() <= gains.max() < COLOURED:
        return None
    gains = np.clip(gains, 1 / MOST_BALANCE, MOST_BALANCE)
    return np.asarray(gains * (cheek @ LUMA) / max(float((cheek * gains) @ LUMA), LEAST), np.float32)


def _expose(image: Rgb, gains: Colours, exposure: float) -> Rgb:
    """The image through a curve that is steep in the dark and leaves black black and white white."""
    levels = np.arange(256, dtype=np.uint8)[None, :, None]
    light = np.clip(_linear(unit(levels)) * gains, 0, 1)
    curves = _stored(_level(exposure * light / (1 + (exposure - 1) * light)))
    return np.asarray(cv2.LUT(image, curves), np.uint8)


def _fill(rgb: Rgb, alpha: Alpha, face: Face, strength: float) -> Rgb:
    """The person with a shadow's side of the face lightened, as by a lamp: skin, eyes and hair there alike."""
    reduction = max(1.0, face.height / LAMP_FACE)
    size = (max(2, round(rgb.shape[1] / reduction)), max(2, round(rgb.shape[0] / reduction)))
    small, share = (cv2.resize(whole, size, interpolation=cv2.INTER_AREA) for whole in (rgb, alpha))
    here = face.transform(np.array(((size[0] / rgb.shape[1], 0, 0), (0, size[1] / rgb.shape[0], 0)), np.float64))
    place = np.zeros(share.shape, np.float32)
    cv2.fillPoly(place, [np.rint(here.mesh[list(LEFT_OVAL + RIGHT_OVAL)]).astype(np.int32)], 1.0)
    lamp = _lamp(unit(np.asarray(small, np.uint8)), place * share, here.height, rgb)
    inside = cv2.resize(place, rgb.shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0
    lit = float(percentiles(lamp[inside], 0.85)[0])
    near = np.maximum(np.clip(2 * cv2.GaussianBlur(place, (0, 0), AROUND * here.height), 0, 1), place)
    near = cv2.resize(near, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    result = np.empty_like(rgb)
    for rows in strips(len(rgb)):
        missing = np.clip(FILLED * (lit - lamp[rows]), 0, MOST_FILL)
        gain = np.exp(strength * near[rows] * missing)[..., None]
        result[rows] = _stored(_level(np.clip(_linear(unit(rgb[rows])) * gain, 0, 1)))
    return result


def _lamp(picture: Colours, skin: Alpha, face_height: float, full: Rgb) -> Alpha:
    """How strong the light is at each place, as a logarithm: told by skin, and following the edges of shadows.

    Of a reduced picture, at the size of the `full` one.
    """
    light = np.log(np.maximum(_linear(picture) @ LUMA, LEAST))
    sigma = SPREAD * face_height
    weight, total = (cv2.GaussianBlur(values, (0, 0), sigma) for values in (skin, skin * light))
    near = total / np.maximum(weight, LEAST)
    # what is darker than the skin around it (eyes, brows, beard, hair) says nothing of the light
    skin = np.asarray(skin * np.exp(-(np.maximum(0, near - light) ** 2)), np.float32)
    wide = [
        cv2.GaussianBlur(values, (0, 0), sigma) + LEAST * cv2.GaussianBlur(values, (0, 0), 4 * sigma)
        for values in (skin, skin * light)
    ]
    even = np.asarray(wide[1] / np.maximum(wide[0], 1e-9), np.float32)
    reach = max(2, round(EDGE_REACH * face_height))
    return enlarged_guided_filter(picture, even, reach, EDGE_VARIANCE, full)


def _linear(level: Any) -> Any:
    """Linear light of stored levels (sRGB), both 0 to 1."""
    return np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _level(light: Any) -> Any:
    """Stored levels (sRGB) of linear light, both 0 to 1."""
    curve = 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055
    return np.where(light <= 0.0031308, 12.92 * light, curve).astype(np.float32)


def _stored(level: Colours) -> Rgb:
    return np.asarray(np.rint(255 * level), np.uint8)
