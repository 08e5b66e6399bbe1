"""Whose step is next: as many steps at once as there are processors, and those of the page that came first go first."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Turns:
    """Gives out turns to the steps of all pages that are read: without an order, pages that come together would all
    be half read when their time is up, and in an order the first ones are whole.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = self._left = at_once
        self._numbers = itertools.count()
        self._waiting: list[tuple[int, int, Event]] = []
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many steps wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def page(self) -> Iterator["Steps"]:
        """The threads for one page, which comes after those that have come before."""
        number = next(self._numbers)
        with ThreadPoolExecutor(self._at_once + 1) as pool:  # one more, which waits when another gives its turn back
            yield Steps(self, number, pool)

    @contextmanager
    def turn(self, page: int) -> Iterator[None]:
        """Wait for a turn for a step of a page, and hold it while the block runs."""
        turn = Event()
        with self._lock:
            heapq.heappush(self._waiting, (page, next(self._numbers), turn))
            self._serve()
        turn.wait()
        try:
            yield
        finally:
            with self._lock:
                self._left += 1
                self._serve()

    def _serve(self) -> None:
        while self._left and self._waiting:
            self._left -= 1
            heapq.heappop(self._waiting)[2].set()


class Steps:
    """The steps of one page."""

    def __init__(self, turns: Turns, page: int, pool: ThreadPoolExecutor) -> None:
        self._turns, self._page, self._pool = turns, page, pool

    def map(self, work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[Made]:
        """Do the work for each item, side by side as the turns come; the results in the items' order."""

        def step(item: Given) -> Made:
            with self._turns.turn(self._page):
                return work(item)

        return self._pool.map(step, items)
