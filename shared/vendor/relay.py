"""Vendor first, own engine when the vendor cannot serve: which answers count as that, and what is remembered."""

import threading

from shared import clock, errors
from shared.backend import Answer, Handler
from shared.call import Call
from shared.kinds import Kind
from shared.wire import Wire

from .breaker import Breaker

# The own engine answers on these; never on a code that says that the caller's input or token is bad.
_FALL_BACK = frozenset({Kind.DAILY_QUOTA, Kind.MINUTE_QUOTA, Kind.CONFIGURATION, Kind.TAKEN_DOWN, Kind.BACKOFF})

CONFIGURATION_PAUSE_S = 600.0  # what only an operator can change does not change by itself
_MINUTE_S = 60
_BEIJING_S = 8 * 3600  # UTC+8 all year


class Relay:
    """A back end made of two. What it remembers of quotas is this process's own and lost with it.

    What our engine raises is what the caller gets: the vendor's failure before it says less.
    """

    def __init__(self, vendor: Breaker, local: Handler, wire: Wire) -> None:
        """`wire` tells what the vendor's answers mean."""
        self._vendor, self._local, self._wire = vendor, local, wire
        self._lock = threading.Lock()
        self._closed_until = float("-inf")  # clock.now(); until then the vendor is not asked with our own token

    def __call__(self, call: Call) -> tuple[Answer, str]:
        """The answer, and who gave it: "vendor" or "local"."""
        if call.admitted:
            call.load_image()  # both back ends need it, and a call without an image troubles nobody
        ours = call.token is None
        if ours and clock.now() < self._closed_until:
            return self._local(call), "local"
        try:
            answer = self._vendor(call)
        except errors.VendorFailure as failure:
            if ours:
                self._remember(failure.kind)
            if not call.admitted:
                raise  # whether this caller's token is good, only the vendor could have told
            return self._local(call), "local"
        kind = self._wire.kind(answer)
        if ours:
            self._remember(kind)
        # No token of a caller whom we do not know opens our engine, unless the answer proves that it is a good one.
        if kind in _FALL_BACK and (call.admitted or self._wire.proves_token(answer)):
            return self._local(call), "local"
        return answer, "vendor"

    def _remember(self, kind: Kind) -> None:
        closed_for = _closed_for(kind, clock.wall())
        with self._lock:
            self._closed_until = max(self._closed_until, clock.now() + closed_for)


def _closed_for(kind: Kind, wall: float) -> float:
    """For how many seconds the vendor cannot serve our account after an answer of this kind, a day at most.

    `wall` is clock.wall(). It is looked at once: whoever sets the clock later changes nothing.
    """
    if kind is Kind.DAILY_QUOTA:
        return clock.DAY_S - (wall + _BEIJING_S) % clock.DAY_S
    if kind is Kind.MINUTE_QUOTA:
        return _MINUTE_S - wall % _MINUTE_S
    if kind in (Kind.CONFIGURATION, Kind.TAKEN_DOWN):
        return CONFIGURATION_PAUSE_S
    return 0.0
