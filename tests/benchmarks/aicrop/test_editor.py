"""The editor's table has the form that its benchmark reads, and a crop is judged by what it could keep."""

import dataclasses
import re
from collections import Counter

import pytest

from benchmarks.aicrop import editor
from engines.crop import Crop

PICTURE = dataclasses.replace(editor.pictures()[0], must=((0.4, 0.1, 0.6, 0.3), (0.4, 0.1, 0.6, 0.9)), whole=())


def test_the_table_has_enough_pictures_of_every_kind_in_both_halves() -> None:
    table = editor.pictures()
    assert len(table) >= 150
    assert {picture.kind for picture in table} == set(editor.KINDS)
    halves = Counter(picture.half for picture in table)
    assert min(halves.values()) >= 60


def test_every_picture_has_one_source() -> None:
    table = editor.pictures()
    assert len({picture.sha256 for picture in table}) == len(table)
    for picture in table:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", picture.repository), picture.path
        assert re.fullmatch(r"[0-9a-f]{40}", picture.commit), picture.path
        assert re.fullmatch(r"[0-9a-f]{64}", picture.sha256), picture.path


def test_every_picture_has_a_box_to_keep_and_all_boxes_lie_in_it() -> None:
    for picture in editor.pictures():
        assert picture.must, picture.path
        for left, top, right, bottom in (*picture.must, *picture.whole):
            assert 0 <= left < right <= 1, picture.path
            assert 0 <= top < bottom <= 1, picture.path


def test_a_box_that_does_not_fit_with_those_before_it_is_not_wanted() -> None:
    assert editor.wanted(PICTURE, 1000, 1000, 2.0) == [PICTURE.must[0]]
    assert editor.wanted(PICTURE, 1000, 1000, 1.0) == [*PICTURE.must]


@pytest.mark.parametrize(("top", "cut"), [(0, 0), (100, 0), (150, 1), (400, 1)])
def test_a_crop_is_bad_when_it_cuts_what_it_could_keep(top: int, cut: int) -> None:
    faults = list(editor.faults(PICTURE, 1000, 1000, 2.0, Crop(0, top, 999, top + 499)))
    assert len(faults) == cut


@pytest.mark.parametrize(("top", "cut"), [(0, 0), (200, 0), (420, 1), (500, 0)])
def test_a_line_may_be_out_but_not_sliced(top: int, cut: int) -> None:
    line = dataclasses.replace(PICTURE, must=(), whole=((0.1, 0.4, 0.9, 0.45),))
    faults = list(editor.faults(line, 1000, 1000, 2.0, Crop(0, top, 999, top + 499)))
    assert len(faults) == cut
