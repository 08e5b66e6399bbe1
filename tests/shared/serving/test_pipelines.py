"""Several requests on one connection, some in one packet: each gets its answer, and none more than its share."""

import socket

import pytest

from tests.shared.serving.conftest import LARGE, Running, everything, until
from tests.support.servers import ask_to_stop

PLAIN = b"GET /plain HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_many_files_asked_for_at_once_and_not_read_are_not_all_held_in_memory(running: Running) -> None:
    with running.connect(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 60) as deaf:
        until(lambda: "/large" in running.site.asked)
        assert running.works()
        running.outlast(lambda: not running.server.active_channels)  # it takes nothing, and is cut off
        assert running.site.asked.count("/large") == 1
        deaf.close()


def test_many_files_asked_for_at_once_are_all_sent_to_who_reads_them(running: Running) -> None:
    answer = running.answer(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 10 + LAST)
    assert answer.count(b"HTTP/1.1 200 OK") == 11
    assert len(answer) > 10 * len(LARGE)
    assert answer.endswith(b"GET /plain 0")


@pytest.mark.parametrize("cut", [10, len(b"POST /plain HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab")])
def test_a_request_behind_one_that_takes_long_is_not_called_slow(cut: int, running: Running) -> None:
    second = b"POST /plain HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"
    with running.connect(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + second[:cut]) as connection:
        until(lambda: running.site.asked == ["/wait"])
        connection.sendall(second[cut:] + LAST)
        running.clock.forward(100)  # longer than a head or a body may take to come
        running.rounds()
        running.site.go_on.set()
        answer = everything(connection)
    assert b"POST /plain 5" in answer
    assert answer.endswith(b"GET /plain 0")


@pytest.mark.parametrize("options", [b"TE, close", b"Close", b"keep-alive,close"])
def test_close_among_other_options_of_a_connection_closes_it(options: bytes, running: Running) -> None:
    answer = running.answer(b"GET /plain HTTP/1.1\r\nHost: x\r\nConnection: " + options + b"\r\n\r\n")
    assert b"\r\nConnection: close\r\n" in answer
    assert answer.endswith(b"GET /plain 0")


def test_a_kept_connection_in_use_does_not_keep_the_server_from_stopping(running: Running) -> None:
    with running.connect(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + PLAIN) as busy, running.connect(PLAIN) as kept:
        until(lambda: running.site.asked.count("/wait") == 1 and running.site.asked.count("/plain") == 1)
        ask_to_stop(running.server)
        until(lambda: running.server.stopping)
        kept.sendall(PLAIN)
        assert everything(kept).count(b"Connection: close") == 1
        running.site.go_on.set()
        answer = everything(busy)
    assert b"GET /wait 0" in answer
    assert answer.endswith(b"GET /plain 0")


def test_urgent_data_does_not_spin_the_loop(running: Running) -> None:
    with running.connect() as urgent:
        urgent.send(b"!", socket.MSG_OOB)
        until(lambda: not running.server.active_channels)
    assert running.works()
