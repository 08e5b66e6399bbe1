"""The sockets of the double: a threaded HTTP/1.1 server that can be killed, and a handler that delivers replies."""

import contextlib
import json
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from .endpoints import endpoint_of
from .records import Recorded, parse_parts
from .replies import Reply

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER on, 0 seconds: close() sends RST instead of FIN
_Connection = socket.socket | tuple[bytes, socket.socket]  # socketserver's own type; here always a socket


class Vendor(Protocol):
    """What the handler asks of the double."""

    def arrived(self, endpoint: str) -> tuple[dict[str, int], bool]:
        """Count a request; return its numbers and whether its connection is reset right now."""

    def answer(self, request: Recorded, numbers: dict[str, int]) -> Reply:
        """Record a request and return what to deliver."""

    def now(self) -> float:
        """Return the double's time."""


class Server(ThreadingHTTPServer):
    """A server whose death also ends the connections that are open, and whose handlers never outlive it."""

    request_queue_size = 256  # a burst of 64 clients must not be refused
    daemon_threads = False  # so that server_close waits for them

    def __init__(self, address: tuple[str, int], vendor: Vendor) -> None:
        super().__init__(address, Handler)
        self.vendor = vendor
        self.dying = threading.Event()
        self._lock = threading.Lock()
        self._open: dict[_Connection, int] = {}
        self._doomed: set[_Connection] = set()
        self._connections = 0
        self._loop = threading.Thread(target=self.serve_forever, args=(0.01,), name="wechat-double")
        self._loop.start()

    def kill(self) -> None:
        """Stop listening, reset what is open, and wait for every thread."""
        self.dying.set()
        self.shutdown()
        self._loop.join()
        with self._lock:
            for connection in self._open:
                self._doom(connection)
        self.server_close()

    def number_of(self, connection: _Connection) -> int:
        """Return the number of an open connection, counted from 1."""
        with self._lock:
            return self._open.get(connection, 0)

    def reset(self, connection: _Connection) -> None:
        """Let this connection end with a reset, and wake the thread that reads from it."""
        with self._lock:
            self._doom(connection)

    def server_bind(self) -> None:
        """Bind without asking the name service who 127.0.0.1 is, which http.server does and which may hang."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def get_request(self) -> tuple[socket.socket, object]:
        """Accept a connection and give it a number."""
        connection, address = super().get_request()
        with self._lock:
            self._connections += 1
            self._open[connection] = self._connections
        return connection, address

    def shutdown_request(self, request: _Connection) -> None:
        """Forget the connection and close it: at once if it is to be reset, since a FIN would go before the RST."""
        with self._lock:
            self._open.pop(request, None)
            if request in self._doomed:
                self._doomed.discard(request)
                self.close_request(request)
            else:
                super().shutdown_request(request)

    def _doom(self, connection: _Connection) -> None:
        self._doomed.add(connection)
        with contextlib.suppress(OSError):
            assert isinstance(connection, socket.socket)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            connection.shutdown(socket.SHUT_RD)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a client is gone; let any other error be seen."""
        with contextlib.suppress(ConnectionError):
            raise  # noqa: PLE0704  # socketserver calls this inside its except block


class Handler(BaseHTTPRequestHandler):
    """Reads one request after the other from a connection and delivers what the double says."""

    protocol_version = "HTTP/1.1"
    server_version = "wechat-double"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: tests read `vendor.calls`."""

    def handle_expect_100(self) -> bool:
        """Say "100 Continue" at once: our output is buffered, and the client waits for these words."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def do_GET(self) -> None:
        """Serve any method in the same way; the endpoints look at it."""
        endpoint = endpoint_of(urlsplit(self.path).path)
        numbers, reset_now = self.server.vendor.arrived(endpoint)
        if reset_now or self.server.dying.is_set():
            self._reset()
            return
        body = self._body()
        if body is None:
            self._deliver(Reply(status=412))
        else:
            self._deliver(self.server.vendor.answer(self._record(endpoint, body), numbers))

    do_POST = do_HEAD = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815  # the names that http.server looks for

    def _body(self) -> bytes | None:
        """Read the body; None if it came without a Content-Length, which the vendor's gateway refuses."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            self._drain_chunks()
            return None
        length = self.headers.get("Content-Length")
        if length is None:
            return None if self.command == "POST" else b""
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise ConnectionAbortedError("the client is gone in the middle of its body")
        return body

    def _drain_chunks(self) -> None:
        """Read a chunked body to its end: closing on unread bytes would reset the connection under the 412."""
        while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
            self.rfile.read(size + 2)
        while self.rfile.readline().strip():
            pass

    def _record(self, endpoint: str, body: bytes) -> Recorded:
        url = urlsplit(self.path)
        parsed = None
        with contextlib.suppress(ValueError):
            parsed = json.loads(body)
        return Recorded(
            endpoint=endpoint,
            method=self.command,
            path=url.path,
            query=dict(parse_qsl(url.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            json=parsed,
            parts=parse_parts(self.headers.get("Content-Type", ""), body),
            connection=self.server.number_of(self.connection),
            at=self.server.vendor.now(),
            raw_query=url.query,
        )

    def _deliver(self, reply: Reply) -> None:
        if (reply.wait_s and self._sleep(reply.wait_s)) or reply.reset:
            self._reset()
            return
        if reply.raw is not None:
            self._write(reply.raw, reply.drip_s)
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        if reply.disposition:
            self.send_header("Content-disposition", reply.disposition)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self._write(reply.body[: len(reply.body) - reply.lacking], reply.drip_s)
        self.close_connection = self.close_connection or reply.hang_up or reply.lacking > 0

    def _write(self, data: bytes, drip_s: float) -> None:
        if not drip_s:
            self.wfile.write(data)
            return
        for index in range(len(data)):
            self.wfile.write(data[index : index + 1])
            self.wfile.flush()
            if self._sleep(drip_s):
                self._reset()
                return

    def _sleep(self, seconds: float) -> bool:
        """Let time pass; True if the server was killed meanwhile."""
        return self.server.dying.wait(seconds)

    def _reset(self) -> None:
        self.server.reset(self.connection)
        self.close_connection = True
