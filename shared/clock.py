"""The clocks that all our code goes by, and how much time is left for work in an engine or an exchange with a vendor.

Nothing else asks the machine for the time, or sleeps: so tests move time here, in one place.
"""

import math
import time
from dataclasses import dataclass

from shared import errors
from shared.bilingual import Bilingual

DAY_S = 86_400
NO_RESULT = Bilingual(
    "the time ran out before there was a result: send a smaller picture, or try again; the operator can give this "
    "function more seconds",
    "没来得及得出结果：请换一张小一些的图片，或重试；部署者可以给此函数更多秒数",
)
"""What a caller is told where a part of the work is of no use."""


def now() -> float:
    """Seconds of the clock that deadlines, pauses and what is kept go by: it only runs forward."""
    return time.monotonic()


def wall() -> float:
    """Seconds since 1970, as the machine's clock says: for what other machines read, and for a vendor's midnight."""
    return time.time()


def pause(seconds: float) -> None:
    """Let time pass on this thread."""
    time.sleep(seconds)


@dataclass(frozen=True)
class Deadline:
    """A moment of `now`. It is looked at between steps: a step under way is not interrupted by it."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The moment that many seconds from now."""
        return cls(now() + seconds)

    def left(self) -> float:
        """The seconds that are left, 0 at least."""
        return max(self.at - now(), 0.0)

    def passed(self) -> bool:
        """Whether the time is up."""
        return now() >= self.at

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
