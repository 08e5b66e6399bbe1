"""Codes in which a decoder sees others: PDF417 whose error correction made a text up, runes in blurred Aztec codes."""

import string
from collections.abc import Sequence

import cv2
import numpy as np
import pytest
import zxingcpp

from engines.codes import read_codes
from engines.codes.code import Gray, Symbol
from engines.codes.confirmed import is_confirmed

QUAD = np.array([(10, 10), (90, 10), (90, 40), (10, 40)], np.float64)
IMAGE = np.zeros((60, 100), np.uint8)


def kept(symbol: Symbol, *looks: Sequence[str]) -> tuple[bool, int]:
    """Whether the symbol is kept when other looks read so, and how many there were."""
    left = [list(look) for look in looks]

    def reader(look: Gray) -> list[str]:
        return left.pop(0)

    return is_confirmed(symbol, IMAGE, reader), len(looks) - len(left)


def test_a_text_that_no_other_look_reads_is_no_answer() -> None:
    assert kept(Symbol("PDF_417", "made up", QUAD), [], ["another"], ["a third"], []) == (False, 4)


def test_a_text_that_a_second_look_reads_is_answered_at_once() -> None:
    assert kept(Symbol("PDF_417", "right", QUAD), ["beside it", "right"]) == (True, 1)


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


@pytest.mark.parametrize("seed", [511, 1010])
def test_a_blurred_aztec_code_is_not_answered_with_the_three_digits_of_a_rune(seed: int) -> None:
    random = np.random.default_rng(seed)
    text = "".join(random.choice(list(string.ascii_letters + string.digits), int(random.integers(6, 40))))
    clean = np.array(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Aztec).to_image(scale=8), np.uint8)
    module = random.uniform(1.4, 2.6)
    page = np.pad(clean, 40, constant_values=255)
    small = cv2.resize(page, None, fx=module / 8, fy=module / 8, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(random.uniform(-15, 15)), 1)
    turned = cv2.warpAffine(small, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0)
    soft = cv2.GaussianBlur(turned, (0, 0), module * random.uniform(0.35, 0.6))
    image = (soft * 0.8 + 20 + random.normal(0, 4, soft.shape)).clip(0, 255).astype(np.uint8)
    assert [code.text for code in read_codes(image).codes] in ([text], [])
