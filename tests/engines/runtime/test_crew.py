"""A call's steps: on idle processors too, never on more than there are, and never before those who wait for one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engines.runtime.crew import ALONE, crew
from shared.admission import Line
from shared.clock import Deadline

PATIENCE_S = 60.0


def wait_until_somebody_waits(line: Line) -> None:
    deadline = Deadline.after(PATIENCE_S)
    while not line.waiting:
        assert not deadline.passed()
        threading.Event().wait(0.001)


def test_alone_all_is_done_by_the_calls_own_thread_in_order() -> None:
    done: list[tuple[int, int]] = []
    with crew(ALONE) as threads:
        assert threads.map(lambda number: done.append((number, threading.get_ident())), range(20)) == [None] * 20
    assert done == [(number, threading.get_ident()) for number in range(20)]


def test_all_idle_processors_help() -> None:
    together, line = threading.Barrier(3), Line(2)
    with crew(line) as threads:
        places = threads.map(lambda _: together.wait(PATIENCE_S), range(9))
    assert sorted(places) == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert line.in_use == 0


@pytest.mark.parametrize("amount", [1, 3])
def test_calls_together_take_no_more_than_there_are_and_results_stay_in_their_places(amount: int) -> None:
    line, lock, under_way, most = Line(amount), threading.Lock(), 0, 0

    def step(number: int) -> int:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        with lock:
            under_way -= 1
        return number * number

    def call(_: int) -> list[int]:
        with line.held(1, Deadline.after(PATIENCE_S)), crew(line) as threads:
            return threads.map(step, range(50))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(call, range(12))) == [[number * number for number in range(50)]] * 12
    assert 1 <= most <= amount
    assert (line.in_use, line.waiting) == (0, 0)


def test_a_helper_gives_way_to_the_next_call_and_the_call_goes_on_by_itself() -> None:
    line, served, all_done, own = Line(1), threading.Event(), threading.Event(), threading.get_ident()
    done: dict[int, int] = {}

    def next_call() -> None:
        with line.held(1, Deadline.after(PATIENCE_S)):
            served.set()
            assert all_done.wait(PATIENCE_S)

    def step(number: int) -> None:
        done[number] = threading.get_ident()
        if number == 0:
            assert served.wait(PATIENCE_S)  # the step of the call's own thread: until the next call computes
        if number == 1:
            pool.submit(next_call)
            wait_until_somebody_waits(line)

    with ThreadPoolExecutor(1) as pool:
        with crew(line) as threads:
            threads.map(step, range(6))
        all_done.set()
    assert done[1] != own
    assert [done[number] for number in (0, 2, 3, 4, 5)] == [own] * 5


def test_after_a_step_that_fails_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def step(number: int) -> float:
        begun.append(number)
        return 1 / (2 - number)

    with crew(ALONE) as threads, pytest.raises(ZeroDivisionError):
        threads.map(step, range(5))
    assert begun == [0, 1, 2]


@pytest.mark.parametrize("failing", [0, 1], ids=["own", "helper"])
def test_processors_are_given_back_after_a_failure_too(failing: int) -> None:
    line, together = Line(1), threading.Barrier(2)

    def step(number: int) -> float:
        together.wait(PATIENCE_S)
        return 1 / (number - failing)

    with crew(line) as threads:
        with pytest.raises(ZeroDivisionError):
            threads.map(step, range(2))
        assert threads.map(str, [7]) == ["7"]
    assert line.in_use == 0
