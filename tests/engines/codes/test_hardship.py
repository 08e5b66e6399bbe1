"""What cameras do to codes: blur, noise, weak light, small modules."""

import cv2
import numpy as np
import pytest

from engines.codes import read_codes
from engines.codes.retail import read_number
from tests.support.pictures.symbols import SAMPLES, Gray, Picture, rotated, symbol


def _noisy(gray: Gray, sigma: float, seed: int) -> Gray:
    noise = np.random.default_rng(seed).normal(0, sigma, gray.shape)
    return np.clip(gray + noise, 0, 255).astype(np.uint8)


def _texts(gray: Gray) -> list[str]:
    return [code.text for code in read_codes(gray).codes]


@pytest.mark.parametrize("format_", ["QR_CODE", "DATA_MATRIX", "EAN_13", "CODE_128", "PDF_417"])
def test_small_modules(format_: str) -> None:
    small = cv2.resize(symbol(format_, module=6).gray, None, fx=0.28, fy=0.28, interpolation=cv2.INTER_AREA)
    assert _texts(small.astype(np.uint8)) == [SAMPLES[format_][2]]


@pytest.mark.parametrize("format_", ["QR_CODE", "EAN_13", "CODE_128", "ITF"])
def test_blur_of_half_a_module(format_: str) -> None:
    blurred = cv2.GaussianBlur(symbol(format_, module=4).gray, (0, 0), 2.2)
    assert _texts(_noisy(blurred.astype(np.uint8), 2, 1)) == [SAMPLES[format_][2]]


@pytest.mark.parametrize("format_", ["QR_CODE", "AZTEC"])
def test_small_and_blurred(format_: str) -> None:
    small = cv2.resize(symbol(format_, module=8).gray, None, fx=0.28, fy=0.28, interpolation=cv2.INTER_AREA)
    assert _texts(cv2.GaussianBlur(small, (0, 0), 0.9).astype(np.uint8)) == [SAMPLES[format_][2]]


@pytest.mark.parametrize("format_", ["QR_CODE", "EAN_13", "CODE_39"])
def test_low_contrast_with_noise(format_: str) -> None:
    weak = 90 + symbol(format_).gray * 0.12
    assert _texts(_noisy(weak.astype(np.uint8), 1.5, 2)) == [SAMPLES[format_][2]]


def test_a_shadow_across_the_code() -> None:
    gray = symbol("QR_CODE", module=5).gray
    light = 0.25 + 0.75 / (1 + np.exp(-np.linspace(-20, 20, gray.shape[1])))
    assert _texts((gray * light[None]).astype(np.uint8)) == [SAMPLES["QR_CODE"][2]]


def _defocused(digits: str, module: float, radius: float, degrees: float = 0.0) -> Picture:
    """An EAN-13 out of focus: blurred by a disc of `radius` modules, then reduced to `module` pixels a module."""
    picture = rotated(symbol("EAN_13", digits, module=8), degrees)
    reach = int(radius * 8) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = (x**2 + y**2 <= (radius * 8) ** 2).astype(np.float32)
    blurred = cv2.filter2D(picture.gray, -1, disc / disc.sum())
    small = cv2.resize(blurred, None, fx=module / 8, fy=module / 8, interpolation=cv2.INTER_AREA)
    return Picture(_noisy(small.astype(np.uint8), 1.0, 3), picture.corners * module / 8)


@pytest.mark.parametrize("digits", ["6901234567892", "9780345460950", "4006381333931"])
@pytest.mark.parametrize("degrees", [0.0, 180.0, 8.0])
def test_an_ean_13_out_of_focus_is_read_from_its_grey_values(digits: str, degrees: float) -> None:
    picture = _defocused(digits, 2.4, 1.7, degrees)
    (code,) = read_codes(picture.gray).codes
    assert (code.format, code.text) == ("EAN_13", digits)
    width = np.hypot(*(picture.corners[1] - picture.corners[0]))
    read = np.hypot(code.corners[1].x - code.corners[0].x, code.corners[1].y - code.corners[0].y)
    assert abs(read / width - 1) < 0.05
    along = (picture.corners[1] - picture.corners[0]) @ (np.array(code.corners[1]) - np.array(code.corners[0]))
    assert along > 0


def test_grey_values_of_no_code_give_no_number() -> None:
    random = np.random.default_rng(4)
    for _ in range(20):
        bars = cv2.GaussianBlur(np.repeat(random.integers(0, 2, 95) * 200, 8)[None].astype(np.float32), (0, 0), 8)
        strip = np.repeat(np.pad(bars, ((0, 0), (150, 150)), constant_values=200), 40, axis=0)
        assert read_number(strip.astype(np.uint8), sharp=False) is None
