"""The pictures of the benchmark of cards."""

from benchmarks.cards.pictures import FIRST, HOSTILE, TAKEN, pictures
from tests.support.cards import KINDS


def test_every_kind_is_taken_in_every_way_and_no_picture_twice() -> None:
    chosen = list(pictures("report", 2))
    assert len({one.name for one in chosen}) == len(chosen)
    assert {(one.kinds[0], one.way) for one in chosen if one.way in TAKEN} == {(k, way) for k in KINDS for way in TAKEN}
    assert {one.way for one in chosen} == {*TAKEN, *HOSTILE}


def test_the_report_shares_no_seed_with_tuning() -> None:
    assert not {one.seed for one in pictures("tune", FIRST["report"])} & {one.seed for one in pictures("report", 6)}


def test_two_peoples_cards_are_two_and_one_holders_are_one() -> None:
    chosen = {(one.kinds, one.way): one for one in pictures("tune", 1)}
    two = chosen[("idcard_front", "idcard_front"), "two people"].draw("tune").cards
    assert two[0].fields["name"] != two[1].fields["name"]
    pages = chosen[("driving_front", "driving_back"), "one holder"].draw("tune").cards
    assert pages[0].fields["plate_num"] == pages[1].fields["plate_num_b"]
