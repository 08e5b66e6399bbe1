"""QR codes in kanji mode, as Zint writes Chinese of which Shift-JIS has all characters: it says its charset."""

from functools import partial

import numpy as np
import pytest

from engines.codes import read_codes
from engines.codes.content import text_of
from engines.codes.segments import Segment, segments_of
from tests.support.pictures.symbols import symbol

IDENTIFIER = b"]Q1"


@pytest.mark.parametrize("text", ["茶", "王", "广州", "三楼", "健康", "NO.12 木", "2026/11 价格 35", "a-7:油,米"])
def test_a_few_hanzi_in_kanji_mode_are_not_taken_for_rare_ones_in_gbk(text: str) -> None:
    assert [code.text for code in read_codes(symbol("QR_CODE", text).gray).codes] == [text]


def test_kanji_mode_seen_from_behind() -> None:
    mirrored = np.ascontiguousarray(symbol("QR_CODE", "茶").gray[:, ::-1])
    assert [code.text for code in read_codes(mirrored).codes] == ["茶"]


def test_bytes_beside_kanji_are_of_the_same_charset_unless_they_are_utf8() -> None:
    kanji = Segment("木".encode("cp932"), "cp932")
    for charset, text in (("cp932", "ﾃｽﾄ"), ("utf-8", "中国")):
        other = Segment(text.encode(charset), None)
        data = other.data + kanji.data
        assert text_of(data, IDENTIFIER + data, partial(list, (other, kanji))) == text + "木"


def test_hanzi_mode_is_gb2312() -> None:
    data = "卷".encode("gb2312")
    assert text_of(data, IDENTIFIER + data, lambda: [Segment(data, "gb2312")]) == "卷"


def test_utf8_that_an_encoder_cut_into_kanji_is_utf8() -> None:
    """Encoders that split bytes find pairs in UTF-8, too, that kanji mode can write."""
    data = "王".encode()
    assert text_of(data, IDENTIFIER + data, lambda: [Segment(data[:2], "cp932"), Segment(data[2:], None)]) == "王"


def test_modules_that_do_not_show_the_bytes_say_nothing_of_them() -> None:
    noise = np.random.default_rng(3).integers(0, 2, (21, 21)).astype(np.uint8) * 255
    assert segments_of(b"\x92\x83", noise, "M", 2) == []
    assert segments_of(b"\x92\x83", np.zeros((177, 177), np.uint8), "L", 0) == []
