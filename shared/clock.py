"""How much time is left, for an image in an engine or an exchange with a vendor; and the clock that pauses go by."""

import time
from dataclasses import dataclass

DAY_S = 86_400


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
