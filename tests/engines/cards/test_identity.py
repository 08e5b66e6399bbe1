"""Identity cards, from lines written by hand. The number's sequence is 000: it is nobody's."""

import pytest

from engines.cards.documents import idcard
from engines.cards.pieces import Points, Rgb, pieces
from engines.cards.search import search
from engines.cards.sheet import Sheet
from engines.text import Engine, Line
from engines.text.crops import rectify
from shared.clock import Budget, Deadline
from tests.support.lines import Print, seen

from .documents import DARK, ENDLESS, NOTHING, VIEW, labels, read
from .specimens import ADDRESS, LABELS, NUMBER, VALUES
from .written import Told, line

PALE = tuple(text for text, *_ in idcard.FRONT_LAYOUT.labels)
WHOLE = {
    "name": "司马国瑶",
    "number": NUMBER,
    "address": "浙江省杭州市西湖区枫桥镇石榴村6组80号",
    "sex": "女",
    "nationality": "朝鲜",
}


def _fields(prints: list[Print], engine: Engine = NOTHING) -> dict[str, str]:
    ((document, fields),) = read(prints, engine=engine)
    assert document is idcard.FRONT
    return fields


def _unsure(text: str, x: float, y: float, size: float = 2.0, least: float = 0.6) -> Print:
    return Print(text, x, y, size, doubt=dict.fromkeys(range(len(text)), least))


def test_a_card_is_read_in_full() -> None:
    assert _fields(LABELS + VALUES + ADDRESS) == WHOLE


def test_another_script_above_a_name_is_none() -> None:
    assert _fields([*LABELS, *VALUES, *ADDRESS, _unsure("品旺加品", 15.5, 7.2)])["name"] == "司马国瑶"


@pytest.mark.parametrize("nonsense", ["EFFE", "品", "加品日草品", "i?lle"])
def test_another_script_below_an_address_is_none_of_it(nonsense: str) -> None:
    assert _fields([*LABELS, *VALUES, *ADDRESS, _unsure(nonsense, 15.5, 36.2)])["address"] == WHOLE["address"]


def test_what_may_be_an_address_or_another_script_leaves_the_address_out() -> None:
    """The row above is full: the text may go on."""
    address = [ADDRESS[0], _unsure("镇石榴村号", 15.5, 32.8)]
    assert "address" not in _fields([*LABELS, *VALUES, *address])


def test_a_stroke_before_a_row_is_none_of_it() -> None:
    address = [ADDRESS[0], Print("-镇石榴村6组80号", 14.1, 32.8, 2.6, doubt={0: 0.5})]
    assert _fields([*LABELS, *VALUES, *address])["address"] == WHOLE["address"]


def test_an_address_of_which_the_beginning_is_lost_is_left_out() -> None:
    assert "address" not in _fields([*LABELS, *VALUES, Print("杭州市西湖区枫桥", 23.3, 28.4, 2.6)])


def test_a_character_that_an_address_hardly_has_leaves_it_out() -> None:
    address = Print("浙江省杭州市西湖区枫桥", 15.5, 28.4, 2.6, doubt={9: 0.6})
    assert "address" not in _fields([*LABELS, *VALUES, address])
    name = Print("司马国瑶", 15.5, 10.0, 3.1, doubt={3: 0.7})
    assert _fields([*LABELS, name, *VALUES[1:]])["name"] == "司马国瑶"


def test_a_wide_dot_in_a_name_is_no_gap() -> None:
    name = Print("艾力·卡德尔", 15.5, 10.0, 3.1, 3.1)
    assert _fields([*LABELS, name, *VALUES[1:]])["name"] == "艾力·卡德尔"


def test_a_card_without_labels_is_known_by_a_number_that_proves_itself() -> None:
    assert _fields(VALUES + ADDRESS) == WHOLE


def test_a_number_that_does_not_prove_itself_makes_no_card() -> None:
    assert read([*VALUES[:-1], Print("330106195207310001", 29.6, 44.8, 3.3, 2.5)]) == []


def test_a_number_and_a_day_alone_make_no_card() -> None:
    assert read(VALUES[-2:]) == []


def test_a_form_with_a_number_its_label_and_another_label_is_no_card() -> None:
    assert read([*labels(idcard.FRONT_LAYOUT, {*PALE} - {"住址", "公民身份号码"}), VALUES[-1]]) == []


def test_a_number_of_doubtful_digits_that_proves_itself_is_certain() -> None:
    number = VALUES[-1]._replace(doubt=dict.fromkeys(range(6, 18), 0.7))
    assert _fields([*LABELS, *VALUES[:-1], number])["number"] == NUMBER


def test_two_cards_in_one_picture_keep_their_own_fields() -> None:
    def moved(prints: list[Print]) -> list[Print]:
        return [one._replace(y=one.y + 60.0) for one in prints]

    other = Print("欧阳丽", 15.5, 10.0, 3.1)
    found = read([*LABELS, *VALUES, *moved([*LABELS, other, *VALUES[1:]])])
    assert sorted(fields["name"] for _, fields in found) == ["司马国瑶", "欧阳丽"]


def _later(prints: list[Print], by: float) -> list[Print]:
    return [one._replace(x=one.x + by) for one in prints]


@pytest.mark.parametrize("by", [-1.5, 3.5])
def test_values_that_all_begin_earlier_or_later_than_ours_are_whole(by: float) -> None:
    number = VALUES[-1]
    assert _fields([*LABELS, *_later(VALUES[:-1] + ADDRESS, by), number]) == WHOLE


def test_a_name_that_begins_a_character_later_than_the_values_below_it_is_left_out() -> None:
    name = Print("国瑶", 15.5 + 6.2, 10.0, 3.1)
    assert "name" not in _fields([*LABELS, name, *VALUES[1:], *ADDRESS])


def test_a_sex_and_a_nationality_in_one_row_with_half_a_label_between_them() -> None:
    without = labels(idcard.FRONT_LAYOUT, {"民族"})
    row = Print("女民朝鲜", 15.5, 16.3, 2.6)
    fields = _fields([*without, VALUES[0], row, *VALUES[3:], Print("朝鲜", 33.2, 16.9, 2.6)])
    assert (fields["sex"], fields["nationality"]) == ("女", "朝鲜")
    fields = _fields([*without, *VALUES[:2], Print("族朝鲜", 30.6, 16.3, 2.6, doubt={0: 0.3}), *VALUES[3:]])
    assert fields["nationality"] == "朝鲜"


def test_a_row_with_both_words_for_the_sex_has_none() -> None:
    assert "sex" not in _fields([*LABELS, VALUES[0], Print("男女", 15.5, 16.3, 2.6), *VALUES[2:]])


def test_a_doubtful_address_is_certain_if_it_is_read_the_same_twice() -> None:
    address = [ADDRESS[0]._replace(doubt={3: 0.6}), ADDRESS[1]]
    assert "address" not in _fields([*LABELS, *VALUES, *address])
    again = Told([line(ADDRESS[0].text, 300, 300)]).engine
    assert _fields([*LABELS, *VALUES, *address], again)["address"] == WHOLE["address"]


def test_a_doubtful_name_that_is_read_otherwise_with_more_reason_is_left_out() -> None:
    name = VALUES[0]._replace(doubt={3: 0.8})
    assert _fields([*LABELS, name, *VALUES[1:]])["name"] == "司马国瑶"
    for doubt, expected in ((0.99, None), (0.7, "司马国瑶")):
        again = Told([line("司马国谣", 300, 150, probability=doubt)]).engine
        assert _fields([*LABELS, name, *VALUES[1:]], again).get("name") == expected


@pytest.mark.parametrize(("third", "expected"), [("司马国瑶", "司马国瑶"), ("司马国谣", None)])
def test_a_rare_character_that_was_read_as_a_common_one_twice_is_looked_at_in_a_larger_cut(
    third: str, expected: str | None
) -> None:
    name = VALUES[0]._replace(doubt={3: 0.7})
    told = [line(text, 300, 150, probability=0.8) for text in ("司马国瑶", third)]
    assert _fields([*LABELS, name, *VALUES[1:]], Told(told).engine).get("name") == expected


def test_the_lost_end_of_a_short_row_is_read_again() -> None:
    address = [Print("浙江省杭州市西湖区枫桥", 15.5, 28.4, 2.6), Print("5", 15.5, 32.8, 2.6)]
    again = Told([line("5号", 352, 392)]).engine
    assert _fields([*LABELS, *VALUES, *address], again)["address"].endswith("枫桥5号")


@pytest.mark.parametrize(("sure", "end"), [(0.99, "枫桥号"), (0.7, None), (0.3, "枫桥")])
def test_a_last_row_that_was_not_found_is_looked_for_below_a_full_one(sure: float, end: str | None) -> None:
    below = Told([line("", 0, 0), line("号", 360, 400, probability=sure)]).engine
    address = _fields([*LABELS, *VALUES, ADDRESS[0]], below).get("address")
    assert address == (end and f"浙江省杭州市西湖区{end}")


def test_what_stands_far_below_an_address_is_none_of_it() -> None:
    assert _fields([*LABELS, *VALUES, *ADDRESS, Print("5", 32.0, 39.8, 2.0)])["address"] == WHOLE["address"]


def test_without_time_nothing_is_read_again_and_what_is_doubtful_is_left_out() -> None:
    told, budget = Told(), Budget(Deadline.after(-1.0))
    name = VALUES[0]._replace(doubt={3: 0.9})
    ((_, fields),) = read([*LABELS, name, *VALUES[1:], ADDRESS[0]], engine=told.engine, budget=budget)
    assert fields == {"number": NUMBER, "sex": "女"}
    assert (told.asked, budget.complete) == (0, False)


def test_a_row_is_looked_for_where_the_picture_is_and_not_below_it() -> None:
    class Cutting(Told):
        def read_line(self, rgb: Rgb, corners: Points, signs: frozenset[str] = frozenset()) -> Line:
            rectify(rgb, corners)
            return super().read_line(rgb, corners, signs)

    told = Cutting()
    read([*LABELS, *VALUES, ADDRESS[0]], size=(366, 1500), engine=told.engine)
    assert told.asked > 0


def test_one_cut_is_read_once() -> None:
    told = Told()
    ((frame, found),) = search(pieces(seen([*LABELS, *VALUES], VIEW)), [idcard.FRONT_LAYOUT])
    sheet = Sheet(DARK, frame, found, told.engine, ENDLESS)
    runs = [run for run in sheet.runs if run]
    for run in runs * 2:
        sheet.rereader.again(run)
    assert told.asked == len(runs)
