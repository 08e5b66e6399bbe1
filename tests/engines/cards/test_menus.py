"""Dishes and their prices, from lines written by hand."""

import numpy as np
import pytest

from engines.cards.menus import read_menu
from tests.support.lines import Print, seen

TILTED = np.array(((0.97, -0.1, 90.0), (0.1, 0.95, 40.0), (0.0001, 0.00005, 1.0)))
QUARTER = np.array(((0.0, -1.0, 900.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)))
NAMES = ("酱鸭", "红烧排骨", "宫保鸡丁", "酸梅汤", "豆浆", "清蒸鲈鱼")


def _rows(*rows: tuple[str, str], x: float = 0.0, width: float = 400.0, top: float = 100.0) -> list[Print]:
    """A column of names and prices, which end at its right side."""
    prints = []
    for number, (name, price) in enumerate(rows):
        y = top + 50.0 * number
        prints.append(Print(name, x, y))
        prints.append(Print(price, x + width - sum(20 if c >= "\u2e80" else 11 for c in price), y))
    return prints


@pytest.mark.parametrize("view", [np.eye(3), TILTED, QUARTER])
def test_each_name_has_the_price_of_its_row(view: np.ndarray) -> None:
    left = _rows(*((name, str(10 + number)) for number, name in enumerate(NAMES)))
    right = _rows(*((name[::-1], f"{20 + number}.5") for number, name in enumerate(NAMES)), x=480.0)
    prints = [Print("菜单", 350, 20, 40), Print("热菜", 0, 60, 26), Print("凉菜", 480, 60, 26), *left, *right]
    dishes = read_menu(seen(prints, view))
    assert sorted(dishes) == sorted(
        [(name, 10.0 + number) for number, name in enumerate(NAMES)]
        + [(name[::-1], 20.5 + number) for number, name in enumerate(NAMES)]
    )


@pytest.mark.parametrize(
    "written", ["38", "¥38", "￥ 38", "Y38", "RMB38", "38元", "38 元/份", "38/斤", "38元/位", "…38", "38.00", "¥ 38.0"]
)
def test_a_price_is_written_in_many_ways(written: str) -> None:
    assert read_menu(seen(_rows(("酱鸭", written), ("豆浆", written)))) == [("酱鸭", 38.0), ("豆浆", 38.0)]


def test_leaders_and_a_price_in_the_line_of_the_name() -> None:
    lines = ("红烧排骨……¥63小笼包……………¥58", "1.酱鸭......48", "豆浆 ¥5", "三杯鸡52元")
    dishes = read_menu(seen([Print(text, 0, 50.0 * place) for place, text in enumerate(lines)]))
    assert dishes == [("红烧排骨", 63.0), ("小笼包", 58.0), ("1.酱鸭", 48.0), ("豆浆", 5.0), ("三杯鸡", 52.0)]


def test_english_below_a_name_is_not_the_dish() -> None:
    prints = _rows(("酱鸭", "38"), ("豆浆", "5"), ("酸梅汤", "9"))
    english = ("Duck in Soy Sauce", "Soy Milk", "Plum Juice")
    prints += [Print(text, 0, 120.0 + 50.0 * place, 10) for place, text in enumerate(english)]
    assert read_menu(seen(prints)) == [("酱鸭", 38.0), ("豆浆", 5.0), ("酸梅汤", 9.0)]


@pytest.mark.parametrize("written", ["28/38", "28 / 38", "¥28 ¥38", "大28 小38", "大份28 小份38"])
def test_a_dish_of_two_sizes_has_two_prices(written: str) -> None:
    dishes = read_menu(seen(_rows(("酱鸭", written), ("豆浆", written))))
    assert dishes == [("酱鸭", 28.0), ("酱鸭", 38.0), ("豆浆", 28.0), ("豆浆", 38.0)]


@pytest.mark.parametrize(
    "other",
    [
        ("清蒸鲈鱼", "时价"),
        ("订餐电话", "010-88886666"),
        ("外卖热线", "13800000000"),
        ("营业", "10:30-22:00"),
        ("更新", "2024.05.01"),
        ("更新", "2024/05/01"),
        ("更新日", "2024年5月 1日"),
        ("云雀路", "38号"),
        ("可乐", "330ml"),
        ("外廓尺寸", "5096×1710×1463mm"),
        ("会员", "9%"),
        ("下单立减", "20"),
        ("满100减", "20"),
        ("特大", "1200000"),
    ],
)
def test_other_numbers_are_no_prices(other: tuple[str, str]) -> None:
    assert read_menu(seen(_rows(("酱鸭", "38"), other, ("豆浆", "5")))) == [("酱鸭", 38.0), ("豆浆", 5.0)]


def test_a_price_whose_name_was_not_read_is_not_the_next_columns() -> None:
    left = _rows(("酱鸭", "38"), ("豆浆", "5"), ("酸梅汤", "9"))
    right = _rows(("小笼包", "22"), ("白切鸡", "46"), ("牛肉面", "18"), x=480.0)
    dishes = read_menu(seen([*left, *(one for one in right if one.text != "白切鸡")]))
    assert [dish.name for dish in dishes if dish.price == 46.0] == []
    assert len(dishes) == 5


def test_a_name_and_a_price_of_two_columns_are_no_dish() -> None:
    left = _rows(("酱鸭", "38"), ("豆浆", "5"), ("酸梅汤", "9"))
    right = _rows(("小笼包", "22"), ("白切鸡", "46"), ("牛肉面", "18"), x=480.0)
    dishes = read_menu(seen([one for one in (*left, *right) if one.text not in {"5", "白切鸡"}]))
    assert ("豆浆", 46.0) not in dishes
    assert len(dishes) == 4


def test_a_yen_sign_that_was_read_as_a_digit_makes_no_price() -> None:
    dishes = read_menu(seen(_rows(("酱鸭", "¥38"), ("豆浆", "¥5"), ("酸梅汤", "19"), ("白切鸡", "¥46"))))
    assert dishes == [("酱鸭", 38.0), ("豆浆", 5.0), ("白切鸡", 46.0)]


def test_doubtful_characters_make_no_dish() -> None:
    prints = _rows(("酱鸭", "38"), ("豆浆", "5"))
    prints += [Print("回锅肉", 0, 200, doubt={1: 0.4}), Print("33", 378, 200)]
    prints += [Print("牛肉面", 0, 250), Print("18", 378, 250, doubt={0: 0.3})]
    assert read_menu(seen(prints)) == [("酱鸭", 38.0), ("豆浆", 5.0)]


@pytest.mark.parametrize(
    "word", ["合计", "找零", "收银员", "机动车驾驶证", "发证机关", "登记表", "VALID THRU", "Valid"]
)
def test_a_receipt_or_a_document_is_no_menu(word: str) -> None:
    assert read_menu(seen(_rows(("酱鸭", "38"), ("豆浆", "5"), (word, "43")))) == []


def test_a_menu_on_a_page_with_print_about_papers_is_one() -> None:
    behind = [Print("住址变更后请及时到原登记机关办理手续", 0, 900), Print("姓名应当与证件一致", 0, 950)]
    assert read_menu(seen([*_rows(("酱鸭", "38"), ("豆浆", "5")), *behind])) == [("酱鸭", 38.0), ("豆浆", 5.0)]


@pytest.mark.parametrize("prints", [[], [Print("通知", 0, 0)], _rows(("酱鸭", "38"))])
def test_less_than_two_dishes_are_no_menu(prints: list[Print]) -> None:
    assert read_menu(seen(prints)) == []


@pytest.mark.parametrize("number", ["110105203001010009", "6222 0200 0000 0000"])
def test_the_number_of_a_card_gives_no_dishes_whatever_stands_beside_it(number: str) -> None:
    prints = _rows(*((name, str(10 + place)) for place, name in enumerate(NAMES)))
    assert len(read_menu(seen(prints))) == len(NAMES)
    assert read_menu(seen([*prints, Print(number, 0, 700)])) == []


def test_a_number_in_groups_that_were_read_apart_gives_no_dishes() -> None:
    prints = _rows(*((name, str(10 + place)) for place, name in enumerate(NAMES)))
    groups = [Print(group, 55.0 * place, 700) for place, group in enumerate(("6222", "0200", "0000", "0000"))]
    assert len(read_menu(seen([*prints, Print("+86 138 0000 0000", 0, 700)]))) == len(NAMES)
    assert read_menu(seen([*prints, *groups])) == []


def test_a_page_of_prose_with_two_numbers_is_no_menu() -> None:
    prose = [Print("组织文化艺术交流活动", 0, 200.0 + 50.0 * row) for row in range(14)]
    dishes = _rows(("酱鸭", "38"), ("豆浆", "5"))
    assert len(read_menu(seen([*dishes, *prose[:8]]))) == 2
    assert read_menu(seen([*dishes, *prose])) == []


def _prose(x: float, rows: int) -> list[Print]:
    return [Print("组织文化艺术交流活动", x, 50.0 * row, 18) for row in range(rows)]


def test_a_menu_amid_much_other_print_is_one() -> None:
    """As on a table that is covered with papers."""
    dishes = _rows(*((name, str(10 + place)) for place, name in enumerate(NAMES)), top=500.0)
    around = [*_prose(-300.0, 30), *_prose(520.0, 30), *_prose(60.0, 8)]
    assert len(read_menu(seen([*dishes, *around]))) == len(NAMES)


@pytest.mark.parametrize("count", [4, 6])
def test_a_page_of_prose_with_some_numbers_here_and_there_is_no_menu(count: int) -> None:
    dishes = [
        one._replace(y=one.y + 250.0 * place)
        for place, name in enumerate(NAMES[:count])
        for one in _rows((name, str(10 + place)))
    ]
    assert len(read_menu(seen(dishes))) == count
    assert (
        read_menu(seen([*dishes, *(one for one in _prose(0.0, 50) if one.y not in {dish.y for dish in dishes})])) == []
    )
