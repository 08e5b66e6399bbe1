"""Pages that are read at the same time: the one that came first goes first, and no more steps at once than allowed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engines.text.turns import Turns

LAST = 1_000_000


def wait_until(turns: Turns, waiting: int) -> None:
    while turns.waiting != waiting:
        threading.Event().wait(0.001)


def test_the_page_that_came_first_goes_first() -> None:
    turns, done = Turns(1), list[str]()
    wanted = ["first", "first", "second", "second", "third", "third"]
    with ThreadPoolExecutor(3) as pool, turns.page() as first, turns.page() as second, turns.page() as third:
        with turns.turn(LAST):  # so that all others wait
            for count, (page, name) in enumerate(((third, "third"), (second, "second"), (first, "first")), start=1):
                pool.submit(page.map, done.append, [name] * 2)
                wait_until(turns, 2 * count)  # either thread of each page
        while len(done) < len(wanted):
            threading.Event().wait(0.001)
    assert done == wanted


@pytest.mark.parametrize("at_once", [1, 3])
def test_no_more_steps_at_once_than_allowed_and_each_result_in_its_place(at_once: int) -> None:
    turns, lock, under_way, most = Turns(at_once), threading.Lock(), 0, 0

    def step(number: int) -> int:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        with lock:
            under_way -= 1
        return number * number

    def read(_: int) -> list[int]:
        with turns.page() as steps:
            return list(steps.map(step, range(50)))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(read, range(6))) == [[number * number for number in range(50)]] * 6
    assert 1 <= most <= at_once
    assert turns.waiting == 0


def test_a_step_that_fails_gives_its_turn_back() -> None:
    turns = Turns(1)
    with turns.page() as steps, pytest.raises(ZeroDivisionError):
        list(steps.map(lambda number: 1 // number, [0]))
    with turns.page() as steps:
        assert list(steps.map(str, [7])) == ["7"]
