"""Stands between a client and the emulator: notes each request, and has the first calls with an image refused."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

from emulator.ordered import HEADER as EMULATE


class Between(ThreadingHTTPServer):
    """A server that passes requests on to the emulator at `target`."""

    daemon_threads = True

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
        answer = requests.request(self.command, url, headers=kept | added, data=body, timeout=60)
        self.send_response(answer.status_code)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def between(target: str, code: int = 0, refusals: int = 0) -> Iterator[Between]:
    """Such a server, while the block runs."""
    with Between(target, code, refusals) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
