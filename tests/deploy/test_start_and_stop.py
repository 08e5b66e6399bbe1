"""A packaged function starts only with settings that it takes, and stops without dropping a call."""

import contextlib
import http.server
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.deploy.artifacts import bare
from tests.support import qr_png
from tests.support.function_process import PATIENCE_S, refusal, served
from tests.support.servers import running

NO_ANSWER_S = 2


class SlowHost:
    """A web server with one picture, which it sends when it is told to."""

    def __init__(self) -> None:
        self.asked, self.go_on = threading.Event(), threading.Event()
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.set()
                assert host.go_on.wait(PATIENCE_S)
                picture = qr_png("in flight")
                self.send_response(200)
                self.send_header("Content-Length", str(len(picture)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):
                    self.wfile.write(picture)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/code.png"


@pytest.fixture
def slow_host() -> Iterator[SlowHost]:
    host = SlowHost()
    with running(host.server):
        yield host
        host.go_on.set()


def unanswered(port: int) -> socket.socket:
    """A connection whose request no worker takes; until the signal has arrived, some are still answered."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        connection = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: function\r\nConnection: close\r\n\r\n")
        connection.settimeout(NO_ANSWER_S)
        try:
            connection.recv(1)
        except TimeoutError:
            return connection
        connection.close()
        time.sleep(0.02)
    raise AssertionError("new requests are still answered")


def test_sigterm_lets_the_call_in_flight_finish_and_takes_no_new_one(
    folders: Path, slow_host: SlowHost, token: str, tmp_path: Path
) -> None:
    variables = bare(tmp_path, FETCH_ALLOW="127.0.0.1", FETCH_SECONDS="60")
    start = [str(folders / "qrcode" / "scf_bootstrap")]
    with served("qrcode", start, tmp_path, variables) as function, ThreadPoolExecutor() as pool:
        query = {"access_token": token, "img_url": slow_host.url}
        in_flight = pool.submit(requests.get, function.url, params=query, timeout=PATIENCE_S)
        assert slow_host.asked.wait(PATIENCE_S)
        function.process.send_signal(signal.SIGTERM)
        with unanswered(int(function.url.rstrip("/").rpartition(":")[2])) as late:
            assert not in_flight.done()
            slow_host.go_on.set()
            assert in_flight.result().json()["code_results"][0]["data"] == "in flight"
            assert function.process.wait(PATIENCE_S) == 0
            with contextlib.suppress(ConnectionResetError):
                assert late.recv(1) == b""


@pytest.mark.parametrize(
    "variable, value, sentence",
    [
        ("SIGNING_KEY", "", "cannot start: SIGNING_KEY is not set: "),
        ("SIGNING_KEY", "short", "cannot start: SIGNING_KEY must have at least 16 characters"),
        ("BACKEND", "clouds", "cannot start: BACKEND must be one of local, vendor, relay, not 'clouds'"),
        ("MAX_IMAGE_BYTES", "2MB", "cannot start: MAX_IMAGE_BYTES must be a number from 1 to 67108864, not '2MB'"),
        ("STORE_URL", "/tmp", "cannot start: STORE_URL must be file:///an/absolute/folder or s3://bucket/prefix"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(
    variable: str, value: str, sentence: str, folders: Path, tmp_path: Path
) -> None:
    command = [str(folders / "token" / "scf_bootstrap")]
    said = refusal(command, tmp_path, bare(tmp_path, **{variable: value}))
    assert said.startswith(sentence)
    assert len(said.splitlines()) == 1


def test_a_port_that_is_taken_stops_the_start_with_a_sentence(folders: Path, tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [str(folders / "token" / "scf_bootstrap")],
            cwd=tmp_path,
            env=bare(tmp_path, PORT=port),
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == f"cannot start: port {port} cannot be opened: Address already in use\n"
