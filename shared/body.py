"""The body of an HTTP request, read within a size and a time, and what the server found wrong with the request."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import IO

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request

from shared import errors
from shared.bilingual import Bilingual

REFUSED = "wx_image.refused"
"""The key in a WSGI environment under which our server puts the error with which it refuses the request."""
DRAIN_BYTES = 64 * 1024 * 1024
"""Of a request that is too large, so that its sender reads the answer: a connection with unread bytes is reset."""
_PIECE = 65536


def read(request: Request, limit: int, seconds: float) -> bytes:
    """All of the body. Raises ImageTooLarge for more than `limit` bytes, InvalidData for one that is cut off or slow.

    Our own server has read it before, and puts an error into the environment if that failed; behind any other server it
    is read here. Nothing of it stays in the request: Functions Framework reads what is left there, into memory.
    """
    refusal = request.environ.get(REFUSED)
    if refusal is not None:
        raise refusal
    stream, connection = request.stream, request.environ.get("gunicorn.socket")
    request.stream = BytesIO()
    with _hanging_up_after(seconds, connection), _blaming_the_client(connection):
        body = stream.read(limit + 1)
        if len(body) > limit:
            _drain(stream)
            raise too_large(limit)
    if len(body) < (request.content_length or 0):
        raise errors.InvalidData(
            Bilingual(
                "the request was cut off, or too slow: nothing was done, send all of it",
                "请求中途断开或传输过慢：未做任何处理，请完整重发",
            )
        )
    return body


def discard(request: Request, seconds: float) -> None:
    """Take what comes of a body that nobody needs, within bounds: its sender is to read the answer."""
    with suppress(errors.ServiceError):
        read(request, 0, seconds)


def too_large(limit: int) -> errors.ImageTooLarge:
    """The error for a body of more than `limit` bytes."""
    return errors.ImageTooLarge(
        Bilingual(
            "the request has more than {limit} bytes: send a smaller image",
            "请求超过 {limit} 字节：请换一张小一些的图片",
            limit=limit,
        )
    )


def _drain(stream: IO[bytes]) -> None:
    left = DRAIN_BYTES
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)


@contextmanager
def _blaming_the_client(connection: socket.socket | None) -> Iterator[None]:
    """Whatever reading a body raises is about what was sent."""
    malformed: tuple[type[Exception], ...] = (OSError, ValueError, HTTPException)
    if connection is not None:
        from gunicorn.http.errors import ParseException  # gunicorn runs us: it is here

        malformed += (ParseException,)
    try:
        yield
    except malformed as error:
        raise errors.InvalidData(
            Bilingual(
                "the body is cut off, or its chunks are malformed: send all of it",
                "请求体不完整，或分块格式有误：请完整重发",
            )
        ) from error


@contextmanager
def _hanging_up_after(seconds: float, connection: socket.socket | None) -> Iterator[None]:
    """Stop listening to a client that is too slow. gunicorn by itself waits for as long as bytes trickle in."""
    if connection is None:
        yield
        return
    timer = threading.Timer(seconds, _hang_up, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        return  # the client was faster and has gone
