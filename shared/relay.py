"""Vendor first, own engine when the vendor cannot serve: which answers count as that, and what is remembered."""

import threading
import time

from shared import clock, errcodes, errors
from shared.backend import Answer, File, Handler, kind_of
from shared.breaker import Breaker
from shared.call import Call
from shared.errcodes import Kind

# The own engine answers on these; never on a code that says that the caller's input or token is bad.
_FALL_BACK = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA, Kind.CONFIGURATION, Kind.TAKEN_DOWN, Kind.BACKOFF})
# For callers whom we do not know only on what the vendor answers to good tokens alone: no other token opens our engine.
_PROVE_TOKEN = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA})
_PROVE_TOKEN_CODES = frozenset({48001, 48004, 61007})

CONFIGURATION_PAUSE_S = 600.0  # what only an operator can change does not change by itself
_MINUTE_S = 60
_BEIJING_S = 8 * 3600  # UTC+8 all year


class Relay:
    """A back end made of two. What it remembers of quotas is this process's own and lost with it.

    What our engine raises is what the caller gets: the vendor's failure before it says less.
    """

    def __init__(self, vendor: Breaker, local: Handler) -> None:
        self._vendor = vendor
        self._local = local
        self._lock = threading.Lock()
        self._closed_until = float("-inf")  # clock.now(); until then the vendor is not asked with our own token

    def __call__(self, call: Call) -> tuple[Answer, str]:
        """The answer, and who gave it: "vendor" or "local"."""
        if call.admitted:
            call.image_bytes  # noqa: B018  # a call without an image troubles nobody
        ours = call.token is None
        if ours and clock.now() < self._closed_until:
            return self._local(call), "local"
        try:
            answer = self._vendor(call)
        except errors.VendorFailure:
            if not call.admitted:
                raise  # whether this caller's token is good, only the vendor could have told
            return self._local(call), "local"
        kind = kind_of(answer)
        if ours:
            self._remember(kind)
        proven = kind in _PROVE_TOKEN or (
            not isinstance(answer, File) and errcodes.number_of(answer) in _PROVE_TOKEN_CODES
        )
        if kind in _FALL_BACK and (call.admitted or proven):
            return self._local(call), "local"
        return answer, "vendor"

    def _remember(self, kind: Kind) -> None:
        closed_for = _closed_for(kind, time.time())
        with self._lock:
            self._closed_until = max(self._closed_until, clock.now() + closed_for)


def _closed_for(kind: Kind, wall: float) -> float:
    """For how many seconds the vendor cannot serve our account after an answer of this kind, a day at most.

    `wall` is time.time(). It is looked at once: whoever sets the clock later changes nothing.
    """
    if kind is Kind.DAILY_QUOTA:
        return clock.DAY_S - (wall + _BEIJING_S) % clock.DAY_S
    if kind is Kind.MINUTE_QUOTA:
        return _MINUTE_S - wall % _MINUTE_S
    if kind in (Kind.CONFIGURATION, Kind.TAKEN_DOWN):
        return CONFIGURATION_PAUSE_S
    return 0.0
