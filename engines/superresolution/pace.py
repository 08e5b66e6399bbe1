"""How fast a network gets through a picture on this machine now, and whether it will be through in time."""

from threading import Lock

from shared import clock

SETTLED = 0.1
"""Share of the time after which the pace is believed: what has been done by then is all that can be lost by it."""
SURE = 0.9
"""Share of the time that is left into which what is left must fit: other calls may come."""


class Pace:
    """One network's way through one picture. For any number of threads.

    `work` is all that there is to do, in any unit; `other` is what the next cheaper network would take for it, as a
    share of the time that this one takes, None if there is none.
    """

    def __init__(self, work: float, deadline: clock.Deadline, other: float | None) -> None:
        self._work, self._deadline, self._other = work, deadline, other
        self._begun, self._seconds = clock.now(), deadline.left()
        self._lock = Lock()
        self.done = 0.0
        """How much of the work has been done."""
        self.ended = False
        """Whether some of the work has been left out."""

    def goes_on(self) -> bool:
        """Whether to begin a step: not after the deadline, nor when the cheaper network is the better way to meet it.

        Ask only where there is a step to be made.
        """
        with self._lock:
            if not self.ended:
                self.ended = self._deadline.passed() or self._should_give_way()
            return not self.ended

    def did(self, amount: float) -> None:
        """Count a step that has been made."""
        with self._lock:
            self.done += amount

    def _should_give_way(self) -> bool:
        """Whether this network will be late, and the cheaper one would be through earlier although it begins anew."""
        elapsed = clock.now() - self._begun
        if self._other is None or elapsed < SETTLED * self._seconds or not self.done:
            return False
        left = self._work - self.done
        late = left * elapsed > SURE * self._deadline.left() * self.done
        return late and self._other * self._work < left
