"""Even grounds of JPEGs come out even; edges and letters stay as sharp as they were."""

import cv2
import numpy as np
import pytest

from engines.superresolution import HALVED, Enlarger, grain
from engines.superresolution.colour import Floats, luma_chroma
from engines.superresolution.noise import Noise
from engines.superresolution.quality import Jpeg
from training.superresolution.degrade import compressed

BAD, GOOD = Jpeg(50, HALVED), Jpeg(95, HALVED)


def specks(strength: float) -> Floats:
    """A grey ground with noise of so many levels."""
    return np.random.default_rng(3).normal(128, strength, (80, 80)).astype(np.float32)


@pytest.mark.parametrize("damage", [BAD, GOOD, Noise(10)])
def test_specks_of_one_level_are_gone_and_an_edge_stays(damage: Jpeg | Noise) -> None:
    assert grain.smoothed(specks(1), damage).std() < 0.5
    edge = np.repeat(np.where(np.arange(80) < 40, 90, 150).astype(np.float32)[None], 80, axis=0)
    assert np.abs(grain.smoothed(edge, damage) - edge).max() < 0.1


def test_the_better_the_file_the_less_is_smoothed() -> None:
    texture = specks(6)
    bad, good = (float(grain.smoothed(texture, damage).std()) for damage in (BAD, GOOD))
    assert bad < 0.7 * good < 0.7 * texture.std()


@pytest.mark.parametrize("quality", [85, 75, 50])
def test_a_wall_has_no_grain(quality: int) -> None:
    """Eight bits left one of 0.6 to 0.7 levels, up to three."""
    y, x = np.mgrid[:150, :200]
    wall = np.stack([120 + 60 * np.sin(x / 40) + 30 * np.cos(y / 30 + colour) for colour in (0, 0.3, 0.6)], axis=2)
    done = Enlarger().enlarge(compressed(wall.round().astype(np.uint8), quality, 2), quality).image
    luma = luma_chroma(done)[..., 0]
    assert (luma - cv2.GaussianBlur(luma, (0, 0), 2))[16:-16, 16:-16].std() < 0.45
