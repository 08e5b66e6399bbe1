"""Engines speak the field's language: none of the words that a wire form has for things stands in one."""

import re
from pathlib import Path

import pytest

from functions.idphoto.beauty import FEATURES
from functions.idphoto.ignored import FIELDS
from tests.support import ROOT

ENGINES = sorted((ROOT / "engines").rglob("*.py"))
LEQI = {"leqi", "appcode", "fair_level", "start_color", "enc_color", "color_name", "final_pic_name", "one_sheet_num"}
WECHAT = {"errcode", "errmsg", "img_url", "access_token", "img_size", "code_results", "position_results"}
WORDS = {*LEQI, *WECHAT, *FEATURES, *(field for field in FIELDS if "_" in field)}
"""Fields of one plain English word, such as `file`, mean the same to everyone."""


def test_there_are_words_and_engines() -> None:
    assert {"print_type", "file_size_min", "spec_id", "leyelarge"} <= WORDS
    assert {path.parent.name for path in ENGINES} >= {"portrait", "codes", "crop", "superresolution", "text"}


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_a_wire_form_stands_in_an_engine(path: Path) -> None:
    spoken = set(re.findall(r"[a-z]+(?:_[a-z]+)*", path.read_text("utf-8").lower()))
    assert spoken & WORDS == set()
