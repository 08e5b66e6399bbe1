"""No client holds a thread, a connection or memory by being slow, and nobody else notices that it is there."""

import logging
import resource
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.serving import channel
from shared.serving.server import _connections
from tests.shared.serving.conftest import BODY, LARGE, Running, everything, until

GET = b"GET /plain HTTP/1.1\r\nHost: x\r\n\r\n"
CLOSE = b"\r\nConnection: close\r\n\r\n"


def deaf(running: Running, sent: bytes) -> socket.socket:
    """A client that reads nothing."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", running.port))
    connection.sendall(sent)
    return connection


def test_one_byte_each_holds_nobody(running: Running) -> None:
    slow = [running.connect(b"G") for _ in range(40)]
    assert running.works()
    assert b"InvalidData: the request took more than 10 seconds to arrive" in running.outwait(slow[0])
    for connection in slow:
        connection.close()


def test_a_head_that_trickles_in_is_refused_though_bytes_keep_coming(running: Running) -> None:
    with running.connect(b"GET /plain HTTP/1.1\r\n") as slow:
        for _ in range(10):
            slow.sendall(b"a")
            running.rounds()
            running.clock.forward(1)
        assert running.site.asked == []
        assert b"more than 10 seconds to arrive" in running.outwait(slow)
    assert running.site.asked == ["/"]


def test_a_body_that_trickles_in_is_refused_and_nothing_is_done(running: Running) -> None:
    with running.connect(b"POST /never HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nsecret=") as slow:
        assert running.works()
        assert b"InvalidData: the request took more than 20 seconds to arrive" in running.outwait(slow)


def test_idle_connections_hold_nobody_and_end(running: Running) -> None:
    idle = [running.connect() for _ in range(200)]
    assert running.works()
    assert all(running.outwait(connection) == b"" for connection in idle)
    for connection in idle:
        connection.close()


def test_a_kept_connection_is_closed_when_it_was_idle_for_long(running: Running) -> None:
    with running.connect(GET) as kept:
        until(lambda: running.site.asked == ["/plain"])
        kept.sendall(GET)
        until(lambda: running.site.asked == ["/plain"] * 2)
        running.rounds()
        assert running.outwait(kept).count(b"GET /plain 0") == 2


def test_a_reader_that_does_not_read_holds_no_thread_and_is_cut_off(running: Running) -> None:
    clients = [deaf(running, b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(12)]
    assert running.works()
    running.outlast(lambda: not running.server.active_channels)
    for connection in clients:
        connection.close()


def test_a_reader_that_is_slow_gets_all_of_it(running: Running) -> None:
    with running.connect(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") as slow:
        size = 0
        while piece := slow.recv(200_000):
            size += len(piece)
            running.clock.forward(1)
    assert size > len(LARGE)


def test_where_connections_are_used_up_the_longest_idle_one_goes(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(channel, "HEAD_SECONDS", float("inf"))
    monkeypatch.setattr(running.server, "_connections", 20)
    monkeypatch.setattr(logging.getLogger("shared"), "propagate", True)  # another test may have configured the log
    idle = [running.connect(b"G") for _ in range(60)]
    with ThreadPoolExecutor(1) as thread:
        works = thread.submit(running.works)
        running.outlast(works.done)
    assert works.result()
    assert len(running.server.active_channels) <= 21
    assert idle[0].recv(1) == b""
    assert [record.message for record in caplog.records if "connections" in record.message] == [
        "too many connections: the one that was silent for longest is closed"
    ]
    for connection in idle:
        connection.close()


@pytest.mark.parametrize("files, connections", [(64, 32), (256, 156), (1024, 900), (resource.RLIM_INFINITY, 900)])
def test_a_process_that_may_open_few_files_or_any_number_takes_connections(files: int, connections: int) -> None:
    assert _connections(files) == connections


def test_where_all_connections_are_at_work_further_ones_wait(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.server, "_connections", 3)
    wait = b"GET /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    busy = [running.connect(wait) for _ in range(6)]
    until(lambda: running.site.asked.count("/wait") == 3)
    running.clock.forward(1)
    running.rounds()
    assert len(running.server.active_channels) == 3
    running.site.go_on.set()
    assert all(running.outwait(connection).endswith(b"GET /wait 0") for connection in busy)
    for connection in busy:
        connection.close()


def test_bodies_on_their_way_do_not_fill_the_memory(running: Running) -> None:
    head = f"POST /plain HTTP/1.1\r\nHost: x\r\nContent-Length: {BODY}\r\nConnection: close\r\n\r\n".encode()
    large = [running.connect(head + bytes(BODY - 1)) for _ in range(40)]

    def held() -> int:
        return sum(channel.held for channel in list(running.server.active_channels.values()))

    until(lambda: held() >= 40 * (BODY - 1))  # nobody weighs them while time stands still
    running.clock.forward(1)
    until(lambda: held() <= 16 * BODY)
    assert b"Busy: too many large requests are on their way" in everything(large[0])
    large[-1].sendall(b"x")
    assert everything(large[-1]).endswith(f"POST /plain {BODY}".encode())
    for connection in large:
        connection.close()


def test_slow_readers_of_many_large_answers_all_get_them(running: Running) -> None:
    """Together they held more than a request may, and those with most left to take were cut off."""
    slow = [running.connect(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") for _ in range(12)]
    until(lambda: running.site.asked.count("/large") == 12)
    running.clock.forward(1)
    running.rounds()
    assert all(len(everything(connection)) > len(LARGE) for connection in slow)
    for connection in slow:
        connection.close()


def test_while_answers_wait_to_be_taken_new_calls_are_told_to_come_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "STALLED_SECONDS", float("inf"))
    monkeypatch.setattr(channel, "ANSWER_SECONDS", float("inf"))
    server = running.server
    with deaf(running, b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n"):
        running.outlast(lambda: server._untaken > 0)
        monkeypatch.setattr(server, "_most_untaken", server._untaken)
        assert b"Busy: too many answers wait to be taken" in running.answer(GET.replace(b"\r\n\r\n", CLOSE))
        monkeypatch.setattr(server, "_most_untaken", server._untaken - 1)
        running.outlast(lambda: not server.active_channels)
    assert running.works()
