"""Bars of which glare leaves a part that reads as a code of its own."""

import cv2
import numpy as np
import pytest
import zxingcpp

from engines.codes import read_codes
from engines.codes.code import Gray


def bars(digits: str) -> Gray:
    itf = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.ITF)
    row = np.array(itf.to_image(scale=2, add_quiet_zones=False), np.uint8)[0]
    return np.pad(np.repeat(row[None], 70, axis=0), 40, constant_values=255)


def under_glare(seed: int) -> tuple[Gray, str]:
    random = np.random.default_rng(seed)
    digits = "".join(map(str, random.integers(0, 10, 16)))
    page = bars(digits)
    x = np.arange(page.shape[1]) - page.shape[1] * random.uniform(0.3, 0.7)
    strength = random.uniform(120, 240)
    light = page * 0.6 + 20 + strength * np.exp(-((x / page.shape[1] / random.uniform(0.02, 0.12)) ** 2) / 2)
    soft = cv2.GaussianBlur(light, (0, 0), 0.6) + random.normal(0, 3, page.shape)
    return np.clip(soft, 0, 255).astype(np.uint8), digits


@pytest.mark.parametrize("seed", [8, 10, 14, 23, 67])
def test_an_itf_under_glare_is_not_answered_by_half_of_its_digits(seed: int) -> None:
    """Seeds of which the decoder reads a part, of two of them beside the whole."""
    image, digits = under_glare(seed)
    assert [code.text for code in read_codes(image).codes] in ([digits], [])


def test_a_short_itf_beside_print_and_frames_is_answered() -> None:
    page = np.pad(bars("15400141288763"), 12, constant_values=255)
    page = np.pad(np.pad(page, 3, constant_values=40), 60, constant_values=255)
    cv2.putText(page, "15400141288763", (140, page.shape[0] - 30), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    cv2.putText(page, "CARTON 12", (4, page.shape[0] // 2), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 0, 1)
    assert [code.text for code in read_codes(page).codes] == ["15400141288763"]


@pytest.mark.parametrize("degrees", [0, 90, 180])
def test_an_itf_that_the_picture_cuts_off_is_not_answered_by_what_is_in_it(degrees: int) -> None:
    """What is left ends with bars that an ITF may end with."""
    page = bars("9592381036")[:, :172]
    assert [code.text for code in read_codes(np.ascontiguousarray(np.rot90(page, degrees // 90))).codes] == []


def test_an_itf_that_fills_the_picture_or_has_a_check_digit_is_answered() -> None:
    assert [code.text for code in read_codes(bars("15400141288763")[:, :-40]).codes] == ["15400141288763"]
    assert [code.text for code in read_codes(bars("15400141288763")[:, 40:-40]).codes] == ["15400141288763"]
