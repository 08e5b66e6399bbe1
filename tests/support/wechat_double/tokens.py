"""The vendor's tokens: which are good, which have run out, which were replaced. Knows no HTTP."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable

FORCED_A_DAY = 20
_BEIJING_S = 8 * 3600


class QuotaUsedUpError(Exception):
    """More forced refreshes than a day allows."""


class Tokens:
    """Tokens from the two endpoints, which do not disturb each other, as at the vendor.

    `clock` gives seconds since the epoch; `lifetime_s` is a new token's life.
    """

    def __init__(self, clock: Callable[[], float], lifetime_s: float) -> None:
        self.clock = clock
        self.lifetime_s = lifetime_s
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}
        self._plain = ""
        self._stable = ""
        self._revoked: set[str] = set()
        self._forced: Counter[int] = Counter()

    def plain(self) -> tuple[str, int]:
        """`/cgi-bin/token`: a new token at every call, and the one before it is dead at once."""
        with self._lock:
            self._until.pop(self._plain, None)
            self._plain = self._mint()
            return self._plain, int(self.lifetime_s)

    def stable(self, force: bool) -> tuple[str, int]:
        """`/cgi-bin/stable_token`: the same token until shortly before its end; `force` replaces it at once.

        The vendor renews 5 minutes before a life of 2 hours ends and lets both tokens work for these minutes.
        Raises QuotaUsedUpError at the 21st forced refresh of a day in Beijing.
        """
        with self._lock:
            if force:
                self._count_forced()
                self._until.pop(self._stable, None)
                self._stable = self._mint()
            elif self._left(self._stable) <= min(300.0, self.lifetime_s / 24):
                self._stable = self._mint()
            return self._stable, int(self._left(self._stable))

    def judge(self, token: str) -> int:
        """Return the errcode for a request with this token: 0, 41001, 40001 or 42001."""
        with self._lock:
            if not token:
                return 41001
            if token not in self._until or token in self._revoked:
                return 40001
            return 0 if self._left(token) > 0 else 42001

    def grant(self, token: str) -> None:
        """Let this token work: a caller's own, a third-party platform's, or a cloudbase_access_token."""
        with self._lock:
            self._until[token] = self.clock() + self.lifetime_s

    def expire(self) -> None:
        """End the life of every token now (42001)."""
        with self._lock:
            now = self.clock()
            self._until = dict.fromkeys(self._until, now)

    def rotate(self) -> None:
        """Forget every token (40001): somebody else has fetched newer ones. The endpoints mint new ones."""
        with self._lock:
            self._until.clear()
            self._plain = self._stable = ""

    def revoke(self) -> None:
        """Refuse the stable token (40001) although its endpoint goes on handing it out, until it is forced."""
        with self._lock:
            self._revoked.add(self._stable)

    def _count_forced(self) -> None:
        day = int(self.clock() + _BEIJING_S) // 86400
        if self._forced[day] >= FORCED_A_DAY:
            raise QuotaUsedUpError
        self._forced[day] += 1

    def _left(self, token: str) -> float:
        return self._until.get(token, 0.0) - self.clock()

    def _mint(self) -> str:
        token = f"85_{secrets.token_urlsafe(60)}"
        self._until[token] = self.clock() + self.lifetime_s
        return token
