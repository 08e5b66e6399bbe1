"""Several codes in one picture: one that is easy to read hides none of the others."""

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes

Gray = NDArray[np.uint8]


def drawn(text: str, kind: str, scale: int) -> Gray:
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    return np.array(code.to_image(scale=scale, add_quiet_zones=True))


def paper(height: int, width: int, *placed: tuple[Gray, int, int]) -> Gray:
    sheet = np.full((height, width), 255, np.uint8)
    for code, top, left in placed:
        sheet[top : top + code.shape[0], left : left + code.shape[1]] = code
    return sheet


def texts(gray: Gray) -> list[str]:
    return [code.text for code in read_codes(gray).codes]


def test_one_large_barcode_does_not_hide_small_qr_codes_of_a_scan() -> None:
    small = [drawn(f"https://example.cn/{number}", "QRCode", 2) for number in range(3)]
    large = (drawn("WAYBILL2026", "Code128", 6), 300, 300)
    sheet = paper(3508, 2480, large, (small[0], 900, 1700), (small[1], 2400, 200), (small[2], 3300, 1200))
    assert sorted(texts(sheet)) == ["WAYBILL2026", *(f"https://example.cn/{number}" for number in range(3))]


@pytest.mark.parametrize("hard", ["blurred", "faint"])
def test_an_easy_code_does_not_hide_a_hard_one_beside_it(hard: str) -> None:
    code = drawn("https://example.cn/hard", "QRCode", 4)
    if hard == "blurred":
        code = cv2.GaussianBlur(code, (0, 0), 2.0).astype(np.uint8)
    else:
        code = (200 + code // 20).astype(np.uint8)
    sheet = paper(700, 900, (drawn("EASY 4711", "Code128", 3), 40, 60), (code, 240, 420))
    assert sorted(texts(sheet)) == ["EASY 4711", "https://example.cn/hard"]


@pytest.mark.parametrize("kind", ["EAN13", "Code128"])
def test_equal_labels_above_each_other_are_all_told(kind: str) -> None:
    label = drawn("6901234567892", kind, 2)
    height, width = label.shape
    sheet = paper(3 * (height + 30) + 30, width + 60, *((label, 30 + row * (height + 30), 30) for row in range(3)))
    assert texts(sheet) == ["6901234567892"] * 3


def test_labels_with_pdf417_in_two_columns() -> None:
    labels = [drawn(f"SHELF-{number:04}-ABCDEFGHIJ", "PDF417", 2) for number in range(6)]
    height = max(label.shape[0] for label in labels)
    width = max(label.shape[1] for label in labels)
    placed = [
        (label, 20 + number // 2 * (height + 20), 20 + number % 2 * (width + 40)) for number, label in enumerate(labels)
    ]
    found = texts(paper(3 * (height + 20) + 40, 2 * (width + 40) + 40, *placed))
    assert sorted(found) == [f"SHELF-{number:04}-ABCDEFGHIJ" for number in range(6)]


def test_small_bars_among_the_text_of_a_page() -> None:
    rng = np.random.default_rng(7)
    page = np.full((3508, 2480), 255, np.uint8)
    for top in range(100, 3400, 44):  # lines of words
        for left in range(120, 2300, 60):
            page[top : top + 26, left : left + 44] = np.where(rng.random((26, 44)) < 0.35, 30, 255)
    big, small = drawn("BIG 0815", "Code128", 6), drawn("SMALL 4711", "Code128", 2)
    for code, top, left in ((big, 300, 400), (small[:60], 2400, 1500)):
        page[top - 20 : top + code.shape[0] + 20, left - 20 : left + code.shape[1] + 20] = 255
        page[top : top + code.shape[0], left : left + code.shape[1]] = code
    assert sorted(texts(page)) == ["BIG 0815", "SMALL 4711"]


def test_an_equal_code_on_a_label_of_another_size_is_told_too() -> None:
    """It was dropped when the small labels were read again one by one."""
    small, large = drawn("6901234567892", "EAN13", 2), drawn("6901234567892", "EAN13", 5)
    large = cv2.GaussianBlur(large, (0, 0), 3.0).astype(np.uint8)  # a look at its label alone does not read it
    height = small.shape[0]
    placed = [(small, 30 + row * (height + 40), 30) for row in range(2)]
    sheet = paper(900, 1200, *placed, (large, 450, 550))
    assert texts(sheet) == ["6901234567892"] * 3


@pytest.mark.parametrize("degrees", [1.5, -4.0, 90.0])
def test_equal_labels_of_a_sheet_that_lies_askew_are_all_told(degrees: float) -> None:
    """No band of paper between them is level, and each column was taken for one label."""
    label = drawn("GAC-00000", "Code39", 3)[:60]
    height, width = label.shape
    placed = [(label, 100 + row * (height + 20), 60 + column * (width + 20)) for row in range(3) for column in range(2)]
    sheet = paper(3 * height + 240, 2 * width + 140, *placed)
    rows, columns = sheet.shape
    side = max(rows, columns)
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1)
    turn[:, 2] += (side - columns) / 2, (side - rows) / 2
    turned = cv2.warpAffine(sheet, turn, (side, side), flags=cv2.INTER_CUBIC, borderValue=255)
    assert texts(turned.astype(np.uint8)) == ["GAC-00000"] * 6


@pytest.mark.parametrize("height", [120, 240])
def test_half_an_ean_13_that_slants_is_no_upc_e(height: int) -> None:
    """A row that leaves the bars in their middle shows a UPC-E, alone or beside rows that show all of them."""
    code = np.repeat(drawn("7511908448571", "EAN13", 6)[60][None], height, axis=0)
    sheet = paper(600, 900, (code, 180, (900 - code.shape[1]) // 2))
    turn = cv2.getRotationMatrix2D((450, 300), 14, 1)
    turned = cv2.warpAffine(sheet, turn, (900, 600), flags=cv2.INTER_CUBIC, borderValue=255)
    assert texts(turned.astype(np.uint8)) == ["7511908448571"]
