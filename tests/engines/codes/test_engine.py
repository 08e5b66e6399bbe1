"""Every format, every orientation, and where symbols are."""

import numpy as np
import pytest
import zxingcpp

from engines.codes import gs1, read_codes
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


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("text", ["HELLO", "https://u.wechat.com/AbC123", "a long one " * 20])
def test_the_corners_of_a_mirrored_qr_code_are_named_in_its_own_frame(text: str, quarters: int) -> None:
    picture = symbol("QR_CODE", text)
    mirrored = Picture(
        np.ascontiguousarray(picture.gray[:, ::-1]), picture.corners * (-1, 1) + (picture.gray.shape[1] - 1, 0)
    )
    seen = rotated(mirrored, 90 * quarters)
    (code,) = read_codes(seen.gray).codes
    assert code.text == text
    assert corner_error(code, seen.corners) <= 6


@pytest.mark.parametrize("format_", SAMPLES)
def test_light_on_dark_is_read_too(format_: str) -> None:
    (code,) = read_codes(255 - symbol(format_).gray).codes
    assert (code.format, code.text) == (format_, SAMPLES[format_][2])


def test_an_ean_13_that_starts_with_0_is_a_upc_a() -> None:
    (code,) = read_codes(symbol("EAN_13", "0012345678905").gray).codes
    assert (code.format, code.text) == ("UPC_A", "012345678905")


LABELS = ["841235", "A12345", "1/A2/B3", "ORDER+A", "50%AB", "X%Y", "$A", "A1", "4", "A-B C.D"]


@pytest.mark.parametrize("label", LABELS)
def test_code_39_is_what_is_printed(label: str) -> None:
    """Six characters can pass for the Italian Code 32, and pairs like /A for Full ASCII: both would be other texts."""
    codes = read_codes(symbol("CODE_39", label).gray).codes
    assert [(code.format, code.text) for code in codes] == [("CODE_39", label)]


def test_no_six_characters_become_another_number() -> None:
    for number in range(100_003, 999_999, 8_887):
        picture = symbol("CODE_39", str(number), module=2)
        assert [code.text for code in read_codes(picture.gray).codes] == [str(number)]


@pytest.mark.parametrize(("format_", "text"), [("CODE_93", "A"), ("CODABAR", "A12B")])
def test_short_texts_are_kept(format_: str, text: str) -> None:
    (code,) = read_codes(symbol(format_, text).gray).codes
    assert (code.format, code.text) == (format_, text.strip("ABCD") or text)


RSS = [
    ("DataBarOmni", "0901234567890", "RSS_14", "09012345678906"),
    ("DataBarStk", "0901234567890", "RSS_14", "09012345678906"),
    ("DataBarExp", "(01)09012345678906(3103)001750", "RSS_EXPANDED", "(01)09012345678906(3103)001750"),
    ("DataBarExpStk", "[01]09012345678906[10]ABC[21]12", "RSS_EXPANDED", "(01)09012345678906(10)ABC(21)12"),
    ("MaxiCode", "hello", "MAXICODE", "hello"),
    ("MaxiCode", "你好", "MAXICODE", "你好"),
]


@pytest.mark.parametrize(("kind", "content", "format_", "text"), RSS)
def test_rss_and_maxicode_are_read_as_zxing_spells_them(kind: str, content: str, format_: str, text: str) -> None:
    barcode = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, kind))
    gray = np.pad(np.array(barcode.to_image(scale=4, add_quiet_zones=True), np.uint8), 16, constant_values=255)
    assert [(code.format, code.text) for code in read_codes(gray).codes] == [(format_, text)]


@pytest.mark.parametrize(
    ("elements", "text"),
    [("0101234567890128", "(01)01234567890128"), ("10AB\x1d3103000123", "(10)AB(3103)000123"), ("hello", "hello")],
)
def test_element_strings_are_spelt_with_parentheses(elements: str, text: str) -> None:
    assert gs1.spelled(elements) == text


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
    assert [code.format for code in codes] == list(names)
    assert codes == read_codes(gray).codes


def test_a_row_that_is_not_quite_straight_is_read_left_to_right() -> None:
    row = [symbol("QR_CODE", f"n{number}", module=3) for number in range(6)]
    below = symbol("QR_CODE", "below", module=3)
    jitter = (5, 2, 6, 3, 0, 4)
    places = [(20 + 130 * number, 20 + jitter[number], picture) for number, picture in enumerate(row)]
    codes = read_codes(canvas(300, 820, *places, (20, 150, below))).codes
    assert [code.text for code in codes] == ["n0", "n1", "n2", "n3", "n4", "n5", "below"]


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
