"""Reads what a vendor answers: a JSON object or a file, whole and in bounds. Whatever else comes is a Fault."""

import http.client
import json
import math
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import requests
import urllib3
from werkzeug.http import parse_date, parse_options_header

from shared.backend import Answer, File, Passed
from shared.bilingual import Bilingual
from shared.kinds import Kind

MAX_ANSWER_BYTES = 1 << 20
MAX_FILE_BYTES = 20 << 20  # the vendor's temporary pictures have at most 10 MB
MAX_RECEIVED_BYTES = MAX_FILE_BYTES + (1 << 20)  # with head and chunk sizes
MAX_SHORT_BYTES = 16 << 10  # the vendor's errors have less than 1 KiB
MAX_DEPTH = 32  # of JSON; the vendor's own answers have 5
MAX_RETRY_AFTER_S = 600.0
_TOLD = ("Content-Disposition", "Retry-After")
"""The headers that go on with an answer which is passed on, beside its type: what callers act upon."""
BROKEN = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)
"""All that requests (its errors are OSErrors), urllib3 and http.client raise on a vendor that answers badly or not."""


class Fault(Exception):
    """The vendor gave no proper answer. The text names the cause for the log; `passing` says that a repeat may help.

    `retry_after_s` is what the vendor itself says about the time of a repeat; `advice` is for the caller, `kind` says
    whether the vendor is in trouble.
    """

    advice = Bilingual("the vendor gives no answer: try again later", "上游没有应答：请稍后重试")
    kind = Kind.BACKOFF

    def __init__(self, cause: str, *, passing: bool = True, retry_after_s: float | None = None) -> None:
        super().__init__(cause)
        self.passing = passing
        self.retry_after_s = retry_after_s


def document(response: requests.Response) -> Mapping[str, Any]:
    """The JSON object that is the answer. Raises Fault."""
    _check_status(response)
    body = _body(response, MAX_ANSWER_BYTES)
    try:
        found = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        kind = response.headers.get("Content-Type", "nothing").partition(";")[0]
        raise Fault(f"{len(body)} bytes of {kind[:100]} instead of JSON") from error
    if not isinstance(found, dict):
        raise Fault("JSON that is no object")
    _check_values(found, 1)
    return found


def file_or_document(response: requests.Response) -> Answer:
    """The file that is the answer, or the JSON object if the content type is a text's or JSON's. Raises Fault."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/") or "json" in kind:
        return document(response)
    _check_status(response)
    options = parse_options_header(response.headers.get("Content-Disposition", ""))[1]
    name = re.sub(r"[^\w.-]", "_", options.get("filename", "file"), flags=re.ASCII)
    content = _body(response, MAX_FILE_BYTES)
    if not content:
        raise Fault("an empty file")
    return File(content, kind, name)


class TooLarge(Fault):
    """More came than is taken."""

    advice = Bilingual(
        "the vendor's answer has more than {most} bytes, which is the most that we pass on",
        "上游的响应超过 {most} 字节，即转发的上限",
        most=MAX_FILE_BYTES,
    )
    kind = Kind.UNKNOWN


def untouched(response: requests.Response) -> Passed:
    """The answer as it came, whatever it is. Raises Fault for a redirect, for a server in trouble, and without one."""
    status = response.status_code
    if not requests.codes.ok <= status < requests.codes.server_error or 300 <= status < 400:
        _check_status(response)
    no_body = response.request.method == "HEAD"  # its headers are those of a body that does not come
    content = b"" if no_body else _body(response, MAX_FILE_BYTES)
    told = ("Content-Type", *_TOLD, *(("Content-Length",) if no_body else ()))
    # A value may go over several lines; none of ours does.
    values = {name: " ".join(response.headers[name].split()) for name in told if name in response.headers}
    kind = values.pop("Content-Type", "")
    return Passed(content, kind, "", status=status, headers=values, document=_short_document(content))


def _short_document(content: bytes) -> Mapping[str, Any]:
    """The JSON object that an answer is, if it is a short one; else one without fields."""
    if len(content) > MAX_SHORT_BYTES or content.lstrip()[:1] != b"{":
        return {}
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_status(response: requests.Response) -> None:
    status = response.status_code
    if status == requests.codes.ok:
        return
    reason = response.headers.get("X-Ca-Error-Message", "")[:200]  # of the gateway in front of Leqi
    wait = _retry_after(response.headers.get("Retry-After", ""))
    passing = status >= 500 or (status == requests.codes.too_many and wait is not None)
    raise Fault(f"HTTP {status} {reason}".strip(), passing=passing, retry_after_s=wait)


def _retry_after(text: str) -> float | None:
    """The seconds that a Retry-After header asks for, at most MAX_RETRY_AFTER_S; None if it says nothing proper."""
    text = text.strip()
    if re.fullmatch(r"[0-9]+", text, re.ASCII):
        return MAX_RETRY_AFTER_S if len(text) > 9 else min(float(text), MAX_RETRY_AFTER_S)
    try:
        moment = parse_date(text)
    except OverflowError:  # a year, an hour or a zone of 20 digits
        return None
    if moment is None:
        return None
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), MAX_RETRY_AFTER_S)


def _body(response: requests.Response, limit: int) -> bytes:
    """The body, which ends where its Content-Length says, if it has one; never in a compressed form. Raises Fault."""
    declared = _declared_length(response)
    if declared is not None and declared > limit:
        raise TooLarge("an answer with a Content-Length beyond what is taken", passing=False)
    body = bytearray()
    try:
        while (declared is None or len(body) < declared) and (piece := response.raw.read1(65536)):
            body += piece
            if len(body) > limit:
                raise TooLarge("an answer without end", passing=False)
    except urllib3.exceptions.ReadTimeoutError as error:
        raise Fault("a slow answer", passing=False) from error
    except BROKEN as error:
        raise Fault(type(error).__name__) from error
    if declared is not None and len(body) != declared:
        raise Fault("an answer that is cut off")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    return bytes(body) if encoding in ("", "identity") else _inflated(body, limit)


def _inflated(body: bytearray, limit: int) -> bytes:
    """Undo the compression of a gateway that compresses unasked; never makes more than a byte beyond the limit."""
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
    try:
        plain = inflate.decompress(body, limit + 1)
    except zlib.error as error:
        raise Fault("an answer in an unknown or damaged compression") from error
    if len(plain) > limit or not inflate.eof:
        raise Fault("a compressed answer that is too long or cut off", passing=len(plain) <= limit)
    return plain


def _declared_length(response: requests.Response) -> int | None:
    """The Content-Length; None where there is none, or chunks tell the end. Several equal ones count as one."""
    text = response.headers.get("Content-Length")
    if text is None or response.raw.chunked:
        return None
    lengths = {length.strip() for length in text.split(",")}
    if len(lengths) > 1 or not re.fullmatch(r"[0-9]{1,15}", min(lengths), re.ASCII):
        raise Fault("a Content-Length that is no number")
    return int(min(lengths))


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _check_values(value: object, depth: int) -> None:
    """Raise Fault on what could not be written as JSON again: too deep a document, or a number without bound."""
    if depth > MAX_DEPTH:
        raise Fault(f"JSON of more than {MAX_DEPTH} levels")
    if isinstance(value, float) and not math.isfinite(value):
        raise Fault("JSON with a number that is too large")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _check_values(one, depth + 1)
