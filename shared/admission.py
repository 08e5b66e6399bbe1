"""Who may begin to compute, and when: in the order of arrival, as many at once as processors and memory allow."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from shared import capacity, errors
from shared.bilingual import Bilingual
from shared.clock import Deadline
from shared.config import settings

_COPIES = 3
"""Of a body: as it came, its image, and what is between the two."""
_LEAST_FOR_BODIES = 48 * 1024 * 1024
_UNCOUNTED = 32 * 1024 * 1024
"""Bytes that no line counts: threads, answers, gaps between pieces of memory."""


@dataclass
class _Waiter:
    amount: int
    turn: threading.Event = field(default_factory=threading.Event)


class Line:
    """Gives out what there is a limited amount of. Whoever came first is served first, also before smaller wishes."""

    def __init__(self, amount: int) -> None:
        self.amount = amount
        self._left = amount
        self._waiters: deque[_Waiter] = deque()
        self._lock = threading.Lock()

    @property
    def in_use(self) -> int:
        """How much is given out now."""
        return self.amount - self._left

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiters)

    @contextmanager
    def held(self, amount: int, deadline: Deadline) -> Iterator[None]:
        """Hold `amount`, at most that of the line, while the block runs. Raises Busy without a turn in time."""
        self._take(min(amount, self.amount), deadline)
        try:
            yield
        finally:
            self._give(min(amount, self.amount))

    def take_idle(self, amount: int = 1) -> bool:
        """Take that many, if they are left and nobody waits; whether that was so. `give_back` ends it."""
        with self._lock:
            idle = self._left >= amount and not self._waiters
            self._left -= amount if idle else 0
            return idle

    def give_back(self, amount: int = 1) -> None:
        """Give back what `take_idle` took."""
        self._give(amount)

    def _take(self, amount: int, deadline: Deadline) -> None:
        with self._lock:
            if not self._waiters and amount <= self._left:
                self._left -= amount
                return
            waiter = _Waiter(amount)
            self._waiters.append(waiter)
        if waiter.turn.wait(deadline.left()):
            return
        with self._lock:
            if waiter.turn.is_set():
                return  # the turn came with the deadline
            self._waiters.remove(waiter)
            self._serve()  # the next ones may fit where this one did not
        raise errors.Busy(
            Bilingual(
                "too many calls are in work just now: try again in a few seconds", "当前处理中的请求过多：请过几秒重试"
            )
        )

    def _give(self, amount: int) -> None:
        with self._lock:
            self._left += amount
            self._serve()

    def _serve(self) -> None:
        while self._waiters and self._waiters[0].amount <= self._left:
            waiter = self._waiters.popleft()
            self._left -= waiter.amount
            waiter.turn.set()


class Single:
    """A line of the process, made at first use. With `cache`, two threads that come first would get a line each."""

    def __init__(self, make: Callable[[], Line]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made: Line | None = None

    def __call__(self) -> Line:
        """The line."""
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made


@Single
def processors() -> Line:
    """The process's line for processors: a call that computes holds one of them, and takes more while they are idle."""
    return Line(settings().compute_threads or capacity.processors())


@Single
def calls() -> Line:
    """The process's line for calls, which nobody waits in: how many there may be at once, waiting for this or that."""
    return Line(settings().threads)


@Single
def bodies() -> Line:
    """The process's line for what requests hold while they wait, an eighth of its memory; nobody waits in it."""
    return Line(max(capacity.memory() // 8, _LEAST_FOR_BODIES))


@contextmanager
def called(size: int) -> Iterator[None]:
    """Count a call with a body of `size` bytes while the block runs. Raises Busy if there are too many already."""
    now = Deadline.after(0)
    with calls().held(1, now), bodies().held(_COPIES * size, now):
        yield


@Single
def memory() -> Line:
    """The process's line for the bytes that pictures may take: what engine, bodies and the rest leave of its memory."""
    held = capacity.resident() + bodies().amount + _UNCOUNTED
    return Line(max(capacity.memory() - held, 0))


@dataclass(frozen=True)
class Helpers:
    """Idle processors for a call that holds one: each comes with the bytes that it takes for what it does there."""

    each: int

    def take_idle(self) -> bool:
        """Take one with its memory, if both are left and nobody waits for them; whether that was so."""
        if not memory().take_idle(self.each):
            return False
        if processors().take_idle():
            return True
        memory().give_back(self.each)
        return False

    def give_back(self) -> None:
        """Give back what `take_idle` took."""
        processors().give_back()
        memory().give_back(self.each)


@contextmanager
def computing() -> Iterator[Deadline]:
    """Wait for a processor and hold it while the block runs. Raises Busy after QUEUE_SECONDS; gives when that will be.

    Budgets of work begin within: what a call waits here is not taken from the time that its engine has.
    """
    patience = Deadline.after(settings().queue_seconds)
    with processors().held(1, patience):
        yield patience


@contextmanager
def remembering(amount: int, patience: Deadline) -> Iterator[None]:
    """Wait for `amount` bytes of memory and hold them while the block runs.

    Raises Busy if they do not come free in time, and InvalidImage if there are never so many.
    """
    line = memory()
    if amount > line.amount:
        needed, there = (-(-size // 1_000_000) for size in (amount, line.amount))
        raise errors.InvalidImage(
            Bilingual(
                "this picture takes {needed} MB of memory to read and {there} are there: send a smaller one, "
                "or give the function more memory",
                "读取这张图片需要 {needed} MB 内存，而只有 {there} MB：请换一张小一些的图片，或给函数分配更多内存",
                needed=needed,
                there=there,
            )
        )
    with line.held(amount, patience):
        yield
