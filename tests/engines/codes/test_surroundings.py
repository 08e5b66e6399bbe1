"""Codes in surroundings that a decoder does not expect: no quiet zone, dots for modules, few grey levels."""

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes

Gray = NDArray[np.uint8]
TEXT = "https://example.cn/surroundings"


def modules() -> NDArray[np.bool_]:
    """The dark modules of a QR code."""
    code = zxingcpp.create_barcode(TEXT, zxingcpp.BarcodeFormat.QRCode)
    return np.array(code.to_image(scale=1, add_quiet_zones=False)) < 128


def enlarged(dark: NDArray[np.bool_], scale: int) -> Gray:
    return np.kron(np.where(dark, 0, 255), np.ones((scale, scale))).astype(np.uint8)


def bars(kind: str, text: str, scale: int) -> Gray:
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    row = np.array(code.to_image(scale=1, add_quiet_zones=False), np.uint8)[0]
    return np.repeat(np.repeat(row[None], scale, axis=1), 40 * scale, axis=0)


def texts(gray: Gray) -> list[str]:
    return [code.text for code in read_codes(gray).codes]


@pytest.mark.parametrize("ground", [0, 60, 128])
def test_no_quiet_zone_on_a_dark_ground(ground: int) -> None:
    framed = cv2.copyMakeBorder(enlarged(modules(), 7), 90, 70, 80, 110, cv2.BORDER_CONSTANT, value=ground)
    assert texts(framed.astype(np.uint8)) == [TEXT]


def test_round_dots_for_modules() -> None:
    dark, scale = np.pad(modules(), 4), 14
    picture = np.full((dark.shape[0] * scale, dark.shape[1] * scale), 255, np.uint8)
    for row, column in zip(*np.nonzero(dark), strict=True):
        cv2.circle(picture, (int(column * scale + 7), int(row * scale + 7)), 5, 0, -1)
    assert texts(picture) == [TEXT]


def test_a_screen_seen_through_a_grid_of_lines() -> None:
    picture = enlarged(np.pad(modules(), 4), 10).astype(np.float64)
    rows, columns = np.indices(picture.shape)
    grid = 0.55 + 0.45 * np.sin(rows * 2 * np.pi / 4.6) * np.sin(columns * 2 * np.pi / 4.3)
    assert texts((40 + 0.7 * picture * grid).astype(np.uint8)) == [TEXT]


def test_four_grey_levels_of_contrast() -> None:
    assert texts(np.where(enlarged(np.pad(modules(), 4), 8) > 0, 131, 127).astype(np.uint8)) == [TEXT]


def test_specks_in_the_finders() -> None:
    picture = enlarged(np.pad(modules(), 4), 12)
    for x, y in ((54, 54), (96, 60), (60, 100), (340, 70)):
        cv2.circle(picture, (x, y), 4, 255, -1)
    assert texts(picture) == [TEXT]


@pytest.mark.parametrize(
    ("kind", "text"), [("EAN13", "6901234567892"), ("CODE39", "SHELF-12"), ("ITF", "15400141288763")]
)
@pytest.mark.parametrize("ink", [0, 110])
def test_a_box_around_bars_is_no_bar(kind: str, text: str, ink: int) -> None:
    page = np.pad(bars(kind, text, 3), 9, constant_values=255)
    page = np.pad(np.pad(page, 4, constant_values=ink), 40, constant_values=235)
    seen = cv2.GaussianBlur(page, (0, 0), 1.0).astype(np.uint8)
    assert texts(seen) == [text]
