"""One exchange with a vendor over HTTP: kept connections, a time budget, and repeats where they can help."""

import functools
import json
import logging
import random
import re
import time
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from werkzeug.http import parse_options_header

from shared import errcodes, errors
from shared.backend import Answer, File
from shared.clock import Deadline

REPEATS = 2  # at most, on a passing fault
PAUSE_S = 0.2  # before the first repeat, then twice that; each times a random 0.5 to 1.5
MAX_ANSWER_BYTES = 1 << 20
MAX_FILE_BYTES = 20 << 20  # the vendor's temporary pictures have at most 10 MB
CONNECTIONS = 64  # kept open; more at once are opened and closed

Send = Callable[[requests.Session, float], requests.Response]
Read = Callable[[requests.Response, Deadline], Answer]
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
    answer = _repeated(send, deadline, rid, _document)
    assert not isinstance(answer, File)  # noqa: S101  # for the type checker: _document gives none
    return answer


def download(send: Send, deadline: Deadline, rid: str) -> Answer:
    """As `exchange`, but the answer may also be a file: one whose content type is no text and no JSON."""
    return _repeated(send, deadline, rid, _file_or_document)


def _repeated(send: Send, deadline: Deadline, rid: str, read: Read) -> Answer:
    for repeat in range(REPEATS + 1):
        pause = PAUSE_S * 2**repeat * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, guards nothing
        last = repeat == REPEATS or pause >= deadline.left()
        try:
            answer = _attempt(send, deadline, read)
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


def kind_of(answer: Answer) -> errcodes.Kind:
    """What the errcode of an answer asks for; a file has none."""
    if isinstance(answer, File):
        return errcodes.kind_of(0, "")
    return errcodes.kind_of(errcodes.number_of(answer), str(answer.get("errmsg", "")))


def _attempt(send: Send, deadline: Deadline, read: Read) -> Answer:
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
            reason = response.headers.get("X-Ca-Error-Message", "")[:200]  # of the gateway in front of Leqi
            raise _Fault(f"HTTP {response.status_code} {reason}".strip(), passing=response.status_code >= 500)
        return read(response, deadline)


def _file_or_document(response: requests.Response, deadline: Deadline) -> Answer:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/") or "json" in kind:
        return _document(response, deadline)
    options = parse_options_header(response.headers.get("Content-Disposition", ""))[1]
    name = re.sub(r"[^\w.-]", "_", options.get("filename", "file"), flags=re.ASCII)
    content = _body(response, deadline, MAX_FILE_BYTES)
    if not content:
        raise _Fault("an empty file")
    return File(content, kind, name)


def _document(response: requests.Response, deadline: Deadline) -> Mapping[str, Any]:
    body = _body(response, deadline, MAX_ANSWER_BYTES)
    kind = response.headers.get("Content-Type", "nothing")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Fault(f"{len(body)} bytes of {kind.partition(';')[0]} instead of JSON") from error
    if not isinstance(document, dict):
        raise _Fault("JSON that is no object")
    return document


def _body(response: requests.Response, deadline: Deadline, limit: int) -> bytes:
    body = bytearray()
    try:
        while piece := response.raw.read1(65536):
            body += piece
            if len(body) > limit:
                raise _Fault("an answer without end", passing=False)
            if deadline.left() <= 0:
                raise _Fault("a slow answer", passing=False)
    except urllib3.exceptions.ReadTimeoutError as error:
        raise _Fault("a slow answer", passing=False) from error
    except urllib3.exceptions.HTTPError as error:
        raise _Fault(type(error).__name__) from error
    if len(body) < int(response.headers.get("Content-Length", 0)):
        raise _Fault("an answer that is cut off")
    return bytes(body)


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
