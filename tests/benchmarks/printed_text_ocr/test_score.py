"""How lines are compared: by place, by text alone, by script and by order."""

import pytest

from benchmarks.printed_text_ocr.score import scored
from benchmarks.printed_text_ocr.strings import crossings, distance, match_texts, replacements
from benchmarks.printed_text_ocr.truth import Corners, TruthLine


def box(x: float, y: float, width: float = 90) -> Corners:
    return ((x, y), (x + width, y), (x + width, y + 20), (x, y + 20))


TABLE = (
    TruthLine("甲", box(0, 0)),
    TruthLine("乙", box(100, 0), after=(0,)),
    TruthLine("丙", box(0, 40), after=(1,)),
    TruthLine("丁", box(100, 40), after=(2,)),
)


def read(*order: int) -> list[tuple[str, Corners]]:
    return [(TABLE[index].text, TABLE[index].corners or ()) for index in order]


def test_rows_in_order_make_a_page_in_order() -> None:
    tally = scored(TABLE, read(0, 1, 2, 3))
    assert (tally.links, tally.links_kept, tally.sheets, tally.sheets_kept) == (3, 3, 1, 1)


def test_columns_instead_of_rows_break_the_page() -> None:
    tally = scored(TABLE, read(0, 2, 1, 3))
    assert (tally.links, tally.links_kept, tally.sheets_kept) == (3, 0, 0)


def test_a_cell_of_two_lines_may_be_read_whole_or_line_by_line() -> None:
    lines = (
        TruthLine("甲", box(0, 0)),
        TruthLine("下", box(0, 20), after=(0,)),
        TruthLine("乙", box(100, 0), after=(0,)),
        TruthLine("丙", box(0, 60), after=(1, 2)),
    )
    for order in ((0, 1, 2, 3), (0, 2, 1, 3)):
        tally = scored(lines, [(lines[i].text, lines[i].corners or ()) for i in order])
        assert (tally.links_kept, tally.links) == (4, 4)
    assert scored(lines, [(lines[i].text, lines[i].corners or ()) for i in (0, 1, 3, 2)]).sheets_kept == 0


def test_a_lost_line_is_no_excuse_for_those_around_it() -> None:
    assert scored(TABLE, read(0, 1, 3)).sheets_kept == 1
    assert scored(TABLE, read(0, 3, 1)).sheets_kept == 0


def test_two_cells_read_as_one_line_are_in_order() -> None:
    merged: list[tuple[str, Corners]] = [("甲乙", box(0, 0, 190)), ("丙丁", box(0, 40, 190))]
    assert scored(TABLE, merged).sheets_kept == 1
    assert scored(TABLE, merged[::-1]).sheets_kept == 0


def test_a_line_whose_truth_is_blank_moves_no_index() -> None:
    lines = (TruthLine(" ", box(0, 0)), TruthLine("上", box(0, 40)), TruthLine("下", box(0, 80), after=(1,)))
    assert scored(lines, [("上", box(0, 40)), ("下", box(0, 80))]).sheets_kept == 1
    assert scored(lines, [("下", box(0, 80)), ("上", box(0, 40))]).sheets_kept == 0


def test_lines_by_text_alone_need_no_boxes_and_keep_case() -> None:
    truth = [TruthLine("Food Ｃourt"), TruthLine("营业 时间"), TruthLine("营业时间")]
    tally = scored(truth, [("food court", ()), ("营业时间", ()), ("Food Court", ())])
    assert (tally.text_right, tally.text_truth, tally.text_found) == (2, 3, 3)


@pytest.mark.parametrize(
    ("truth", "got", "right", "errors"),
    [
        (["一二三", "四五六"], ["四五六", "一二三"], 2, 0),
        (["一二三", "四五六"], ["四五七", "一二三"], 1, 1),
        (["一二三"], ["一二三", "八"], 1, 1),
        (["一二三"], [], 0, 3),
        (["一二三"], ["四五六"], 0, 6),
        (["abcd", "abxx"], ["abxd", "zz"], 0, 1 + 4 + 2),
    ],
)
def test_lines_are_paired_nearest_first(truth: list[str], got: list[str], right: int, errors: int) -> None:
    assert match_texts(truth, got) == (right, errors)


def test_replacements_pass_over_what_is_missing_and_invented() -> None:
    assert replacements("性别男", "性別男") == [("别", "別")]
    assert replacements("abc", "xabd") == [("c", "d")]
    assert distance("abc", "xabd") == 2
    assert distance("", "ab") == 2


def test_a_change_of_script_is_told_from_other_errors() -> None:
    assert crossings("加强净水", "加強凈永") == (2, 0)
    assert crossings("國語A", "国語B") == (0, 1)
    assert crossings("人大", "入太") == (0, 0)
