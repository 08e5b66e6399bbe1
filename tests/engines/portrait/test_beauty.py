"""Levels are seen, each more than the one before; eyes, lips, hair and clothes stay; 0 changes nothing."""

from dataclasses import fields, replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from engines.portrait import Cut, Levels
from engines.portrait.arrays import Alpha
from engines.portrait.beauty import beautify
from engines.portrait.face import LEFT_CHEEKBONE, LIPS, RIGHT_CHEEKBONE

STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
NAMES = [field.name for field in fields(Levels)]


def change(cut: Cut, other: Cut) -> float:
    return float(np.abs(other.rgb.astype(float) - cut.rgb).mean() + 100 * np.abs(other.alpha - cut.alpha).mean())


def lightness(cut: Cut) -> float:
    """CIELAB's L of both cheeks."""
    lab = cv2.cvtColor(cut.rgb, cv2.COLOR_RGB2LAB)
    return float(
        np.mean([patch(lab, point)[..., 0].mean() for point in cut.face.mesh[[RIGHT_CHEEKBONE, LEFT_CHEEKBONE]]])
    )


def patch(image: np.ndarray, point: np.ndarray, reach: int = 6) -> np.ndarray:
    x, y = np.rint(point).astype(int)
    return image[y - reach : y + reach + 1, x - reach : x + reach + 1]


def blotches(cut: Cut) -> float:
    """What varies on cheeks and forehead in waves of about 3 to 10 pixels."""
    grey = cv2.cvtColor(cut.rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    band = cv2.GaussianBlur(grey, (0, 0), 1.2) - cv2.GaussianBlur(grey, (0, 0), 3.5)
    parts = [patch(band, point, 10) for point in cut.face.mesh[[RIGHT_CHEEKBONE, LEFT_CHEEKBONE, 9]]]
    return float(np.mean([part.std() for part in parts]))


def hull(cut: Cut, points: tuple[int, ...], growth: float = 1.0) -> Alpha:
    mask = np.zeros(cut.alpha.shape, np.float32)
    outline = cv2.convexHull(cut.face.mesh[list(points)])[:, 0]
    middle = outline.mean(axis=0)
    cv2.fillPoly(mask, [np.rint(middle + growth * (outline - middle)).astype(np.int32)], 1.0)
    return mask


def test_no_level_leaves_every_pixel(one_inch: Cut) -> None:
    plain = beautify(one_inch, Levels())
    assert np.array_equal(plain.rgb, one_inch.rgb)
    assert np.array_equal(plain.alpha, one_inch.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_each_level_changes_more_than_the_one_before(one_inch: Cut, name: str) -> None:
    changes = [change(one_inch, beautify(one_inch, Levels(**{name: level}))) for level in STEPS]
    assert changes[0] == 0
    assert all(one < other for one, other in pairwise(changes))


def test_skin_and_irises_leave_the_shape(one_inch: Cut) -> None:
    assert beautify(one_inch, Levels(smoothing=1, whitening=1, lenses=1)).alpha is one_inch.alpha


def test_skin_becomes_lighter_in_even_steps(one_inch: Cut) -> None:
    steps = np.diff([lightness(beautify(one_inch, Levels(whitening=level))) for level in STEPS])
    assert steps.min() > 0.8


def test_blotches_go_and_pores_stay(one_inch: Cut) -> None:
    seen = [blotches(beautify(one_inch, Levels(smoothing=level))) for level in STEPS]
    assert all(one > other for one, other in pairwise(seen))
    assert seen[5] < 0.75 * seen[0]
    finest = []
    for cut in (one_inch, beautify(one_inch, Levels(smoothing=1))):
        grey = cv2.cvtColor(cut.rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
        detail = grey - cv2.GaussianBlur(grey, (0, 0), 0.8)
        finest.append(np.mean([patch(detail, point, 10).std() for point in cut.face.mesh[[50, 280, 9]]]))
    assert finest[1] > 0.3 * finest[0]


def test_eyes_lips_hair_and_clothes_stay(one_inch: Cut) -> None:
    made = beautify(one_inch, Levels(smoothing=1, whitening=1))
    off = np.abs(made.rgb.astype(int) - one_inch.rgb).max(axis=-1)
    rows = np.arange(len(off))
    assert off[rows < one_inch.face.box[1] - 20].max() == 0  # hair
    assert off[rows > one_inch.chin + 45].mean() < 1.5  # the black collar
    soft = beautify(one_inch, Levels(smoothing=1))
    kept = np.abs(soft.rgb.astype(int) - one_inch.rgb).max(axis=-1)
    for iris in (one_inch.face.left_iris, one_inch.face.right_iris):
        assert patch(kept, iris[0], 2).max() <= 2
    assert kept[hull(one_inch, LIPS, 0.8) > 0].mean() < 1.0


@pytest.mark.parametrize(("name", "iris"), [("left_eye", "left_iris"), ("right_eye", "right_iris")])
def test_only_the_named_eye_grows(one_inch: Cut, name: str, iris: str) -> None:
    made = beautify(one_inch, Levels(**{name: 1.0}))
    off = np.abs(made.rgb.astype(int) - one_inch.rgb).max(axis=-1)
    x, _ = getattr(one_inch.face, iris)[0]
    columns = np.flatnonzero(off.max(axis=0))
    assert abs(columns.mean() - x) < 12
    assert columns.max() - columns.min() < 0.5 * (one_inch.face.box[2] - one_inch.face.box[0])


def test_the_jaw_becomes_slimmer_step_by_step(one_inch: Cut) -> None:
    row = round(float(one_inch.face.mesh[[61, 291], 1].mean()))
    widths = [beautify(one_inch, Levels(jaw=level)).alpha[row].sum() for level in STEPS]
    assert all(one > other for one, other in pairwise(widths))
    made = beautify(one_inch, Levels(jaw=1))
    assert made.alpha.min() == 0
    assert made.alpha.max() == 1
    assert np.array_equal(
        made.rgb[: int(one_inch.face.eyes[:, 1].min()) - 5], one_inch.rgb[: int(one_inch.face.eyes[:, 1].min()) - 5]
    )


def test_dark_skin_is_whitened_less_and_as_evenly(one_inch: Cut) -> None:
    def gain(cut: Cut) -> float:
        return lightness(beautify(cut, Levels(whitening=1.0))) - lightness(cut)

    dark = replace(one_inch, rgb=np.asarray(one_inch.rgb * 0.4, np.uint8))
    assert 0 < gain(dark) < 1.2 * gain(one_inch)  # one strength for all skins would give 1.6 times as much
