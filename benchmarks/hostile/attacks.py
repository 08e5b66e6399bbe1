"""Attacks that take little of the attacker: how long a plain GET waits meanwhile, and what memory they take."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.wechat import tokens
from tests.support import SIGNING_KEY

from .service import Service, running

_GET = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
_HEAD = b" /cv/img/aicrop HTTP/1.1\r\nHost: x\r\n"
_CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
_MB = 1 << 20
_HUGE = 600 * _MB
_ASKED = 20


@dataclass(frozen=True)
class Row:
    """An attack: what it is, the longest wait of a plain GET in seconds, the growth of peak memory in MB."""

    name: str
    wait: float
    growth: int


def attacks() -> Iterator[Row]:
    """Each attack in turn, on one service."""
    with running("aicrop") as service:
        for name, (count, sent) in _attacks().items():
            yield _measured(service, name, count, sent)


def _attacks() -> dict[str, tuple[int, Callable[[], Iterator[bytes]]]]:
    """By name: on how many connections, and what is sent on each."""
    token = tokens.issue(SIGNING_KEY, "the-client")[0].encode()
    known = b"POST /cv/img/aicrop?access_token=" + token + b" HTTP/1.1\r\nHost: x\r\nContent-Type: "
    piece = b"10000\r\n" + bytes(65536) + b"\r\n"
    keys = b'{"a":1' + b"".join(b',"%x":1' % number for number in range(500_000)) + b"}"
    lists = b"[" + b"[]," * (2 * _MB) + b"[]]"
    part = b'--b\r\nContent-Disposition: form-data; name="' + b'\\"' * _MB + b'"\r\n\r\nx\r\n--b--\r\n'

    def body(kind: bytes, content: bytes) -> Callable[[], Iterator[bytes]]:
        length = f"\r\nContent-Length: {len(content)}\r\n\r\n".encode()
        return lambda: iter([known + kind + length + content])

    return {
        "one byte of a head": (8, lambda: iter([b"G"])),
        "nothing at all": (500, lambda: iter([])),
        "a slow body under PUT": (8, lambda: iter([b"PUT" + _HEAD + b"Content-Length: 100\r\n\r\na"])),
        "a request line of 8 MB": (8, lambda: iter([b"GET /?" + bytes(b"a" * (8 * _MB))])),
        "600 MB under PUT, in chunks": (1, lambda: _endless(b"PUT" + _HEAD + _CHUNKED, piece)),
        "600 MB under POST, in chunks": (1, lambda: _endless(b"POST" + _HEAD + _CHUNKED, piece)),
        "600 MB under PUT, declared": (1, lambda: _endless(b"PUT" + _HEAD + _length(_HUGE), bytes(65536))),
        "600 MB under POST, declared": (1, lambda: _endless(b"POST" + _HEAD + _length(_HUGE), bytes(65536))),
        "chunks of one byte": (8, lambda: iter([b"POST" + _HEAD + _CHUNKED, b"1\r\na\r\n" * _MB])),
        "a chunk's size without end": (8, lambda: iter([b"POST" + _HEAD + _CHUNKED, b"0" * (8 * _MB)])),
        "bodies of 8 MB that stop before the end": (
            100,
            lambda: iter([b"POST" + _HEAD + _length(8 * _MB), bytes(8 * _MB - 1)]),
        ),
        "JSON with 500,000 names": (8, body(b"application/json", keys)),
        "JSON with 2 million lists": (8, body(b"application/json", lists)),
        "a part with a million quotes": (8, body(b"multipart/form-data; boundary=b", part)),
        "a form of 8 MB of %": (8, body(b"application/x-www-form-urlencoded", b"%41" * (2 * _MB))),
    }


def _length(size: int) -> bytes:
    return f"Content-Length: {size}\r\n\r\n".encode()


def _endless(head: bytes, piece: bytes) -> Iterator[bytes]:
    yield head
    for _ in range(_HUGE // 65536):
        yield piece


def _measured(service: Service, name: str, count: int, sent: Callable[[], Iterator[bytes]]) -> Row:
    Path(f"/proc/{service.pid}/clear_refs").write_text("5")  # the peak is counted anew
    before = service.figure("VmHWM")
    with contextlib.ExitStack() as held:
        connections = [held.enter_context(socket.create_connection(("127.0.0.1", service.port))) for _ in range(count)]
        senders = [threading.Thread(target=_send, args=(one, sent())) for one in connections]
        for sender in senders:
            sender.start()
        waits = [_wait(service.port) for _ in range(_ASKED)]
        for sender in senders:
            sender.join()
        waits.append(_wait(service.port))
    return Row(name, max(waits), service.figure("VmHWM") - before)


def _send(connection: socket.socket, pieces: Iterator[bytes]) -> None:
    connection.settimeout(20)
    with contextlib.suppress(OSError):  # reset, or nobody takes it any more
        for piece in pieces:
            connection.sendall(piece)


def _wait(port: int) -> float:
    """How long a plain GET waits for its answer; the attack goes on."""
    time.sleep(0.05)
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(_GET)
        if not connection.recv(9):
            raise RuntimeError("no answer")
    return time.monotonic() - started
