"""Downloads the image whose URL a caller gives, from permitted hosts, within a size and a time. Decodes no image.

Socket, TLS and http.client are put together here, as requests and urllib3 leave gaps that no option closes: their
timeouts start again with every byte, and on a chunk size of "-1" urllib3 2.8 keeps a whole endless body in memory.
"""

import http.client
import io
import re
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urljoin, urlsplit

import certifi

from shared import errors
from shared.clock import Deadline
from shared.vendor import sockets
from shared.vendor.sockets import Resolve, system_resolver

from . import refusals
from .addresses import Address, Allow, host_name, ip_literal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Allow", "fetch", "system_resolver"]

MAX_REDIRECTS = 3
MAX_URL = 8192  # characters; a presigned link with a session token has about 2000
_PIECE = 65536  # bytes
_FRAMING = 262144  # bytes: headers and chunk sizes, on top of twice the body

_HEADERS = {"Accept": "image/*, */*;q=0.5", "User-Agent": "wx-image-functions", "Connection": "close"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class _Target:
    """A URL that has been taken apart once, so that nobody else can read it differently."""

    url: str
    secure: bool
    host: str  # without brackets
    port: int
    path: str


@dataclass(frozen=True)
class _Limits:
    field: str  # in which the caller gave the URL: what errors call it
    max_bytes: int
    deadline: Deadline

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError if there are none."""
        seconds = self.deadline.left()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def too_large(self) -> errors.ImageTooLarge:
        return refusals.too_large(self.field, self.max_bytes)


def fetch(  # noqa: PLR0913 - a name, three limits and two seams, all by keyword
    url: str,
    *,
    field: str,
    max_bytes: int,
    allow: Allow,
    budget_s: float,
    resolve: Resolve = system_resolver,
    tls: ssl.SSLContext | None = None,
) -> bytes:
    """What `url` serves: 1 to `max_bytes` bytes, within `budget_s` seconds in all, whatever the server does.

    `field` is where the caller gave the URL: errors name it. Any port will do: every address must be public or in
    `allow`, and object stores listen on 9000. Proxies, netrc and cookies are not used. `resolve` and `tls` are for
    tests. Raises InvalidImageUrl or ImageTooLarge.
    """
    limits = _Limits(field, max_bytes, Deadline.after(budget_s))
    try:
        return _follow(_target(url, field), limits, allow, resolve, tls)
    except TimeoutError as error:
        raise refusals.slow(field, budget_s) from error
    except ssl.SSLError as error:
        raise refusals.bad_tls(field) from error
    except (OSError, http.client.HTTPException, ValueError) as error:  # ValueError: a chunk size of -5
        raise refusals.no_answer(field) from error


@cache
def _public_tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _target(url: str, field: str) -> _Target:
    """Take a URL apart. Raises InvalidImageUrl if it is not one that we fetch."""
    url = url.strip()
    if len(url) > MAX_URL or _CONTROL.search(url):
        raise refusals.too_long(field, MAX_URL)
    try:
        parts = urlsplit(url)
        port = {"http": 80, "https": 443}[parts.scheme] if parts.port is None else parts.port
        literal = ip_literal(parts.hostname or "")
        host = str(literal) if literal else host_name(parts.hostname or "")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        path = quote(path, safe="%/?:@!$&'()*+,;=~[]|")
    except (ValueError, KeyError) as error:
        raise refusals.no_url(field) from error
    if "@" in parts.netloc or ("[" in parts.netloc) != (":" in host) or "%" in host or port == 0:
        raise refusals.forbidden_parts(field)
    return _Target(url, parts.scheme == "https", host, port, path)


def _follow(target: _Target, limits: _Limits, allow: Allow, resolve: Resolve, tls: ssl.SSLContext | None) -> bytes:
    for _ in range(MAX_REDIRECTS + 1):
        addresses = _permitted(target, limits, allow, resolve)
        with _answer(target, addresses, limits, tls) as response:
            location = response.getheader("Location")
            if response.status not in (301, 302, 303, 307, 308) or not location:
                return _body(response, limits)
        # http.client reads header bytes as latin-1; servers that send a raw name send UTF-8
        further = _target(urljoin(target.url, location.encode("latin-1").decode("utf-8", "replace")), limits.field)
        if target.secure and not further.secure:
            raise refusals.downgraded(limits.field)
        target = further
    raise refusals.too_many_redirects(limits.field, MAX_REDIRECTS)


def _permitted(target: _Target, limits: _Limits, allow: Allow, resolve: Resolve) -> list[Address]:
    """The host's addresses. Raises InvalidImageUrl unless we may connect to every one of them."""
    literal = ip_literal(target.host)
    found = [target.host] if literal else sockets.look_up(target.host, target.port, limits.left(), resolve)
    addresses = [address for address in map(ip_literal, dict.fromkeys(found)) if address]
    if not addresses:
        raise refusals.no_address(limits.field)
    if not all(allow.permits(target.host, address) for address in addresses):
        raise refusals.not_public(limits.field)
    return addresses


@contextmanager
def _answer(
    target: _Target, addresses: list[Address], limits: _Limits, tls: ssl.SSLContext | None
) -> Iterator[http.client.HTTPResponse]:
    """Ask one of the checked addresses, under the host's name in TLS and Host; no name is looked up again."""
    context = (tls or _public_tls()) if target.secure else None
    with sockets.connect([str(address) for address in addresses], target.port, limits.deadline) as plain:
        plain.settimeout(limits.left())  # for the whole handshake: CPython counts it down
        with context.wrap_socket(plain, server_hostname=target.host) if context else plain as wire:
            connection = (
                http.client.HTTPSConnection(target.host, target.port, context=context)
                if context
                else http.client.HTTPConnection(target.host, target.port)
            )
            connection.sock = cast(socket.socket, _Wire(wire, limits))
            connection.request("GET", target.path, headers=_HEADERS)  # adds Host, and Accept-Encoding: identity
            with connection.getresponse() as response:
                yield response


class _Wire(io.RawIOBase):
    """The part of a socket that http.client uses, with the time and the bytes that are left applied to every read."""

    def __init__(self, wire: socket.socket, limits: _Limits) -> None:
        self._wire, self._limits = wire, limits
        self._bytes_left = 2 * limits.max_bytes + _FRAMING

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def sendall(self, data: bytes) -> None:
        self._wire.settimeout(self._limits.left())
        self._wire.sendall(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._wire.settimeout(self._limits.left())
        count = self._wire.recv_into(buffer)
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise self._limits.too_large()
        return count

    def close(self) -> None:
        """Leave the socket to whoever opened it: http.client closes its connection before it reads the body."""


def _body(response: http.client.HTTPResponse, limits: _Limits) -> bytes:
    """Read the body, never more than one piece beyond the limit."""
    if response.status != 200:
        raise refusals.bad_status(limits.field, response.status)
    if (response.length or 0) > limits.max_bytes:
        raise limits.too_large()
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > limits.max_bytes:
            raise limits.too_large()
    if response.length:
        raise refusals.cut_off(limits.field)
    if not body:
        raise refusals.empty(limits.field)
    if response.getheader("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, limits)
    return bytes(body)  # other encodings are as the host likes them ("utf-8" occurs); whoever decodes the image judges


def _inflated(body: bytearray, limits: _Limits) -> bytes:
    """Undo the compression of a host that compresses unasked; never makes more than one byte beyond the limit."""
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
    try:
        image = inflate.decompress(body, limits.max_bytes + 1)
    except zlib.error as error:
        raise refusals.damaged_compression(limits.field) from error
    if len(image) > limits.max_bytes:
        raise limits.too_large()
    if not image or not inflate.eof:
        raise refusals.cut_off_compression(limits.field)
    return image
