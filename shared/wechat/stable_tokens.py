"""The vendor's access tokens for one appid: fetched by one thread while the others wait, kept until near their end.

Stable tokens are the same for every instance, and fetching one does not end another's: no store is shared.
"""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.clock import Deadline
from shared.kinds import Kind

from . import errcodes

EARLY_S = 300  # from five minutes before a stable token's end on, the vendor gives its successor
FORCE_GAP_S = 30  # the vendor takes no second force_refresh within 30 s ...
FORCES_A_DAY = 20  # ... and no more than 20 a day
PAUSE_S = 60  # how long a refusal that only the operator can cure stands before the vendor is asked again
_TOKEN = re.compile(r"[!-~]{1,1024}", re.ASCII)  # the vendor asks to keep room for 512 characters
_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)

_NO_TOKEN = Bilingual(
    "the answer holds no proper access_token and expires_in", "响应中没有合法的 access_token 和 expires_in"
)
_T = TypeVar("_T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Kept:
    token: str = field(default="", repr=False)
    until: float = float("-inf")  # clock.now()


class StableTokens:
    """Hands out the token of one appid.

    `post` sends a document to /cgi-bin/stable_token and gives the vendor's answer by the deadline, or raises
    VendorFailure. So does everything here: neither a fetch nor waiting for another thread's takes longer.
    """

    def __init__(self, appid: str, secret: str, post: Callable[[dict[str, Any], Deadline], Mapping[str, Any]]) -> None:
        self._login = {"grant_type": "client_credential", "appid": appid, "secret": secret}
        self._post = post
        self._lock = threading.Lock()
        self._kept = _Kept()
        self._attempts = 0
        self._failure: errors.VendorFailure | None = None
        self._paused_until = float("-inf")
        self._forced_at: list[float] = []
        self._hopeless = _Kept()  # a refused token for which no other was to be had

    def get(self, deadline: Deadline) -> str:
        """The current token. Raises VendorFailure."""
        kept = self._kept
        if clock.now() < kept.until:
            return kept.token
        return self._alone(deadline, lambda: self._current(deadline))

    def renew(self, refused: str, deadline: Deadline) -> str | None:
        """Another token than the one which the vendor refused, or None if there is none. Raises VendorFailure."""
        return self._alone(deadline, lambda: self._other_than(refused, deadline))

    def _alone(self, deadline: Deadline, work: Callable[[], _T]) -> _T:
        """Do the work while no other thread does; threads that waited for a fetch that failed share its failure."""
        attempts = self._attempts
        if not self._lock.acquire(timeout=deadline.left()):
            raise errors.VendorFailure(
                Bilingual("the vendor's token endpoint is slow: try again", "微信的 token 接口响应过慢：请重试")
            )
        try:
            pause = self._paused_until - clock.now()
            if self._failure is not None and (attempts != self._attempts or pause > 0):
                hint = pause if pause > 0 else self._failure.retry_after_s
                raise type(self._failure)(self._failure.advice, retry_after_s=hint) from self._failure
            return work()
        finally:
            self._lock.release()

    def _current(self, deadline: Deadline) -> str:
        if clock.now() >= self._kept.until:
            self._fetch(deadline, force=False)
        return self._kept.token

    def _other_than(self, refused: str, deadline: Deadline) -> str | None:
        now = clock.now()
        if refused == self._hopeless.token and now < self._hopeless.until:
            return None
        if self._kept.token == refused:
            self._fetch(deadline, force=False)
        if self._kept.token == refused and self._may_force(now):
            self._forced_at = [*(at for at in self._forced_at if at > now - clock.DAY_S), now]
            self._fetch(deadline, force=True)
        if self._kept.token == refused:
            self._hopeless = _Kept(refused, now + FORCE_GAP_S)
            return None
        return self._kept.token

    def _may_force(self, now: float) -> bool:
        today = [at for at in self._forced_at if at > now - clock.DAY_S]
        return len(today) < FORCES_A_DAY and (not today or now - today[-1] >= FORCE_GAP_S)

    def _fetch(self, deadline: Deadline, *, force: bool) -> None:
        try:
            answer = self._post({**self._login, "force_refresh": force}, deadline)
            self._failure = None
        except errors.VendorFailure as error:
            self._failure = error
            raise
        finally:
            self._attempts += 1
        token, lifetime = answer.get("access_token"), _lifetime(answer.get("expires_in"))
        if errcodes.number_of(answer) == 0 and lifetime and isinstance(token, str) and _TOKEN.fullmatch(token):
            # A token near its end is used for half of what is left, rather than fetched for every call.
            self._kept = _Kept(token, clock.now() + max(lifetime - EARLY_S, lifetime / 2))
        else:
            self._refused(answer)

    def _refused(self, answer: Mapping[str, Any]) -> None:
        code, text = errcodes.number_of(answer), str(answer.get("errmsg", ""))
        advice = errcodes.advice_of(code, text) if code else _NO_TOKEN
        logger.error("the vendor gives no token", extra={"facts": {"errcode": code, "operator": advice or ""}})
        passing = errcodes.kind_of(code, text) is Kind.BACKOFF
        if not passing:
            self._paused_until = clock.now() + PAUSE_S
        self._failure = errors.VendorRefusal(
            Bilingual(
                "the vendor gives this deployment no token ({code}); its operator finds the reason in the log",
                "微信不给本部署发放 token（{code}）；部署者可在日志中查到原因",
                code=code,
            ),
            retry_after_s=None if passing else PAUSE_S,
        )
        raise self._failure


def _lifetime(value: object) -> float | None:
    """The seconds in an `expires_in`, 1 to a day, as a number or as text; None for anything else."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= clock.DAY_S:
        return None
    return float(value)
