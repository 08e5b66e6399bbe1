"""PDF417 whose error correction made another text up."""

import string
from collections.abc import Sequence

import cv2
import numpy as np
import pytest
import zxingcpp

from engines.codes import read_codes
from engines.codes.code import Gray, Symbol
from engines.codes.confirmed import confirmed

QUAD = np.array([(10, 10), (90, 10), (90, 40), (10, 40)], np.float64)
IMAGE = np.zeros((60, 100), np.uint8)


def kept(symbol: Symbol, *looks: Sequence[str]) -> tuple[bool, int]:
    """Whether the symbol is kept when other looks read so, and how many there were."""
    left = [list(look) for look in looks]

    def reader(look: Gray) -> list[str]:
        return left.pop(0)

    return confirmed([symbol], IMAGE, reader) == [symbol], len(looks) - len(left)


def test_a_text_that_no_other_look_reads_is_no_answer() -> None:
    assert kept(Symbol("PDF_417", "made up", QUAD), [], ["another"], ["a third"], []) == (False, 4)


def test_a_text_that_a_second_look_reads_is_answered_at_once() -> None:
    assert kept(Symbol("PDF_417", "right", QUAD), ["beside it", "right"]) == (True, 1)


def test_other_codes_are_looked_at_once() -> None:
    assert kept(Symbol("QR_CODE", "right", QUAD)) == (True, 0)


@pytest.mark.parametrize("seed", [1761, 1980])
def test_a_blurred_pdf417_is_not_answered_with_another_text(seed: int) -> None:
    """Seeds of which the decoder's first look makes a text up."""
    random = np.random.default_rng(seed)
    text = "".join(random.choice(list(string.ascii_letters + string.digits + " .,-"), 64))
    clean = np.array(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417).to_image(scale=4), np.uint8)
    small = cv2.resize(clean, None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(cv2.copyMakeBorder(small, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255), (0, 0), 1.25)
    image = (soft * 0.7 + 30 + random.normal(0, 6, soft.shape)).clip(0, 255).astype(np.uint8)
    assert [code.text for code in read_codes(image).codes] in ([text], [])
