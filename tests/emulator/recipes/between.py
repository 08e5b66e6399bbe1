"""Stands between a client and the emulator: notes each request, and has the first calls with an image refused."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

from emulator.ordered import HEADER as EMULATE
from tests.support.servers import running

_PATIENCE_S = 60


class Between(ThreadingHTTPServer):
    """A server that passes requests on to the emulator at `target`; where that fails, 502 says why."""

    daemon_threads = True
    request_queue_size = 128  # of five, the sixth client of a busy machine would be sent away

    def __init__(self, target: str, code: int = 0, refusals: int = 0) -> None:
        """The first `refusals` calls that are not about a token are answered with the errcode `code`."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target, self.code, self.refusals = target, code, refusals
        self.paths: list[str] = []
        self.without_length: list[str] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def token_calls(self) -> int:
        """How many times a token was asked for."""
        return sum("token" in path for path in self.paths)

    @property
    def image_calls(self) -> int:
        """How many other calls there were."""
        return len(self.paths) - self.token_calls

    def note(self, path: str) -> dict[str, str]:
        """Count a request; the headers that are added to it."""
        with self.lock:
            self.paths.append(path)
            refused = "token" not in path and self.image_calls <= self.refusals
            return {EMULATE: str(self.code)} if refused else {}


class _Handler(BaseHTTPRequestHandler):
    server: Between
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE_S
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        added = self.server.note(self.path.partition("?")[0])
        if "Transfer-Encoding" in self.headers:
            self.server.without_length.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kept = {name: self.headers[name] for name in ("Content-Type", "Authorization") if name in self.headers}
        url = self.server.target + self.path
        try:
            answer = requests.request(self.command, url, headers=kept | added, data=body, timeout=_PATIENCE_S)
        except requests.RequestException as error:
            self._answer(502, "text/plain; charset=utf-8", f"{url.partition('?')[0]}: {error!r}".encode())
        else:
            self._answer(answer.status_code, answer.headers["Content-Type"], answer.content)

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def between(target: str, code: int = 0, refusals: int = 0) -> Iterator[Between]:
    """Such a server, while the block runs."""
    server = Between(target, code, refusals)
    with running(server):
        yield server
