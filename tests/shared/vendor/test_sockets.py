"""Sockets that keep to a deadline, plain and with TLS, in exchanges with a server that misbehaves."""

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from pytest_mock import MockerFixture

from shared import errors
from shared.clock import Deadline
from shared.vendor import exchange, sockets
from shared.wechat.errcodes import kind_of_answer
from tests.support import hostile_server
from tests.support.hostile_server import SCRIPTS, HostileServer, whole

BUDGET_S = 0.2
SOON_S = 8.0  # the server goes on for 20 seconds
GOOD = whole(b'{"errcode":0}', Content_Type="application/json")


@pytest.fixture(scope="module")
def plain_server() -> Iterator[HostileServer]:
    with hostile_server.running() as running:
        running.answers["/good"] = GOOD
        yield running


@pytest.fixture(scope="module")
def tls_server(certificate: Path) -> Iterator[HostileServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with hostile_server.running(context) as running:
        running.answers["/good"] = GOOD
        yield running


@pytest.fixture(autouse=True)
def _fresh(pauses: list[float]) -> Iterator[None]:
    """No pauses, no repeats left, and a session of the test's own."""
    exchange._session.cache_clear()
    exchange.quota.cache_clear()
    while exchange.quota().take():
        pass
    yield
    exchange._session().close()
    exchange._session.cache_clear()
    exchange.quota.cache_clear()


@pytest.fixture
def trusting(mocker: MockerFixture, certificate: Path) -> None:
    """The vendor's name leads to this machine, and its certificate is trusted."""
    mocker.patch("shared.vendor.sockets.look_up", return_value=["127.0.0.1"])
    mocker.patch("shared.vendor.exchange.certifi.where", return_value=str(certificate))


def asked(url: str, body: bytes = b"", budget_s: float = 20.0) -> Any:
    def send(session: requests.Session, seconds: float) -> requests.Response:
        method = "POST" if body else "GET"
        return session.request(method, url, data=body, timeout=seconds, allow_redirects=False, stream=True)

    return exchange.download(send, Deadline.after(budget_s), "", kind_of_answer)


def fails(url: str, body: bytes = b"", budget_s: float = BUDGET_S) -> None:
    started = time.monotonic()
    with pytest.raises(errors.VendorFailure):
        asked(url, body, budget_s)
    assert time.monotonic() - started < SOON_S


@pytest.mark.parametrize("path", [path for path in SCRIPTS if "continue" not in path or "endless" not in path])
def test_dripping_and_flooding_end_in_time(plain_server: HostileServer, path: str) -> None:
    fails(plain_server.base + path)


@pytest.mark.parametrize("path", ["/drip", "/drip-status", "/drip-header", "/drip-headers", "/drip-chunks", "/silence"])
@pytest.mark.usefixtures("trusting")
def test_dripping_over_tls_ends_in_time(tls_server: HostileServer, path: str) -> None:
    fails(f"https://img.example:{tls_server.port}{path}")


@pytest.mark.usefixtures("trusting")
def test_dripping_handshake_ends_in_time(plain_server: HostileServer) -> None:
    fails(f"https://img.example:{plain_server.port}/")


def test_vendor_that_reads_no_request_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        fails(f"http://127.0.0.1:{deaf.getsockname()[1]}/", body=b"x" * 20_000_000)


@pytest.mark.usefixtures("trusting")
def test_tls_answers(tls_server: HostileServer) -> None:
    for _ in range(3):
        assert asked(f"https://img.example:{tls_server.port}/good") == {"errcode": 0}


def test_certificate_that_nobody_vouches_for(tls_server: HostileServer, mocker: MockerFixture) -> None:
    mocker.patch("shared.vendor.sockets.look_up", return_value=["127.0.0.1"])
    before = len(tls_server.seen)
    fails(f"https://img.example:{tls_server.port}/good", budget_s=20.0)
    assert len(tls_server.seen) == before


@pytest.mark.usefixtures("trusting")
def test_certificate_of_another_name(tls_server: HostileServer) -> None:
    before = len(tls_server.seen)
    fails(f"https://vendor.example:{tls_server.port}/good", budget_s=20.0)
    assert len(tls_server.seen) == before


def test_dead_address_leaves_time_for_the_next(plain_server: HostileServer) -> None:
    with sockets.connect(["127.0.0.2", "127.0.0.1"], plain_server.port, Deadline.after(10)) as connected:
        assert connected.getpeername()[0] == "127.0.0.1"


def test_name_without_an_address() -> None:
    with pytest.raises(OSError, match="no address"):
        sockets.connect([], 80, Deadline.after(10))
