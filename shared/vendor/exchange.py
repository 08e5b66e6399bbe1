"""One exchange with a vendor over HTTP: kept connections, a time budget, and repeats where they can help."""

import functools
import logging
import random
import socket
import ssl
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import certifi
import requests
import urllib3
from requests.adapters import HTTPAdapter

from shared import clock, errors
from shared.backend import Answer, File, Passed
from shared.clock import Deadline
from shared.kinds import Judge, Kind

from . import answers, sockets
from .answers import BROKEN, Fault
from .retry_quota import RetryQuota

REPEATS = 2  # at most, on a passing fault
PAUSE_S = 0.2  # before the first repeat, then twice that; each times a random 0.5 to 1.5
LONGEST_PAUSE_S = 3.0  # a vendor that asks for more is not waited for: a thread would wait with the caller
CONNECTIONS = 64  # kept open; more at once are opened and closed
IDLE_S = 20.0  # not used again after so long without a call: a frozen instance or a gateway may have lost it unnoticed

Send = Callable[[requests.Session, float], requests.Response]
Read = Callable[[requests.Response], Answer]
logger = logging.getLogger(__name__)


def exchange(send: Send, deadline: Deadline, rid: str, kind_of: Judge) -> Mapping[str, Any]:
    """The vendor's JSON answer to what `send` sends with a session and a timeout in seconds.

    All of it ends by the deadline, whatever the vendor does. Repeated on a passing fault, and on an answer that by
    `kind_of` asks for it, while the process's quota of repeats lasts. Raises VendorFailure without a proper answer.
    """
    answer = _repeated(send, deadline, rid, answers.document, kind_of)
    assert not isinstance(answer, File)  # noqa: S101  # for the type checker: `document` gives none
    return answer


def download(send: Send, deadline: Deadline, rid: str, kind_of: Judge) -> Answer:
    """As `exchange`, but the answer may also be a file: one whose content type is no text and no JSON."""
    return _repeated(send, deadline, rid, answers.file_or_document, kind_of)


def once(send: Send, deadline: Deadline, rid: str) -> Passed:
    """The vendor's answer as it came, asked for once: a call that we know nothing of may do twice what is sent twice.

    Raises VendorFailure where there is none.
    """
    try:
        answer = _attempt(send, deadline, answers.untouched)
    except Fault as fault:
        raise _failure(fault, rid, 0) from fault
    assert isinstance(answer, Passed)  # noqa: S101  # for the type checker: `untouched` gives nothing else
    return answer


@functools.cache
def quota() -> RetryQuota:
    """The process's quota of repeats."""
    return RetryQuota()


def _repeated(send: Send, deadline: Deadline, rid: str, read: Read, kind_of: Judge) -> Answer:
    for repeat in range(REPEATS + 1):
        pause = PAUSE_S * 2**repeat * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, guards nothing
        outcome: Answer | errors.VendorFailure
        try:
            outcome = _attempt(send, deadline, read)
            again = kind_of(outcome) is Kind.BACKOFF
            if not again:
                quota().succeeded(repeated=repeat > 0)
        except Fault as fault:
            outcome, again = _failure(fault, rid, repeat), fault.passing
            pause = max(pause, fault.retry_after_s or 0.0)
        if not again or repeat == REPEATS or pause > min(LONGEST_PAUSE_S, deadline.left()) or not quota().take():
            break
        clock.pause(pause)
    if isinstance(outcome, errors.VendorFailure):
        raise outcome
    return outcome


def _failure(fault: Fault, rid: str, repeat: int) -> errors.VendorFailure:
    facts = {"rid": rid, "cause": str(fault), "repeat": repeat}
    logger.warning("no answer of the vendor", extra={"facts": facts})
    return errors.VendorFailure(fault.advice, retry_after_s=fault.retry_after_s, kind=fault.kind)


def _attempt(send: Send, deadline: Deadline, read: Read) -> Answer:
    if deadline.passed():
        raise Fault("the time budget is used up", passing=False)
    with sockets.allowance(deadline, answers.MAX_RECEIVED_BYTES):
        try:
            response = send(_session(), deadline.left())
        except BROKEN as error:
            if isinstance(error, requests.ReadTimeout) or deadline.passed():
                # The call may be at work and counts against the quota: it is not sent a second time.
                raise Fault("no answer in time", passing=False) from error
            raise Fault(type(error).__name__) from error
        with response:
            return read(response)


class _Connection(urllib3.connection.HTTPConnection):
    """A connection over a socket that keeps to the deadline of the exchange that is using it."""

    _used_at = float("-inf")  # clock.now() of the last answer

    def _new_conn(self) -> socket.socket:
        try:
            opened = sockets.open_bounded(self._dns_host, self.port)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:  # urllib3 goes on without a socket where a bare one says ECONNRESET
            raise urllib3.exceptions.NewConnectionError(self, type(error).__name__) from error
        return opened

    def getresponse(self) -> urllib3.response.HTTPResponse:  # type: ignore[override]  # as in urllib3
        """The answer; notes its time."""
        answer = super().getresponse()
        self._used_at = clock.now()
        return answer

    @property
    def is_connected(self) -> bool:
        """Whether the connection can be used again."""
        return clock.now() - self._used_at < IDLE_S and super().is_connected


class _TlsConnection(_Connection, urllib3.connection.HTTPSConnection):
    """The same with TLS."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        context = ssl.create_default_context(cafile=certifi.where())
        context.sslsocket_class = sockets.BoundedTlsSocket
        super().init_poolmanager(*args, **kwargs, ssl_context=context)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: a redirect is no answer. Requests would read it whole, and unpack it without bound, to follow later."""


@functools.cache
def _session() -> requests.Session:
    """The process's session, whose connections all threads share; no cookies, and nothing from the surroundings."""
    session = _Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["Accept-Encoding"] = "identity"
    adapter = _Adapter(pool_connections=4, pool_maxsize=CONNECTIONS)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
