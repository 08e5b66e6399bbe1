"""How what was read is written."""

import pytest

from .spelled import spelled


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("分店（南京)二楼", "分店（南京）二楼"),
        ("分店(南京）二楼", "分店（南京）二楼"),
        ("分店(南京)二楼", "分店(南京)二楼"),
        ("一）二)", "一）二)"),
    ],
)
def test_brackets_of_a_pair_are_alike(read: str, written: str) -> None:
    assert spelled(read) == written


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("ロ味鸡", "口味鸡"),
        ("进ロ商品二楼", "进口商品二楼"),
        ("周ー至周五 9:00", "周一至周五 9:00"),
        ("酸梅汤 ニ份", "酸梅汤 二份"),
        ("東京タワー入口", "東京タワー入口"),
        ("蒸カニ", "蒸カニ"),
        ("ハ", "ハ"),
        ("のり卷", "のり卷"),
        ("中の島", "中の島"),
    ],
)
def test_a_single_kana_among_ideographs_is_the_one_that_it_looks_like(read: str, written: str) -> None:
    assert spelled(read) == written


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("样品店（上海） 有限公司 Shop", "样品店（上海）有限公司 Shop"),
        ("样品店 （上海） Ltd.", "样品店（上海） Ltd."),
        ("第一 《论语》 二十", "第一《论语》二十"),
    ],
)
def test_the_blank_half_of_a_bracket_is_no_space(read: str, written: str) -> None:
    assert spelled(read) == written
