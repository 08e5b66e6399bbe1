"""One exchange with a vendor over HTTP: kept connections, a time budget, and repeats where they can help."""

import functools
import json
import logging
import random
import time
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from shared import errcodes, errors
from shared.clock import Deadline

REPEATS = 2  # at most, on a passing fault
PAUSE_S = 0.2  # before the first repeat, then twice that; each times a random 0.5 to 1.5
MAX_ANSWER_BYTES = 1 << 20
CONNECTIONS = 64  # kept open; more at once are opened and closed

Send = Callable[[requests.Session, float], requests.Response]
logger = logging.getLogger(__name__)


class _Fault(Exception):
    """The vendor gave no proper answer. The text names the cause for the log; `passing` says that a repeat may help."""

    def __init__(self, cause: str, *, passing: bool = True) -> None:
        super().__init__(cause)
        self.passing = passing


def exchange(send: Send, deadline: Deadline, rid: str) -> Mapping[str, Any]:
    """The vendor's JSON answer to what `send` sends with a session and a timeout in seconds.

    Repeated on a passing fault, and on an answer that asks for it. Raises VendorFailure without a proper answer.
    """
    for repeat in range(REPEATS + 1):
        pause = PAUSE_S * 2**repeat * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, guards nothing
        last = repeat == REPEATS or pause >= deadline.left()
        try:
            answer = _attempt(send, deadline)
        except _Fault as fault:
            facts = {"rid": rid, "cause": str(fault), "repeat": repeat}
            logger.warning("no answer of the vendor", extra={"facts": facts})
            if last or not fault.passing:
                raise errors.VendorFailure("the vendor gives no answer: try again later") from None
        else:
            if last or kind_of(answer) is not errcodes.Kind.BACKOFF:
                return answer
        time.sleep(pause)
    raise AssertionError("the last round returns or raises")


def kind_of(answer: Mapping[str, Any]) -> errcodes.Kind:
    """What the errcode of an answer asks for."""
    return errcodes.kind_of(errcodes.number_of(answer), str(answer.get("errmsg", "")))


def _attempt(send: Send, deadline: Deadline) -> Mapping[str, Any]:
    seconds = deadline.left()
    if seconds <= 0:
        raise _Fault("the time budget is used up", passing=False)
    try:
        response = send(_session(), seconds)
    except requests.ReadTimeout as error:
        # The call may be at work and counts against the quota: it is not sent a second time.
        raise _Fault("no answer in time", passing=False) from error
    except requests.RequestException as error:
        raise _Fault(type(error).__name__) from error
    with response:
        if response.status_code != requests.codes.ok:
            raise _Fault(f"HTTP {response.status_code}", passing=response.status_code >= 500)
        return _document(_body(response, deadline), response.headers.get("Content-Type", "nothing"))


def _body(response: requests.Response, deadline: Deadline) -> bytes:
    body = bytearray()
    try:
        while piece := response.raw.read1(65536):
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise _Fault("an answer without end", passing=False)
            if deadline.left() <= 0:
                raise _Fault("a slow answer", passing=False)
    except urllib3.exceptions.ReadTimeoutError as error:
        raise _Fault("a slow answer", passing=False) from error
    except urllib3.exceptions.HTTPError as error:
        raise _Fault(type(error).__name__) from error
    return bytes(body)


def _document(body: bytes, kind: str) -> Mapping[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Fault(f"{len(body)} bytes of {kind.partition(';')[0]} instead of JSON") from error
    if not isinstance(document, dict):
        raise _Fault("JSON that is no object")
    return document


@functools.cache
def _session() -> requests.Session:
    """The process's session, whose connections all threads share; no cookies, and nothing from the surroundings."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["Accept-Encoding"] = "identity"
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=CONNECTIONS)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
