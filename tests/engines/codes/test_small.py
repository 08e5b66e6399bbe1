"""Small codes of large pictures, and faint codes of every format."""

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes

Gray = NDArray[np.uint8]
BARS = {
    "EAN8": "96385074",
    "Code128": "SF2026",
    "Code39Std": "BOX42",
    "Code93": "ROW7K",
    "ITF": "20261126",
    "Codabar": "A20417B",
}


def drawn(text: str, kind: str, scale: int) -> Gray:
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_formats_from_str(kind)[0])
    return np.array(code.to_image(scale=scale, add_quiet_zones=True))


def label(text: str, kind: str, scale: int) -> Gray:
    """A label 60 pixels high."""
    return np.pad(
        np.resize(drawn(text, kind, scale)[20 * scale], (60, drawn(text, kind, scale).shape[1])),
        20,
        constant_values=255,
    )


def texts(gray: Gray) -> list[str]:
    return sorted(code.text for code in read_codes(gray).codes)


def laid(sheet: Gray, code: Gray, top: int, left: int) -> None:
    sheet[top : top + code.shape[0], left : left + code.shape[1]] = code


@pytest.mark.parametrize("ground", ["paper", "photograph"])
@pytest.mark.parametrize("kind", BARS)
def test_a_large_code_does_not_hide_a_label_of_two_pixels_a_module(kind: str, ground: str) -> None:
    if ground == "paper":
        sheet: Gray = np.full((3000, 4000), 215, np.uint8)
    else:
        coarse = np.random.default_rng(3).integers(30, 226, (30, 40), dtype=np.uint8)
        sheet = cv2.resize(coarse, (4000, 3000), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    laid(sheet, drawn("https://example.cn/large", "QRCode", 10), 200, 300)
    laid(sheet, label(BARS[kind], kind, 2), 2000, 2600)
    small = BARS[kind][1:-1] if kind == "Codabar" else BARS[kind]
    assert texts(sheet) == sorted([small, "https://example.cn/large"])


@pytest.mark.parametrize("kind", [*BARS, "DataMatrix", "Aztec", "PDF417"])
def test_a_picture_of_four_grey_levels(kind: str) -> None:
    text = BARS.get(kind, "FAINT 4711")
    code = np.pad(drawn(text, kind, 3), 20, constant_values=255)
    assert texts((180 + code // 64).astype(np.uint8)) == [text[1:-1] if kind == "Codabar" else text]
