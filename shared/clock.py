"""How much time is left, for an image in an engine or an exchange with a vendor; and the clock that pauses go by."""

import math
import time
from dataclasses import dataclass

from shared import errors

DAY_S = 86_400
NO_RESULT = (
    "the time ran out before there was a result: send a smaller picture, or try again; the operator can give this "
    "function more seconds"
)
"""What a caller is told where a part of the work is of no use."""


def now() -> float:
    """Seconds of the clock that pauses and what is kept go by: it only runs forward, whoever sets the machine's time.

    The one place that tests replace in order to move time.
    """
    return time.monotonic()


@dataclass(frozen=True)
class Deadline:
    """A moment of `time.monotonic`. It is looked at between steps: a step under way is not interrupted by it."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The moment that many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """The seconds that are left, 0 at least."""
        return max(self.at - time.monotonic(), 0.0)

    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.at

    def check(self) -> None:
        """Raise OutOfTime if the time is up: for work of which a part is of no use."""
        if self.passed():
            raise errors.OutOfTime(NO_RESULT)


NEVER = Deadline(math.inf)
"""For work that may take as long as it takes."""


@dataclass
class Budget:
    """The time of one piece of work, which remembers whether any of the work was left out. For any number of threads.

    Ask `spent` only where there is a step to be made: whoever is told that the time is up leaves the step out.
    """

    deadline: Deadline
    complete: bool = True

    def spent(self) -> bool:
        """Whether the time is up, so that the next step is left out."""
        if not self.deadline.passed():
            return False
        self.complete = False
        return True
