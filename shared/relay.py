"""Vendor first, own engine when the vendor cannot serve: which answers count as that, and what is remembered."""

import threading
import time

from shared import errcodes, errors
from shared.backend import Answer, File, Handler
from shared.call import Call
from shared.errcodes import Kind

# The own engine answers on these; never on a code that says that the caller's input or token is bad.
_FALL_BACK = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA, Kind.CONFIGURATION, Kind.TAKEN_DOWN, Kind.BACKOFF})
# For callers whom we do not know only on what the vendor answers to good tokens alone: no other token opens our engine.
_PROVE_TOKEN = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA})
_PROVE_TOKEN_CODES = frozenset({48001, 48004, 61007})

FIRST_PAUSE_S = 1.0  # a vendor that failed is left alone for this long, then for twice as long each time ...
LONGEST_PAUSE_S = 60.0  # ... up to this
CONFIGURATION_PAUSE_S = 600.0  # what only an operator can change does not change by itself
_DAY_S, _MINUTE_S = 86_400, 60
_BEIJING_S = 8 * 3600  # UTC+8 all year


class Relay:
    """A back end made of two. What it remembers, quotas and outages, is this process's own and lost with it."""

    def __init__(self, vendor: Handler, local: Handler) -> None:
        self._vendor = vendor
        self._local = local
        self._lock = threading.Lock()
        self._closed_until = 0.0  # time.time(); until then the vendor is not asked with our own token
        self._down_until = 0.0  # time.time(); until then nobody asks the vendor
        self._failed_at = 0.0
        self._pause = FIRST_PAUSE_S

    def __call__(self, call: Call) -> tuple[Answer, str]:
        """The answer, and who gave it: "vendor" or "local"."""
        call.image_bytes  # noqa: B018  # a call without an image troubles nobody
        ours = call.token is None
        if not self._may_ask(ours=ours):
            return self._instead(
                call, errors.VendorFailure("the vendor is not to be reached just now: try again later")
            )
        asked_at = time.time()
        try:
            answer = self._vendor(call)
        except errors.VendorFailure as failure:
            self._failed(asked_at)
            return self._instead(call, failure)
        code, text = (
            (0, "") if isinstance(answer, File) else (errcodes.number_of(answer), str(answer.get("errmsg", "")))
        )
        kind = errcodes.kind_of(code, text)
        if kind is Kind.BACKOFF:
            self._failed(asked_at)
        else:
            self._answered(kind, ours=ours)
        if kind in _FALL_BACK and (call.admitted or kind in _PROVE_TOKEN or code in _PROVE_TOKEN_CODES):
            return self._local(call), "local"
        return answer, "vendor"

    def _instead(self, call: Call, failure: errors.VendorFailure) -> tuple[Answer, str]:
        if not call.admitted:
            raise failure  # whether this caller's token is good, only the vendor could have told
        return self._local(call), "local"

    def _may_ask(self, *, ours: bool) -> bool:
        """Whether this call goes to the vendor. After an outage one call tries it again, while the others wait."""
        now = time.time()
        with self._lock:
            if now < self._down_until or (ours and now < self._closed_until):
                return False
            if self._pause > FIRST_PAUSE_S:
                self._down_until = now + self._pause
            return True

    def _failed(self, asked_at: float) -> None:
        with self._lock:
            if asked_at < self._failed_at:
                return  # the same outage, seen by calls that were under way together
            self._failed_at = time.time()
            self._down_until = self._failed_at + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_S)

    def _answered(self, kind: Kind, *, ours: bool) -> None:
        with self._lock:
            self._down_until, self._pause = 0.0, FIRST_PAUSE_S
            if ours:
                self._closed_until = max(self._closed_until, _closed_until(kind, time.time()))


def _closed_until(kind: Kind, now: float) -> float:
    """Until when the vendor cannot serve our account after an answer of this kind."""
    if kind is Kind.DAILY_QUOTA:
        return now + _DAY_S - (now + _BEIJING_S) % _DAY_S
    if kind is Kind.MINUTE_QUOTA:
        return now + _MINUTE_S - now % _MINUTE_S
    if kind in (Kind.CONFIGURATION, Kind.TAKEN_DOWN):
        return now + CONFIGURATION_PAUSE_S
    return 0.0
