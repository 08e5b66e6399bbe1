"""The body of an HTTP request, read within a size and a time."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from werkzeug.wrappers import Request

from shared import errors


def read(request: Request, limit: int, seconds: float) -> bytes:
    """All of the body. Raises ImageTooLarge for more than `limit` bytes; a body that takes longer is cut off.

    Nothing of the body is left in the request: Functions Framework reads the rest after the function, into memory.
    """
    stream = request.stream
    request.stream = BytesIO()
    if (request.content_length or 0) <= limit:
        with _hanging_up_after(seconds, request.environ.get("gunicorn.socket")):
            body = stream.read(limit + 1)
        if len(body) <= limit:
            return body
    raise errors.ImageTooLarge(f"the request has more than {limit} bytes: send a smaller image")


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
