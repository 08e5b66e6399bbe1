"""The threads of one call that can use more than one: its own, and others for as long as processors are idle."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
_MOST = 64
"""Threads of a call beside its own."""


class Processors(Protocol):
    """What gives out the processors that calls compute on. A call holds one already when it comes here."""

    def take_idle(self) -> bool:
        """Take one, if one is idle and nobody waits for it; whether that was so."""

    def give_back(self) -> None:
        """Give one back."""


class _NoneIdle:
    def take_idle(self) -> bool:
        return False

    def give_back(self) -> None:
        raise AssertionError("none was taken")


ALONE: Processors = _NoneIdle()
"""For a call that is to compute on its own thread only."""


class _Round(Generic[Given, Made]):
    """The steps of one map: those that nobody has begun, and what was made in the others."""

    def __init__(self, work: Callable[[Given], Made], items: Iterable[Given]) -> None:
        self._work, self._items = work, list(items)
        self.waiting = deque(range(len(self._items)))
        self._made: dict[int, Made] = {}

    def next(self) -> int | None:
        """The number of the first step that nobody has begun."""
        try:
            return self.waiting.popleft()
        except IndexError:
            return None

    def do(self, number: int) -> None:
        self._made[number] = self._work(self._items[number])

    def made(self) -> list[Made]:
        return [self._made[number] for number in range(len(self._items))]


class Crew:
    """Does the steps of one call. It waits for no processor: what finds no helper is done by the call's own thread."""

    def __init__(self, processors: Processors, pool: ThreadPoolExecutor) -> None:
        self._processors, self._pool = processors, pool

    def map(self, work: Callable[[Given], Made], items: Iterable[Given]) -> list[Made]:
        """Do the work for each item, begun in their order; the results in that order. Raises what the work raises."""
        steps, helpers = _Round(work, items), []
        try:
            while (number := steps.next()) is not None:
                while (other := self._for_helper(steps)) is not None:
                    helpers.append(self._pool.submit(self._help, steps, other))
                steps.do(number)
        finally:
            steps.waiting.clear()  # after a failure, nothing more is begun
        for helper in helpers:
            helper.result()
        return steps.made()

    def _for_helper(self, steps: _Round[Given, Made]) -> int | None:
        """A step, and a processor for it, if there are both."""
        if not steps.waiting or not self._processors.take_idle():
            return None
        number = steps.next()
        if number is None:
            self._processors.give_back()
        return number

    def _help(self, steps: _Round[Given, Made], first: int) -> None:
        """Do one step after another, and give the processor back between them to whoever waits for it."""
        number: int | None = first
        while number is not None:
            try:
                steps.do(number)
            finally:
                self._processors.give_back()
            number = self._for_helper(steps)


@contextmanager
def crew(processors: Processors) -> Iterator[Crew]:
    """The crew of a call, which is dismissed at the end of the block."""
    with ThreadPoolExecutor(_MOST) as pool:
        yield Crew(processors, pool)
