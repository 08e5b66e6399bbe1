"""What is no proper request is refused with an error of ours; what is one is served, however it comes in pieces."""

import socket

import pytest

from shared.serving import request as serving_request
from tests.shared.serving.conftest import BODY, Running, everything, until

CLOSE = b"Host: x\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /plain HTTP/2.0\r\n" + CLOSE,
        b"get /plain HTTP/1.1\r\n" + CLOSE,
        b"GET ?a=${jndi:ldap://x} HTTP/1.1\r\n" + CLOSE,
        b"GET ftp://x/y HTTP/1.1\r\n" + CLOSE,
        b"nonsense\r\n" + CLOSE,
        b"GET /plain HTTP/1.1\r\nno colon here\r\n" + CLOSE,
        b"GET /plain HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        b"POST /plain HTTP/1.1\r\nContent-Length: abc\r\n" + CLOSE,
        b"POST /plain HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + CLOSE,
        b"POST /plain HTTP/1.1\r\nContent-Length: -1\r\n" + CLOSE,
        b"POST /plain HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n" + CLOSE,
        b"POST /plain HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n" + CLOSE,
        b"GET /plain HTTP/1.1\r\nA: b\rc\r\n" + CLOSE,
        b"GET http://[ HTTP/1.1\r\n" + CLOSE,
        b"GET http://[::1/plain HTTP/1.1\r\n" + CLOSE,
        b"POST /plain HTTP/1.1\r\nContent-Length: " + b"0" * 5000 + b"\r\n" + CLOSE,
    ],
)
def test_what_is_no_proper_http_is_refused(sent: bytes, running: Running) -> None:
    answer = running.answer(sent + b"\r\n")
    assert answer.startswith(b"HTTP/1.")
    assert b"InvalidData: the request is no valid HTTP/1.1" in answer
    assert running.works()


@pytest.mark.parametrize("line", [b"GET /?" + b"a" * (1 << 20), b"GET / HTTP/1.1\r\nA: " + b"a" * (1 << 20)])
def test_a_line_without_end_is_refused_at_16_kilobytes(line: bytes, running: Running) -> None:
    assert b"InvalidData: URL and headers have more than 16384 bytes" in running.answer(line)


@pytest.mark.parametrize(
    "chunks",
    [b"zz\r\n", b"5\r\nabcdefgh\r\n", b"-1\r\n", b"5;" + b"x" * 3000, b"0\r\n" + b"A: b\r\n" * 2000, b"1\x00\r\n"],
)
def test_chunks_that_are_none_are_refused(chunks: bytes, running: Running) -> None:
    answer = running.answer(b"POST /never HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"\r\n" + chunks)
    assert b"InvalidData: " in answer
    assert b"chunk" in answer


@pytest.mark.parametrize("chunk", [b"1\r\na\r\n", b"\r\n"])
def test_a_body_of_hundreds_of_thousands_of_chunks_is_refused(
    chunk: bytes, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_request, "CHUNKING_BYTES", 100_000)
    head = b"POST /never HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"\r\n"
    assert b"InvalidData: the body has too many chunks" in running.answer(head + chunk * 51_000)


def test_a_body_of_small_chunks_is_served(running: Running) -> None:
    head = b"POST /plain HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"\r\n"
    assert running.answer(head + b"40\r\n%b\r\n" % bytes(64) * 10_000 + b"0\r\n\r\n").endswith(b"POST /plain 640000")


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /never HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nappid=a&secret=b",
        b"POST /never HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"POST /never HTTP/1.1\r\nHost: x\r\nContent-Le",
    ],
)
def test_a_request_that_is_cut_off_is_not_processed(sent: bytes, running: Running) -> None:
    answer = running.answer(sent, half_closed=True)
    assert b"InvalidData: the request was cut off" in answer


def test_a_client_that_has_closed_its_side_still_gets_its_answer(running: Running) -> None:
    answer = running.answer(b"POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", half_closed=True)
    assert answer.endswith(b"POST /late 3")


@pytest.mark.parametrize("size", [BODY + 1, 30 * BODY])
@pytest.mark.parametrize("chunked", [True, False])
def test_a_large_body_is_drained_so_that_its_sender_reads_the_answer(
    size: int, chunked: bool, running: Running
) -> None:
    length = b"Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}".encode()
    piece = bytes(BODY // 4)
    with running.connect(b"PUT /large-body HTTP/1.1\r\nHost: x\r\n" + length + b"\r\n\r\n") as sender:
        for start in range(0, size, len(piece)):
            part = piece[: size - start]
            sender.sendall(b"%x\r\n%b\r\n" % (len(part), part) if chunked else part)
        sender.sendall(b"0\r\n\r\n" if chunked else b"")
        sender.shutdown(socket.SHUT_WR)
        answer = everything(sender)
    assert f"ImageTooLarge: the request has more than {BODY} bytes".encode() in answer


def test_a_body_of_just_the_limit_is_served(running: Running) -> None:
    head = f"POST /plain HTTP/1.1\r\nContent-Length: {BODY}\r\n".encode() + CLOSE + b"\r\n"
    assert running.answer(head + bytes(BODY)).endswith(f"POST /plain {BODY}".encode())


def test_a_request_in_pieces_of_one_byte_is_served(running: Running) -> None:
    with running.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in b"POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"\r\n2\r\nab\r\n0\r\n\r\n":
            connection.sendall(bytes([byte]))
        assert everything(connection).endswith(b"POST /p 2")


def test_an_application_that_fails_is_answered_with_json(running: Running) -> None:
    answer = running.answer(b"GET /broken HTTP/1.1\r\n" + CLOSE + b"\r\n")
    assert answer.endswith(b'{"errcode":-1,"errmsg":"system error"}')
    assert b"Traceback" not in answer


def test_a_client_that_goes_away_leaves_nothing(running: Running) -> None:
    with running.connect(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"):
        until(lambda: "/wait" in running.site.asked)
    running.site.go_on.set()
    until(lambda: not running.server.active_channels)
    assert running.works()


def test_no_more_threads_than_calls_need(running: Running) -> None:
    for _ in range(20):
        assert running.works()
    assert len(running.server.task_dispatcher.threads) <= 4  # some may still put away what they have answered
    waiting = [running.connect(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(30)]
    until(lambda: running.site.asked.count("/wait") == 8)  # four calls, and four threads to spare
    running.site.go_on.set()
    for connection in waiting:
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection).endswith(b"GET /wait 0")
        connection.close()
