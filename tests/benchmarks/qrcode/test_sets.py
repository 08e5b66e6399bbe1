"""The drawn sets: what is written in a picture is what its codes say, and no two pictures have a name in common."""

import random
from itertools import islice

import pytest

from benchmarks.qrcode import code39, readers, sheets
from benchmarks.qrcode.cases import SETS
from benchmarks.qrcode.drawing import FORMATS, content, symbol
from benchmarks.qrcode.images import spelled
from benchmarks.qrcode.nothing import KINDS, cases

SMALL = [name for name in SETS if name != "sheets"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_drawn_code_says_its_content(format_: str) -> None:
    text = content(format_, random.Random(format_))
    assert [spelled(found, format_) for found in readers.zxing()(symbol(format_, text, 3, 10))] == [
        spelled(text, format_)
    ]


@pytest.mark.parametrize("name", SMALL)
def test_the_cases_of_a_set_have_names_of_their_own(name: str) -> None:
    names = [case.name for case in SETS[name]()]
    assert len(names) == len(set(names)) > 50


def test_a_set_is_the_same_every_time() -> None:
    first, again = (next(iter(SETS["screens"]())) for _ in range(2))
    assert (first.texts, first.gray.tobytes()) == (again.texts, again.gray.tobytes())


def test_labels_are_six_characters_600_times_and_part_numbers_have_signs_that_variants_use() -> None:
    texts = [case.texts[0] for case in code39.cases()]
    assert {len(text) for text in texts[:600]} == {6}
    assert all(set(text) & set(code39.SIGNS) for text in texts[600:])


def test_a_sheet_of_a4_has_a_large_code_and_small_ones() -> None:
    case = next(sheets.cases(1))
    assert case.gray.shape == sheets.A4
    assert 4 <= len(case.texts) <= 6


def test_textures_have_the_size_of_a_small_photograph_and_no_texts() -> None:
    for case in islice(cases(None), len(KINDS)):
        assert (case.gray.shape, case.gray.dtype.name, case.texts) == ((300, 400), "uint8", [])
