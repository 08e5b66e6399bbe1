"""Every format, every orientation, and where symbols are."""

import numpy as np
import pytest

from engines.codes import read_codes
from tests.support.pictures.symbols import (
    SAMPLES,
    TWO_DIMENSIONAL,
    Picture,
    canvas,
    corner_error,
    rotated,
    symbol,
    warped,
)

LINEAR = [name for name in SAMPLES if name not in TWO_DIMENSIONAL]


@pytest.mark.parametrize("format_", SAMPLES)
def test_each_format_gives_zxings_name_and_text(format_: str) -> None:
    (code,) = read_codes(symbol(format_).gray).codes
    assert (code.format, code.text) == (format_, SAMPLES[format_][2])


@pytest.mark.parametrize("format_", SAMPLES)
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_corners_are_named_by_the_symbols_own_orientation(format_: str, degrees: int) -> None:
    picture = rotated(symbol(format_, module=3), degrees)
    (code,) = read_codes(picture.gray).codes
    assert corner_error(code, picture.corners) <= 8


@pytest.mark.parametrize("degrees", [17, 45, 100, 155, 200, 250, 290, 340])
@pytest.mark.parametrize("format_", ["QR_CODE", "DATA_MATRIX", "CODE_128", "EAN_13"])
def test_any_angle_is_read_where_it_is(format_: str, degrees: int) -> None:
    picture = rotated(symbol(format_), degrees)
    (code,) = read_codes(picture.gray).codes
    assert code.text == SAMPLES[format_][2]
    if format_ in TWO_DIMENSIONAL:  # a linear code's height is what was read of it
        assert corner_error(code, picture.corners) <= 6


def test_a_mirrored_code_keeps_its_own_left_top() -> None:
    picture = symbol("QR_CODE")
    mirrored = np.ascontiguousarray(picture.gray[:, ::-1])
    corners = picture.corners * (-1, 1) + (picture.gray.shape[1] - 1, 0)
    (code,) = read_codes(mirrored).codes
    assert code.text == SAMPLES["QR_CODE"][2]
    distances = np.hypot(*(np.array(code.corners) - corners[[0, 3, 2, 1]]).T)
    assert min(distances.max(), corner_error(code, corners)) <= 6


@pytest.mark.parametrize("format_", SAMPLES)
def test_light_on_dark_is_read_too(format_: str) -> None:
    (code,) = read_codes(255 - symbol(format_).gray).codes
    assert (code.format, code.text) == (format_, SAMPLES[format_][2])


def test_an_ean_13_that_starts_with_0_is_a_upc_a() -> None:
    (code,) = read_codes(symbol("EAN_13", "0012345678905").gray).codes
    assert (code.format, code.text) == ("UPC_A", "012345678905")


def test_perspective() -> None:
    picture = symbol("QR_CODE", module=6)
    height, width = picture.gray.shape
    matrix = np.array(((1.0, 0.08, 30), (0.05, 0.95, 30), (0.0003, 0.0004, 1.0)))
    seen = warped(picture, matrix, width + 80, height + 80)
    (code,) = read_codes(seen.gray).codes
    assert code.text == SAMPLES["QR_CODE"][2]
    assert corner_error(code, seen.corners) <= 8


def test_several_codes_come_top_to_bottom_then_left_to_right() -> None:
    names = ("CODE_128", "QR_CODE", "EAN_13", "DATA_MATRIX")
    top, left, right, low = (symbol(name, module=3) for name in names)
    gray = canvas(900, 900, (20, 20, top), (20, 300, left), (450, 300, right), (100, 700, low))
    codes = read_codes(gray).codes
    assert sorted(code.format for code in codes) == sorted(names)
    tops = [min(point.y for point in code.corners) for code in codes]
    assert tops == sorted(tops)
    assert codes[0].format == "CODE_128"
    assert codes[-1].format == "DATA_MATRIX"
    assert codes == read_codes(gray).codes


@pytest.mark.parametrize("format_", ["QR_CODE", "CODE_128", "EAN_13", "PDF_417"])
def test_two_equal_codes_at_two_places_are_two(format_: str) -> None:
    one = symbol(format_, module=2)
    gray = canvas(900, 900, (20, 20, one), (40, 500, one))
    assert [code.text for code in read_codes(gray).codes] == [SAMPLES[format_][2]] * 2


@pytest.mark.parametrize("degrees", [0, 12, 33])
@pytest.mark.parametrize("format_", SAMPLES)
def test_one_code_found_by_two_stages_is_one(format_: str, degrees: int) -> None:
    assert len(read_codes(rotated(symbol(format_), degrees).gray).codes) == 1


def test_corners_lie_in_the_image() -> None:
    picture = symbol("QR_CODE")
    rows, columns = np.nonzero(picture.gray < 128)
    tight = picture.gray[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    for code in read_codes(np.ascontiguousarray(tight)).codes:
        assert all(0 <= x < tight.shape[1] and 0 <= y < tight.shape[0] for x, y in code.corners)


def test_a_picture_in_the_corner_is_placed_in_the_whole_image() -> None:
    picture = symbol("QR_CODE", module=3)
    gray = canvas(1000, 1400, (1150, 800, picture))
    (code,) = read_codes(gray).codes
    assert corner_error(code, Picture(gray, picture.corners + np.array((1150, 800))).corners) <= 5
