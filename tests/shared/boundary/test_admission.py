"""Work begins in the order in which it was asked for, as much at once as there is room for, or not at all."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import pytest
from pytest_mock import MockerFixture

from shared import admission, capacity, config, errors
from shared.admission import Line
from shared.clock import Deadline
from tests.support import SETTINGS

SOON = Deadline.after(0.0)


def patient() -> Deadline:
    return Deadline.after(60.0)


def wait_until(line: Line, waiting: int) -> None:
    deadline = patient()
    while line.waiting != waiting:
        assert not deadline.passed()
        threading.Event().wait(0.001)


def test_no_more_is_given_out_than_there_is() -> None:
    line = Line(3)
    with line.held(2, SOON):
        assert line.in_use == 2
        with pytest.raises(errors.Busy), line.held(2, SOON):
            pass
        with line.held(1, SOON):
            assert line.in_use == 3
    assert line.in_use == 0


def test_whoever_came_first_is_served_first() -> None:
    line, served = Line(1), []

    def work(number: int) -> None:
        with line.held(1, patient()):
            served.append(number)

    with ThreadPoolExecutor(20) as pool, line.held(1, SOON):
        for number in range(20):
            pool.submit(work, number)
            wait_until(line, number + 1)
    assert served == list(range(20))


def test_a_small_wish_does_not_overtake_a_large_one_that_waits() -> None:
    line, served = Line(4), []

    def work(amount: int) -> None:
        with line.held(amount, patient()):
            served.append(amount)

    with ThreadPoolExecutor(2) as pool, line.held(2, SOON):
        pool.submit(work, 4)
        wait_until(line, 1)
        pool.submit(work, 1)
        wait_until(line, 2)
    assert served == [4, 1]


def test_whoever_gives_up_lets_the_next_one_in() -> None:
    line, entered, stop = Line(4), threading.Event(), threading.Event()

    def small() -> None:
        with line.held(1, patient()):
            entered.set()
            stop.wait(60)

    def large() -> None:
        with pytest.raises(errors.Busy), line.held(4, Deadline.after(0.2)):
            pass

    with ThreadPoolExecutor(2) as pool, ExitStack() as held:
        held.enter_context(line.held(2, SOON))
        gave_up = pool.submit(large)
        wait_until(line, 1)
        pool.submit(small)
        gave_up.result(60)
        assert entered.wait(60)
        stop.set()


def test_a_wish_for_more_than_there_is_gets_all() -> None:
    line = Line(2)
    with line.held(9, SOON):
        assert line.in_use == 2
    assert line.in_use == 0


def test_nothing_is_lost_where_many_come_and_give_up() -> None:
    line = Line(5)

    def work(number: int) -> None:
        try:
            with line.held(number % 5 + 1, Deadline.after(0.001 * (number % 7))):
                assert 0 < line.in_use <= 5
        except errors.Busy:
            pass

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(2000)))
    assert (line.in_use, line.waiting) == (0, 0)


def test_many_that_come_first_together_get_one_line() -> None:
    """Two threads made a line of memory each, and a function took twice what it was given."""
    together, made = threading.Barrier(8), []

    @admission.Single
    def line() -> Line:
        made.append(1)
        threading.Event().wait(0.01)
        return Line(1)

    def come(_: int) -> Line:
        together.wait(60)
        return line()

    with ThreadPoolExecutor(8) as pool:
        assert len({id(one) for one in pool.map(come, range(8))}) == len(made) == 1


def test_an_idle_one_is_taken_only_if_nobody_waits() -> None:
    line = Line(2)

    def take_both() -> bool:
        with line.held(2, patient()):
            return line.take_idle()

    assert line.take_idle()
    with ThreadPoolExecutor(1) as pool:
        with line.held(1, SOON):
            assert not line.take_idle()
            both = pool.submit(take_both)
            wait_until(line, 1)
        assert not line.take_idle()  # one is left, and somebody waits for two
        line.give_back()
        assert both.result() is False
    assert line.take_idle()
    assert line.in_use == 1


def test_a_helper_comes_with_its_memory_or_not_at_all(mocker: MockerFixture) -> None:
    """Four processors at one small picture took 60 MB more than were counted."""
    idle, space = Line(3), Line(100)
    mocker.patch.object(admission, "processors", return_value=idle)
    mocker.patch.object(admission, "memory", return_value=space)
    helpers = admission.Helpers(40)
    assert [helpers.take_idle() for _ in range(3)] == [True, True, False]
    assert (idle.in_use, space.in_use) == (2, 80)
    helpers.give_back()
    with idle.held(2, SOON):
        assert not helpers.take_idle()
    assert (idle.in_use, space.in_use) == (1, 40)


@pytest.mark.parametrize("chosen", [None, 3])
def test_one_setting_says_how_many_compute_at_once(chosen: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission.processors, "made", None)
    config.use(replace(SETTINGS, compute_threads=chosen))
    assert admission.processors().amount == (chosen or capacity.processors())


def test_this_machine_has_processors_and_memory() -> None:
    assert capacity.processors() >= 1
    assert capacity.memory() > 1 << 26
