"""Leaves a vendor alone that is down: no call waits for it, and one at a time finds out whether it is back."""

import threading
from dataclasses import dataclass

from shared import clock, errors
from shared.backend import Answer, Handler
from shared.bilingual import Bilingual
from shared.call import Call
from shared.kinds import Judge, Kind

FIRST_PAUSE_S = 1.0  # a vendor that failed is left alone for this long, then for twice as long each time ...
LONGEST_PAUSE_S = 60.0  # ... up to this, or for as long as it asked for itself


class Breaker:
    """The vendor's back end behind a circuit breaker. What it remembers is this process's own.

    Calls with our token and calls with their callers' own have a circuit each: what ails our account, or a token
    endpoint, keeps nobody with a good token from the vendor; nor do strangers decide what our callers get.
    """

    def __init__(self, vendor: Handler, kind_of: Judge) -> None:
        """`kind_of` tells what an answer of this vendor means."""
        self._vendor, self._kind_of = vendor, kind_of
        self._ours, self._theirs = _Circuit(), _Circuit()

    def __call__(self, call: Call) -> Answer:
        """The vendor's answer. Raises what the vendor's back end does, and VendorFailure while it is left alone."""
        circuit = self._ours if call.token is None else self._theirs
        ticket = circuit.enter()
        try:
            answer = self._vendor(call)
            ticket.works = self._kind_of(answer) is not Kind.BACKOFF
        except errors.VendorFailure as failure:
            ticket.works, ticket.failure = failure.kind is not Kind.BACKOFF, failure
            raise
        finally:
            circuit.leave(ticket)
        return answer


@dataclass
class _Ticket:
    """One call under way. `works` says afterwards whether the vendor does; None: the call has not found out."""

    asked_at: float  # clock.now()
    trial: bool
    works: bool | None = None
    failure: errors.VendorFailure | None = None


class _Circuit:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open_until = float("-inf")  # clock.now(); until then nobody asks the vendor
        self._pause = FIRST_PAUSE_S  # of the next failure; longer than the first while there is an outage
        self._trial = False  # one call is finding out whether an outage is over
        self._failed_at = self._answered_at = float("-inf")
        self._refusal: errors.VendorRefusal | None = None

    def enter(self) -> _Ticket:
        """Let a call through. Raises VendorFailure if the vendor is to be left alone."""
        now = clock.now()
        with self._lock:
            if self._trial or now < self._open_until:
                raise self._left_alone(max(self._open_until - now, FIRST_PAUSE_S))
            self._trial = self._pause > FIRST_PAUSE_S
            return _Ticket(now, self._trial)

    def leave(self, ticket: _Ticket) -> None:
        """Learn from a call that is over."""
        with self._lock:
            if ticket.trial or ticket.works:
                self._trial = False
            if ticket.works:
                self._open_until, self._pause, self._answered_at = float("-inf"), FIRST_PAUSE_S, clock.now()
            elif ticket.works is False:
                self._failed(ticket)

    def _failed(self, ticket: _Ticket) -> None:
        if ticket.asked_at < self._failed_at:
            return  # the same outage, seen by calls that were under way together
        if ticket.asked_at < self._answered_at:
            return  # meanwhile the vendor has answered others: it is not down, this call is what troubles it
        wished = ticket.failure.retry_after_s if ticket.failure else None
        self._failed_at = clock.now()
        self._open_until = self._failed_at + max(self._pause, wished or 0.0)
        self._pause = min(self._pause * 2, LONGEST_PAUSE_S)
        self._refusal = ticket.failure if isinstance(ticket.failure, errors.VendorRefusal) else None

    def _left_alone(self, seconds: float) -> errors.VendorFailure:
        if self._refusal is not None:
            return errors.VendorRefusal(self._refusal.advice, retry_after_s=seconds)
        advice = Bilingual("the vendor is not to be reached just now: try again later", "上游暂时无法访问：请稍后重试")
        return errors.VendorFailure(advice, retry_after_s=seconds)
