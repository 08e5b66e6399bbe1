"""A sensor's noise is taken away and not made more of; what has none stays as it is."""

import cv2
import numpy as np
import pytest
from PIL import Image

from engines.superresolution import Enlarger
from engines.superresolution.canvas import enlarge_plainly
from engines.superresolution.colour import Bytes
from engines.superresolution.doubler import Quick
from engines.superresolution.noise import Noise, NoiseMeter
from tests.support.pictures.photos import error
from training.superresolution.degrade import compressed, halved


@pytest.fixture(scope="module")
def meter() -> NoiseMeter:
    return NoiseMeter()


def grained(image: Bytes, strength: float) -> Bytes:
    """With the same noise each time, of so many levels."""
    noise = np.random.default_rng(7).normal(0, strength, image.shape)
    return np.clip(np.rint(image + noise), 0, 255).astype(np.uint8)


def off(meter: NoiseMeter, image: Bytes) -> float:
    found = meter.noise(image)
    return found.off if found else 0


@pytest.mark.parametrize(("strength", "quality"), [(15, 90), (15, None), (25, 95), (25, None)])
def test_a_photo_in_bad_light_comes_out_cleaner_than_by_interpolation(
    truth: Bytes, engine: Enlarger, strength: float, quality: int | None
) -> None:
    """It came out no better (15 levels in a JPEG) or worse: the noise was sharpened."""
    seen = grained(halved(truth), strength)
    if quality:
        seen = compressed(seen, quality, 2)
    assert error(engine.enlarge(seen, quality).image, truth) < 0.85 * error(enlarge_plainly(seen), truth)


def test_a_grey_one(truth: Bytes, engine: Enlarger, meter: NoiseMeter) -> None:
    grey, whole = (np.ascontiguousarray(image[..., 1]) for image in (halved(truth), truth))
    seen = grained(grey, 15)
    assert off(meter, grey) == 0
    assert off(meter, seen) == pytest.approx(15, rel=0.35)
    assert error(engine.enlarge(seen, None).image, whole) < 0.85 * error(enlarge_plainly(seen), whole)


def test_the_noisier_the_more_is_found(truth: Bytes, meter: NoiseMeter) -> None:
    found = [off(meter, grained(halved(truth), strength)) for strength in (0, 8, 14, 24)]
    assert found == sorted(found)
    assert found[0] == 0
    assert found[1:] == pytest.approx([8, 14, 24], rel=0.35)


@pytest.mark.parametrize("quality", [95, 75, 50, 30])
def test_what_compression_leaves_is_no_noise(truth: Bytes, meter: NoiseMeter, quality: int) -> None:
    assert meter.noise(compressed(halved(truth), quality, 2)) is None
    assert meter.noise(compressed(truth, quality, 2)) is None


@pytest.mark.parametrize("quality", [None, 90])
def test_pebbles_were_taken_for_noise_and_smoothed(engine: Enlarger, meter: NoiseMeter, quality: int | None) -> None:
    """So were fur, leaves and grass: one in twelve sharp small photographs, which lost 1.8 dB."""
    whole = pebbles()
    seen = halved(whole) if quality is None else compressed(halved(whole), quality, 2)
    assert meter.noise(seen) is None
    assert error(engine.enlarge(seen, quality).image, whole) < 0.9 * error(enlarge_plainly(seen), whole)


def pebbles() -> Bytes:
    """A ground all of which is fine and sharp."""
    random = np.random.default_rng(1)
    ground = np.full((320, 320, 3), 90, np.uint8)
    for x, y, wide, high, tone, turn in random.integers((0, 0, 2, 2, 40, 0), (320, 320, 6, 6, 220, 180), (11_000, 6)):
        place = (int(x), int(y)), (int(wide), int(high))
        cv2.ellipse(ground, *place, float(turn), 0, 360, (int(tone),) * 3, -1, cv2.LINE_AA)
    return ground


def test_drawings_and_even_grounds_have_none(meter: NoiseMeter) -> None:
    page = np.full((240, 240, 3), 255, np.uint8)
    page[10:230:4, 10:230] = (20, 60, 160)
    ramp = np.broadcast_to(np.linspace(0, 255, 300).astype(np.uint8)[None, :, None], (200, 300, 3))
    for picture in (page, ramp, np.zeros((100, 100, 3), np.uint8)):
        assert meter.noise(np.ascontiguousarray(picture)) is None


@pytest.mark.parametrize("pixels", [1, 2, 3, 4])
@pytest.mark.parametrize("quality", [None, 75])
@pytest.mark.parametrize("ink", [0, 150])
def test_a_code_is_no_noise(engine: Enlarger, meter: NoiseMeter, pixels: int, quality: int | None, ink: int) -> None:
    """Squares of two pixels were taken for the strongest noise."""
    modules = np.random.default_rng(pixels).random((120 // pixels, 120 // pixels)) < 0.5
    code = np.where(np.kron(modules, np.ones((pixels, pixels), bool)), ink, 255).astype(np.uint8)
    seen = np.dstack([code] * 3)
    assert meter.noise(seen if quality is None else compressed(seen, quality, 0)) is None
    if pixels > 1:
        middles = engine.enlarge(seen, None).image[pixels :: 2 * pixels, pixels :: 2 * pixels, 0]
        assert ((middles < (ink + 255) / 2) == modules).all()


def test_a_sticker_is_measured_where_it_is_opaque(truth: Bytes, meter: NoiseMeter) -> None:
    sticker = np.zeros((*truth.shape[:2], 4), np.uint8)
    sticker[..., :3] = grained(truth, 15)
    sticker[:, :200, 3] = 255
    sticker[:, 200:, :3] = grained(truth, 60)[:, 200:]
    assert off(meter, sticker) == pytest.approx(15, rel=0.35)
    sticker[..., 3] = 128
    assert meter.noise(sticker) is None


@pytest.mark.parametrize("shape", [(1, 1), (2, 2, 3), (31, 400, 3), (400, 3, 4)])
def test_small_and_narrow_ones_have_none(meter: NoiseMeter, shape: tuple[int, ...]) -> None:
    assert meter.noise(np.random.default_rng(1).integers(0, 255, shape, dtype=np.uint8)) is None


def test_an_avatar_smaller_than_what_the_network_looks_at(truth: Bytes, meter: NoiseMeter) -> None:
    small = np.asarray(Image.fromarray(truth).resize((48, 60)))
    assert meter.noise(small) is None
    assert meter.noise(grained(small, 25)) is not None


def test_the_quick_network_smooths_noise_too(truth: Bytes) -> None:
    seen = np.pad(grained(halved(truth), 15), ((6, 6), (6, 6), (0, 0)), "reflect")
    quick, inner = Quick(), truth
    assert error(quick.double(seen, Noise(15)), inner) < 0.95 * error(quick.double(seen, None), inner)
