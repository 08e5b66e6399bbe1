"""Servers that stand in front of functions, started for a test, and what they lead requests to."""

import contextlib
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support import servers
from tests.support.function_process import PATIENCE_S


@contextlib.contextmanager
def echo(name: str) -> Iterator[int]:
    """The port of a server that answers each request with its own name and what has reached it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            headers = {key.lower(): value for key, value in self.headers.items()}
            seen = {"name": name, "method": self.command, "path": self.path, "bytes": len(body), "headers": headers}
            text = json.dumps(seen).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with servers.running(server):
        yield server.server_port


@contextlib.contextmanager
def running(command: Sequence[str], port: int, home: Path, **variables: str) -> Iterator[None]:
    """A program that serves a port of this machine; its output is the file `said` in `home`."""
    with (
        (home / "said").open("w") as said,
        subprocess.Popen(command, stdout=said, stderr=said, env={"HOME": str(home), **variables}) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not _open(port):
                assert process.poll() is None, (home / "said").read_text()
                assert time.monotonic() < deadline, "it does not answer"
                time.sleep(0.02)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _open(port: int) -> bool:
    with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), PATIENCE_S):
        return True
    return False
