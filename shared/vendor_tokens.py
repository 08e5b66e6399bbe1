"""The vendor's access tokens for one appid: fetched by one thread while the others wait, kept until near their end.

Stable tokens are the same for every instance, and fetching one does not end another's: no store is shared.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from shared import errcodes, errors

EARLY_S = 300  # from five minutes before a stable token's end on, the vendor gives its successor
FORCE_GAP_S = 30  # the vendor takes no second force_refresh within 30 s ...
FORCES_A_DAY = 20  # ... and no more than 20 a day
PAUSE_S = 60  # how long a refusal that only the operator can cure stands before the vendor is asked again
_DAY_S = 86_400

_T = TypeVar("_T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Kept:
    token: str = field(default="", repr=False)
    until: float = 0.0  # time.time()


class StableTokens:
    """Hands out the token of one appid.

    `post` sends a document to /cgi-bin/stable_token, in at most so many seconds, and gives the vendor's answer.
    """

    def __init__(self, appid: str, secret: str, post: Callable[[dict[str, Any], float], Mapping[str, Any]]) -> None:
        self._login = {"grant_type": "client_credential", "appid": appid, "secret": secret}
        self._post = post
        self._lock = threading.Lock()
        self._kept = _Kept()
        self._attempts = 0
        self._failure: errors.VendorFailure | None = None
        self._paused_until = 0.0
        self._forced_at: list[float] = []
        self._hopeless = _Kept()  # a refused token for which no other was to be had

    def get(self, seconds: float) -> str:
        """The current token. Raises VendorFailure."""
        kept = self._kept
        if time.time() < kept.until:
            return kept.token
        return self._alone(seconds, lambda: self._current(seconds))

    def renew(self, refused: str, seconds: float) -> str | None:
        """Another token than the one which the vendor refused, or None if there is none. Raises VendorFailure."""
        return self._alone(seconds, lambda: self._other_than(refused, seconds))

    def _alone(self, seconds: float, work: Callable[[], _T]) -> _T:
        """Do the work while no other thread does; threads that waited for a fetch that failed share its failure."""
        attempts = self._attempts
        if not self._lock.acquire(timeout=max(seconds, 0.0)):
            raise errors.VendorFailure("the vendor's token endpoint is slow: try again")
        try:
            if self._failure is not None and (attempts != self._attempts or time.time() < self._paused_until):
                raise errors.VendorFailure(self._failure.advice) from self._failure
            return work()
        finally:
            self._lock.release()

    def _current(self, seconds: float) -> str:
        if time.time() >= self._kept.until:
            self._fetch(seconds, force=False)
        return self._kept.token

    def _other_than(self, refused: str, seconds: float) -> str | None:
        now = time.time()
        if refused == self._hopeless.token and now < self._hopeless.until:
            return None
        if self._kept.token == refused:
            self._fetch(seconds, force=False)
        if self._kept.token == refused and self._may_force(now):
            self._forced_at = [*(at for at in self._forced_at if at > now - _DAY_S), now]
            self._fetch(seconds, force=True)
        if self._kept.token == refused:
            self._hopeless = _Kept(refused, now + FORCE_GAP_S)
            return None
        return self._kept.token

    def _may_force(self, now: float) -> bool:
        today = [at for at in self._forced_at if at > now - _DAY_S]
        return len(today) < FORCES_A_DAY and (not today or now - today[-1] >= FORCE_GAP_S)

    def _fetch(self, seconds: float, *, force: bool) -> None:
        try:
            answer = self._post({**self._login, "force_refresh": force}, seconds)
            self._failure = None
        except errors.VendorFailure as error:
            self._failure = error
            raise
        finally:
            self._attempts += 1
        token, lifetime = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(lifetime, int | float):
            self._refused(answer)
        else:
            # A token near its end is used for half of what is left, rather than fetched for every call.
            self._kept = _Kept(token, time.time() + max(lifetime - EARLY_S, lifetime / 2))

    def _refused(self, answer: Mapping[str, Any]) -> None:
        code, text = errcodes.number_of(answer), str(answer.get("errmsg", ""))
        logger.error(
            "the vendor gives no token",
            extra={"facts": {"errcode": code, "operator": errcodes.advice_of(code, text)}},
        )
        self._failure = errors.VendorFailure(
            f"the vendor gives this deployment no token ({code}); its operator finds the reason in the log"
        )
        if errcodes.kind_of(code, text) is not errcodes.Kind.BACKOFF:
            self._paused_until = time.time() + PAUSE_S
        raise self._failure
