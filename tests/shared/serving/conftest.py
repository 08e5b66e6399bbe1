"""A server of ours in this process, around a plain application. Its time stands still until a test moves it."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_mock import MockerFixture

from shared import errors
from shared.body import REFUSED
from shared.serving import Limits, Server
from tests.support import free_port
from tests.support.clock import Clock
from tests.support.servers import ask_to_stop

BODY = 1 << 20
PATIENCE_S = 60  # of a busy machine
LARGE = b"x" * (4 << 20)


class Site:
    """The application: says what it was asked, or why the server refused it; /wait waits for `go_on`."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        path, refusal = environ["PATH_INFO"], environ.get(REFUSED)
        self.asked.append(path)
        if isinstance(refusal, errors.ServiceError):
            content = f"{type(refusal).__name__}: {refusal.advice}".encode()
        elif path == "/large":
            content = LARGE
        else:
            if path == "/wait":
                assert self.go_on.wait(60)
            if path == "/broken":
                raise ZeroDivisionError
            content = f"{environ['REQUEST_METHOD']} {path} {len(environ['wsgi.input'].read())}".encode()
        start_response("200 OK", [("Content-Length", str(len(content)))])
        return [content]


class Running:
    """The server, and connections to it."""

    def __init__(self, site: Site, port: int, made: Server, clock: Clock) -> None:
        self.site, self.port, self.server, self.clock = site, port, made, clock

    def connect(self, sent: bytes = b"", timeout: float = 30) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout)
        connection.sendall(sent)
        return connection

    def answer(self, sent: bytes, *, half_closed: bool = False) -> bytes:
        """All that comes back, until the server closes the connection."""
        with self.connect(sent) as connection:
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
            return everything(connection)

    def works(self) -> bool:
        """Whether a plain request is answered while no time passes: nobody's limit has to end before."""
        answer = self.answer(b"GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return answer.endswith(b"GET /plain 0")

    def rounds(self, count: int = 3) -> None:
        """Let the server look at its connections so many times more."""
        before = self.turns
        until(lambda: self.turns >= before + count)

    @property
    def turns(self) -> int:
        """How many rounds the loop has made."""
        return int(self.server.readable.call_count)  # type: ignore[attr-defined]

    def outlast(self, condition: Callable[[], bool]) -> None:
        """Let time pass, a second a round of the server, until something has happened."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline
            self.clock.forward(1)
            self.rounds(1)

    def outwait(self, connection: socket.socket) -> bytes:
        """All that comes back, while time passes, until the server closes the connection."""
        connection.settimeout(0.01)
        parts = [b"x"]

        def closed() -> bool:
            with contextlib.suppress(TimeoutError):
                parts.append(connection.recv(65536))
            return parts[-1] == b""

        self.outlast(closed)
        return b"".join(parts)[1:]


def everything(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens elsewhere."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture, clock: Clock) -> Iterator[Running]:
    monkeypatch.setattr(
        "shared.serving.server.signal.signal", lambda *_: None
    )  # signals are for a process's first thread
    site, port = Site(), free_port()
    made = Server(site, "127.0.0.1", port, Limits(body_bytes=BODY, body_seconds=20.0, calls=4))
    monkeypatch.setattr("shared.serving.server._TEND_SECONDS", 0.01)  # of the machine's time, between two rounds
    mocker.spy(made, "readable")
    thread = threading.Thread(target=made.run)
    thread.start()
    yield Running(site, port, made, clock)
    site.go_on.set()
    if not made.stopping:
        ask_to_stop(made)
    thread.join(60)
    assert not thread.is_alive()
    made.close()
