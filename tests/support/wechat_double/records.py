"""What reached the double: one record per request, with its multipart parts taken apart. Knows no server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """One multipart part. `filename` is None where the part has none."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came. Its repr holds no token, secret or image, so a failing test prints none.

    `path` is as sent; `endpoint` is our short name ("qrcode", "stable_token", ...), or "" for an unknown path.

    `query` has of several values of a name the last, `raw_query` is as sent. `headers` has lower-case names.
    `connection` numbers the TCP connections from 1: two equal numbers prove reuse.
    """

    endpoint: str
    method: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    json: Any = field(repr=False)
    parts: tuple[Part, ...]
    connection: int
    at: float
    raw_query: str = field(default="", repr=False)

    @property
    def file(self) -> Part | None:
        """The first part that has a file name: the image, as the vendor sees it."""
        return next((part for part in self.parts if part.filename), None)

    @property
    def token(self) -> str:
        """The token in the query, under either of its names; empty if there is none."""
        return self.query.get("access_token") or self.query.get("cloudbase_access_token") or ""


def parse_parts(content_type: str, body: bytes) -> tuple[Part, ...]:
    """Take a multipart body apart, strictly by RFC 7578; anything else has no parts.

    Written by hand on purpose: the double must not share a parser with the code that it tests.
    """
    boundary = _parameters("content-type", content_type).get_param("boundary")
    if not content_type.lower().startswith("multipart/form-data") or not isinstance(boundary, str):
        return ()
    parts = []
    for chunk in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        if chunk.startswith(b"--"):
            break
        head, found, content = chunk.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if found:
            parts.append(_part(head.decode("utf-8", "replace"), content))
    return tuple(parts)


def _part(head: str, content: bytes) -> Part:
    pairs = (line.partition(":") for line in head.split("\r\n"))
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    disposition = _parameters("content-disposition", headers.get("content-disposition", ""))
    name = disposition.get_param("name", "", header="content-disposition")
    return Part(
        name=name if isinstance(name, str) else "",
        filename=disposition.get_filename(),
        content_type=headers.get("content-type"),
        content=content,
    )


def _parameters(header: str, value: str) -> Message:
    message = Message()
    message[header] = value
    return message
