"""The time that our code goes by, moved by a test."""

import time

import pytest

from shared import clock


class Clock:
    """Stands still until it is moved. Sockets, threads and other programs keep the real time.

    A person may set `wall`, the machine's clock: no time passes by that.

    A pause that our code makes moves it on, takes no time, and is noted in `pauses`.
    """

    def __init__(self, pauses: list[float]) -> None:
        self.now, self.wall = float(int(time.monotonic())), float(int(time.time()))
        self._pauses = pauses

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self.wall += seconds

    def rule(self, patch: pytest.MonkeyPatch) -> None:
        """Have all our code in this process go by this clock, for as long as `patch` lasts."""
        patch.setattr(clock, "now", lambda: self.now)
        patch.setattr(clock, "wall", lambda: self.wall)
        patch.setattr(clock, "pause", self._pause)

    def _pause(self, seconds: float) -> None:
        self._pauses.append(seconds)
        self.forward(seconds)
