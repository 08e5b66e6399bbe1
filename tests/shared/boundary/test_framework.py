"""Every function under the real Functions Framework, from the repository's root, as its README starts it."""

import contextlib
import json
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.support import ROOT
from tests.support.function_process import (
    FUNCTIONS,
    LEQI,
    PATIENCE_S,
    WITHOUT_TOKEN,
    Served,
    code_of,
    command,
    environment,
    refusal,
    served,
    works,
)


@pytest.fixture(scope="module", params=FUNCTIONS)
def function(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    with served(request.param, command(request.param), ROOT, environment(home, PYTHONPATH=".")) as running:
        yield running


def test_answers_in_the_vendors_form_without_a_token(function: Served) -> None:
    answer = function.answer()
    assert code_of(answer) == WITHOUT_TOKEN.get(function.name, 41001)
    assert " rid: " in (answer["error"] if "error" in answer else answer["errmsg"])


def test_is_asked_at_any_path_but_the_frameworks_own_two(function: Served) -> None:
    unknown = 400 if function.name in LEQI else 40066
    assert code_of(requests.get(function.url + "robots.txt", timeout=PATIENCE_S).json()) == unknown
    elsewhere = requests.get(function.url + "a/path/of/the/platform", timeout=PATIENCE_S).json()
    assert code_of(elsewhere) == WITHOUT_TOKEN.get(function.name, 41001)


def test_does_its_work(function: Served) -> None:
    works(function)


def test_ends_on_sigterm_with_nothing_in_the_log_but_requests(function: Served) -> None:
    """The last that is asked of it."""
    function.process.send_signal(signal.SIGTERM)
    assert function.process.wait(10) == 0
    lines = function.log.read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["message"] for line in lines} == {"request"}


@pytest.mark.parametrize("name, variable, value", [("media", "SIGNING_KEY", "short"), ("menu", "BACKEND", "x")])
def test_a_wrong_setting_stops_the_start_with_a_sentence(name: str, variable: str, value: str, tmp_path: Path) -> None:
    said = refusal(command(name), ROOT, environment(tmp_path, PYTHONPATH=".", **{variable: value}))
    assert said.startswith(f"cannot start: {variable} ")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


PUT = b"PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS_MB = 200


def raw(function: Served, *pieces: bytes, half_closed: bool = False) -> bytes:
    """All that comes back for what is sent, as far as it can be sent."""
    port = int(function.url.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as connection:
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
        parts = []
        with contextlib.suppress(OSError):
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)


@pytest.fixture(scope="module")
def aicrop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    variables = environment(tmp_path_factory.mktemp("home"), PYTHONPATH=".", UPLOAD_SECONDS="2")
    with served("aicrop", command("aicrop"), ROOT, variables) as running:
        yield running


class TestWithoutOurServer:
    """What a function bounds by itself where the framework's own command has started it."""

    def test_a_wrong_method_with_a_broken_chunk_is_no_page(self, aicrop: Served) -> None:
        assert b'{"errcode":43002,' in raw(aicrop, PUT + CHUNKED + b"zz\r\n")

    def test_a_wrong_method_with_a_body_without_end_takes_no_memory(self, aicrop: Served) -> None:
        before = memory(aicrop)
        megabyte = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
        raw(aicrop, PUT + CHUNKED, *[megabyte] * ENDLESS_MB)
        assert memory(aicrop) - before < 40
        assert code_of(aicrop.answer()) == 41001

    def test_a_wrong_method_with_a_slow_body_does_not_wait_for_ever(self, aicrop: Served) -> None:
        assert b'{"errcode":43002,' in raw(aicrop, PUT + b"Content-Length: 100\r\n\r\na")

    @pytest.mark.parametrize("chunks", [b"zz\r\n", b"5\r\nabc", b"0\r\nno header\r\n\r\n"])
    def test_broken_chunks_are_the_clients_fault(self, chunks: bytes, aicrop: Served) -> None:
        post = PUT.replace(b"PUT", b"POST")
        assert b'{"errcode":47001,' in raw(aicrop, post + CHUNKED + chunks, half_closed=True)

    def test_a_form_that_is_cut_off_is_not_processed(self, aicrop: Served) -> None:
        post = PUT.replace(b"PUT", b"POST") + b"Content-Type: application/x-www-form-urlencoded\r\n"
        answer = raw(aicrop, post + b"Content-Length: 500\r\n\r\nimg_url=http://127.0.0.1/x", half_closed=True)
        assert b'{"errcode":47001,' in answer

    @pytest.mark.parametrize("host", [b"a" * 64 + b".com", b"a..b", b"."])
    def test_a_strange_host_is_no_page(self, host: bytes, aicrop: Served) -> None:
        answer = raw(aicrop, PUT.replace(b"PUT", b"GET").replace(b"Host: x", b"Host: " + host) + b"\r\n")
        assert b'{"errcode":4' in answer
        assert b"<html" not in answer.lower()


def memory(function: Served) -> int:
    """The most megabytes that the worker's process has held."""
    children = Path(f"/proc/{function.process.pid}/task/{function.process.pid}/children").read_text("ascii").split()
    lines = Path(f"/proc/{children[0]}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
