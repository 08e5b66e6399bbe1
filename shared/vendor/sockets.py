"""Sockets that keep to a deadline, however the other side drips.

A socket's own timeout starts again with every byte, and the system's look-up of a name has none. Here each step gets
what is left of the whole.
"""

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.clock import Deadline

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

Resolve = Callable[[str, int], list[str]]


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host name, as the system finds them."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def look_up(host: str, port: int, seconds: float, resolve: Resolve = system_resolver) -> list[str]:
    """The addresses of a host name, none if it has none. Raises TimeoutError.

    In a thread of its own: a system look-up has no timeout, it gives up after 10 to 30 s.
    """
    answer: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answer.put(resolve(host, port))
        except (OSError, UnicodeError):
            answer.put([])

    threading.Thread(target=work, daemon=True, name="look-up of a name").start()
    try:
        return answer.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError from error


def connect(addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address that takes us; a dead one (IPv6 without a route) uses up its share of the time.

    Raises OSError.
    """
    failure = OSError("the host has no address")
    for tried, address in enumerate(addresses):
        if deadline.passed():
            raise TimeoutError
        try:
            return socket.create_connection((address, port), deadline.left() / (len(addresses) - tried))
        except OSError as error:
            failure = error
    raise failure


@dataclass
class _Allowance:
    deadline: Deadline
    bytes_left: int

    def left(self) -> float:
        seconds = self.deadline.left()
        if seconds <= 0:
            raise TimeoutError("timed out")
        return seconds


_allowed: ContextVar[_Allowance] = ContextVar("allowed")


@contextmanager
def allowance(deadline: Deadline, max_bytes: int) -> Iterator[None]:
    """What this thread may spend in the block, over all its bounded sockets: time, and bytes received."""
    before = _allowed.set(_Allowance(deadline, max_bytes))
    try:
        yield
    finally:
        _allowed.reset(before)


class _Bounded(socket.socket):
    """A socket, of those methods that HTTP libraries use: each waits for what is left of the thread's allowance.

    Raises TimeoutError when the time is used up, and OSError when the bytes are.
    """

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        allowed = _allowed.get()
        self.settimeout(allowed.left())
        count = super().recv_into(buffer, nbytes or memoryview(buffer).nbytes, flags)
        allowed.bytes_left -= count
        if allowed.bytes_left < 0:
            raise OSError("more bytes than any answer has")
        return count

    def send(self, data: "ReadableBuffer", flags: int = 0) -> int:
        self.settimeout(_allowed.get().left())
        return super().send(data, flags)

    def sendall(self, data: "ReadableBuffer", flags: int = 0) -> None:
        self.settimeout(_allowed.get().left())  # for all of it: CPython counts it down; TLS does so in `send`
        super().sendall(data, flags)


class BoundedSocket(_Bounded):
    """A plain bounded socket."""


class BoundedTlsSocket(_Bounded, ssl.SSLSocket):
    """A bounded socket with TLS: a context makes them that has this class as its `sslsocket_class`."""


def open_bounded(host: str, port: int) -> BoundedSocket:
    """A socket that is connected to `host`, with the rest of this thread's allowance as its timeout. Raises OSError."""
    allowed = _allowed.get()
    plain = connect(look_up(host, port, allowed.left()), port, allowed.deadline)
    bounded = BoundedSocket(plain.family, plain.type, plain.proto, fileno=plain.detach())
    bounded.settimeout(allowed.left())  # a TLS handshake takes it over, as one for all its steps
    return bounded
