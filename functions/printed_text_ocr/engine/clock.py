"""How much time is left for an image."""

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Deadline:
    """A moment of `time.monotonic`, checked between lines and tiles: a network under way is not interrupted."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Return the moment `seconds` from now."""
        return cls(time.monotonic() + seconds)

    def passed(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() >= self.at
