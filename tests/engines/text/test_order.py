"""In which order lines stand that were read: boxes alone, no picture."""

from collections.abc import Sequence

import numpy as np
import pytest

from engines.text.joining import joined
from engines.text.letters import Letter
from engines.text.line import Extent, Reading, Region
from engines.text.order import ordered

EM = 20
Place = tuple[float, float, str]
LEFT = [
    "图书馆每周六上午九点开放读者凭",
    "证可以一次借阅五本期限三十天逾",
    "期须付费请将表格交到二楼窗口工",
    "作人员会在三日内电话通知您昨夜",
    "大雪封路",
]
RIGHT = [
    "王师傅修了四十年钟表他说每个齿",
    "轮都有自己的脾气急不得也骗不了",
    "本次列车终点站是昆明沿途停靠长",
    "沙怀化贵阳六盘水全程约十一小时",
    "左右",
]
COMPANIES = [
    ("单位名称", "联系地址", "联系电话"),
    ("南京金桥物流有限公司", "鼓楼区汉中路210号", "025-83001122"),
    ("苏州和顺丝绸有限公司", "姑苏区观前街66号", "0512-67003344"),
    ("扬州同济医药有限公司", "广陵区文昌路305号", "0514-87005566"),
    ("常州永兴机械有限公司", "天宁区延陵路9号", "0519-85007788"),
]


def width(text: str) -> float:
    return sum(EM if letter > "\u2e80" else 0.55 * EM for letter in text)


def reading(x: float, y: float, text: str, degrees: float = 0.0) -> Reading:
    """A line with its print's upper left at x, y, on a page turned clockwise by some degrees."""
    grown = 0.2 * EM
    left, top, right, bottom = x - grown, y - grown, x + width(text) + grown, y + EM + grown
    angle = np.radians(degrees)
    turn = np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))))
    quad = np.array(((left, top), (right, top), (right, bottom), (left, bottom))) @ turn
    length = (right - left) * 48 / (bottom - top)
    places = np.cumsum([width(letter) for letter in text]) - [width(letter) / 2 for letter in text]
    letters = tuple(
        Letter(letter, 0.99, float(place + grown) / (right - left) * length)
        for letter, place in zip(text, places, strict=True)
    )
    share = grown / (right - left)
    return Reading(Region(quad), letters, length, Extent(share, 1 - share, 1 / 7, 6 / 7))


def order(places: Sequence[Place], degrees: float = 0.0) -> list[str]:
    readings = [reading(*place, degrees) for place in places]
    return [found.text for found in ordered(joined(readings[::-1]))]


def table(rows: Sequence[Sequence[str]], lefts: Sequence[float], pitch: float, top: float = 40) -> list[Place]:
    return [
        (left, top + index * pitch, cell)
        for index, row in enumerate(rows)
        for left, cell in zip(lefts, row, strict=True)
    ]


def column(texts: Sequence[str], left: float, pitch: float, top: float = 40) -> list[Place]:
    return [(left, top + index * pitch, text) for index, text in enumerate(texts)]


@pytest.mark.parametrize("degrees", [0, -3, 2])
def test_a_table_with_wordy_cells_is_read_row_by_row(degrees: float) -> None:
    places = table(COMPANIES, (40, 300, 540), 1.9 * EM)
    assert order(places, degrees) == [cell for row in COMPANIES for cell in row]


def test_a_form_with_two_labels_in_a_row_is_read_row_by_row() -> None:
    rows = [
        ("姓名：陈晓燕", "工作单位：成都宏图建材有限公司"),
        ("身份证号：510104198803122345", "联系电话：13980012345"),
        ("通讯地址：武侯区人民南路四段12号", "电子邮箱：chenxy@example.com"),
        ("入职日期：2021年6月1日", "所属部门：客户服务部"),
    ]
    assert order(table(rows, (40, 480), 1.8 * EM)) == [cell for row in rows for cell in row]


@pytest.mark.parametrize("gutter", [1.1, 1.5, 4])
@pytest.mark.parametrize("degrees", [0, 3])
def test_columns_on_one_grid_are_read_one_after_the_other(gutter: float, degrees: float) -> None:
    left, right = column(LEFT, 40, 1.6 * EM), column(RIGHT, 40 + (15 + gutter) * EM, 1.6 * EM)
    assert order(left + right, degrees) == LEFT + RIGHT


def test_three_columns_below_a_heading_and_above_a_footer() -> None:
    third = [
        "展览分为四个部分展出陶瓷书画玉",
        "器以及青铜器等文物一百二十余件",
        "选择合适的字体可以让文档更容易",
        "阅读标题通常用黑体正文用宋体",
    ]
    columns = [
        place
        for index, texts in enumerate((LEFT, RIGHT, third))
        for place in column(texts, 40 + index * 17 * EM, 1.6 * EM, 120)
    ]
    heading, footer = (440.0, 40.0, "老街迎来新生"), (440.0, 360.0, "第三版")
    assert order([heading, *columns, footer]) == ["老街迎来新生", *LEFT, *RIGHT, *third, "第三版"]


def test_a_table_between_paragraphs_is_read_by_row_and_these_by_line() -> None:
    above, below = column([LEFT[0] * 3], 40, 0, 40), column([RIGHT[0] * 3], 40, 0, 320)
    rows = [row[:2] for row in COMPANIES]
    places = above + table(rows, (40, 400), 1.9 * EM, 100) + below
    assert order(places) == [LEFT[0] * 3, *[cell for row in rows for cell in row], RIGHT[0] * 3]


def test_lists_of_their_own_pitch_are_read_one_after_the_other() -> None:
    first = ["人事部", "财务部", "客户服务部", "研发中心", "办公室", "市场部", "广告部", "法务部"]
    second = ["高等数学", "大学英语", "物理实验", "数据结构", "体育", "线性代数"]
    assert order(column(first, 40, 1.5 * EM) + column(second, 400, 1.93 * EM)) == first + second


@pytest.mark.parametrize("middle", [False, True], ids=["upper", "middle"])
def test_the_lines_of_a_cell_are_kept_together(middle: bool) -> None:
    places: list[Place] = []
    wanted: list[str] = []
    for index, (name, day) in enumerate((("张三", "3月1日"), ("李四", "3月5日"), ("王五", "4月2日"))):
        top = 40 + index * 4.2 * EM
        first, second = LEFT[index], RIGHT[index][:9]
        beside = top + 0.65 * EM * middle
        places += [(40, beside, name), (160, top, first), (160, top + 1.3 * EM, second), (560, beside, day)]
        wanted += [name, first, second, day]
    assert order(places) == wanted


def test_english_names_and_departments_are_no_sentences() -> None:
    rows = [
        ("David Schmidt", "Human Resources", "+1 555 982 8616"),
        ("Karen Underwood", "Quality Assurance", "+1 555 825 1011"),
        ("Brian Roberts", "Customer Service", "+1 555 374 6675"),
        ("Elena Oliveira", "Research and Development", "+1 555 120 4471"),
    ]
    assert order(table(rows, (40, 320, 640), 2 * EM)) == [cell for row in rows for cell in row]


def spaced(text: str, x: float, y: float, step: float, *, down: bool = False) -> list[Place]:
    return [
        (x + (0 if down else index * step), y + (index * step if down else 0), letter)
        for index, letter in enumerate(text)
    ]


@pytest.mark.parametrize("step", [1.8, 2.5, 3.2])
def test_a_letter_spaced_word_is_one_line(step: float) -> None:
    assert order([*spaced("中山路", 40, 40, step * EM), (40, 120, "ZHONGSHAN ROAD")]) == ["中山路", "ZHONGSHAN ROAD"]


def test_stacked_characters_are_one_column_and_do_not_stand_between_the_rows() -> None:
    rows = ["付款人：成都百川食品有限公司", "收款人：陈晓燕", "金额：1280.00"]
    found = order(spaced("第二联记账", 40, 50, 1.5 * EM, down=True) + column(rows, 160, 2.2 * EM))
    assert found == [*rows, "第二联记账"]


def test_a_column_of_single_characters_stays_cells_of_its_rows() -> None:
    rows = [
        ("陈晓燕", "女", "财务部"),
        ("张大伟", "男", "市场部"),
        ("李国强", "男", "办公室"),
        ("赵敏", "女", "人事部"),
    ]
    assert order(table(rows, (40, 200, 320), 2 * EM)) == [cell for row in rows for cell in row]


def test_the_heads_of_a_calendar_stay_cells() -> None:
    rows = ["日一二三四五六", ["1", "2", "3", "4", "5", "6", "7"], ["8", "9", "10", "11", "12", "13", "14"]]
    assert order(table(rows, [40 + 60 * index for index in range(7)], 2 * EM)) == [cell for row in rows for cell in row]


def test_a_grid_of_single_characters_is_not_joined() -> None:
    rows = ["甲乙丙丁", "优良中差", "是否是否"]
    assert order(table(rows, [40 + 60 * index for index in range(4)], 3 * EM)) == [cell for row in rows for cell in row]


@pytest.mark.parametrize("down", [False, True])
def test_joined_letters_have_their_places_and_corners_enclose_all(down: bool) -> None:
    parts = [reading(*place) for place in spaced("中山路", 40, 40, 2 * EM, down=down)]
    (line,) = joined(parts)
    assert line.vertical is down
    corners = np.vstack([part.region.quad for part in parts])
    quad = line.region.quad
    assert np.allclose(corners.min(axis=0), quad.min(axis=0))
    assert np.allclose(corners.max(axis=0), quad.max(axis=0))
    flat = line.flat
    for index, letter in enumerate(line.letters):
        middle = (flat[0] + flat[3]) / 2 + letter.place / line.length * (flat[1] - flat[0])
        wanted = (
            np.array((40 + EM / 2, 40 + EM / 2)) + (np.array((0, 1)) if down else np.array((1, 0))) * index * 2 * EM
        )
        assert np.hypot(*(middle - wanted)) < 0.2 * EM
