"""A server on 127.0.0.1 that misbehaves in every way we know, one path for each way. It speaks raw bytes, or TLS."""

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

IMAGE = bytes(range(256)) * 4  # not an image: what is fetched is not decoded
BOMB = gzip.compress(bytes(50_000_000))
DRIP_S = 0.1
PATIENCE_S = 20.0  # the longest that any path lasts

Send = Callable[[bytes], None]


def head(status: str = "200 OK", /, **headers: object) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def whole(body: bytes, /, **headers: object) -> bytes:
    return head(Content_Length=len(body), **headers) + body


def to(location: str) -> bytes:
    return head("302 Found", Location=location, Content_Length=0)


def drip(send: Send, forever: bytes, first: bytes = b"") -> None:
    send(first)
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        send(forever)
        time.sleep(DRIP_S)


def flood(send: Send, forever: bytes, first: bytes = b"") -> None:
    send(first)
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        send(forever)


ANSWERS: dict[str, bytes] = {
    "/image": whole(IMAGE, Content_Type="image/png"),
    "/html": whole(b"<html>login</html>", Content_Type="text/html"),
    "/until-close": head() + IMAGE,
    "/chunked": head(Transfer_Encoding="chunked") + b"400;x=y\r\n" + IMAGE + b"\r\n0\r\n\r\n",
    "/chunked-cut": head(Transfer_Encoding="chunked") + b"400\r\n" + IMAGE + b"\r\n",
    "/chunk-size-x": head(Transfer_Encoding="chunked") + b"x\r\n" + IMAGE,
    "/chunk-size-minus-5": head(Transfer_Encoding="chunked") + b"-5\r\n" + IMAGE,
    "/longer-than-declared": head(Content_Length=100) + IMAGE,
    "/shorter-than-declared": head(Content_Length=5000) + IMAGE,
    "/declared-huge": head(Content_Length=10**12) + IMAGE,
    "/declared-nonsense": head(Content_Length="-5") + IMAGE,
    "/empty": whole(b""),
    "/empty-gzip": whole(gzip.compress(b""), Content_Encoding="gzip"),
    "/404": head("404 Not Found", Content_Length=0),
    "/500": head("500 Oops", Content_Length=0),
    "/204": head("204 No Content"),
    "/206": head("206 Partial Content", Content_Length=len(IMAGE)) + IMAGE,
    "/302-without-location": head("302 Found", Content_Length=0),
    "/gzip": whole(gzip.compress(IMAGE), Content_Encoding="gzip"),
    "/gzip-cut": whole(gzip.compress(IMAGE)[:-9], Content_Encoding="gzip"),
    "/gzip-not": whole(IMAGE, Content_Encoding="gzip"),
    "/gzip-bomb": whole(BOMB, Content_Encoding="gzip"),
    "/encoding-utf-8": whole(IMAGE, Content_Encoding="utf-8"),
    "/not-http": b"-ERR unknown command\r\n",
    "/says-nothing": b"",
    "/cookie": head("302 Found", Location="/image", Set_Cookie="a=b", Content_Length=0),
    "/loop": to("/loop"),
    "/to-file": to("file:///etc/passwd"),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/?q=hidden"),
    "/to-aliyun-metadata": to("http://100.100.100.200/latest/meta-data/"),
    "/to-private": to("http://10.0.0.1/"),
    "/to-userinfo": to("http://user:secret@127.0.0.1/image"),
    "/to-nowhere": to("https://"),
    "/to-image": to("image"),
    "/to-utf-8": to("/图.png"),
    "/to-latin": b"HTTP/1.1 302 Found\r\nLocation: /\xe9\r\nContent-Length: 0\r\n\r\n",
    "/%E5%9B%BE.png": whole(IMAGE),
    "/%EF%BF%BD": whole(IMAGE),
    "/1-more": to("/image"),
    "/2-more": to("/1-more"),
    "/3-more": to("/2-more"),
    "/4-more": to("/3-more"),
}
CHUNKED = head(Transfer_Encoding="chunked")
SCRIPTS: dict[str, Callable[[Send], None]] = {
    "/drip": lambda send: drip(send, b"x", head(Content_Length=9000)),
    "/drip-until-close": lambda send: drip(send, b"x", head()),
    "/drip-chunks": lambda send: drip(send, b"1\r\nx\r\n", CHUNKED),
    "/drip-status": lambda send: drip(send, b"H"),
    "/drip-header": lambda send: drip(send, b"x", b"HTTP/1.1 200 OK\r\nX-Long: "),
    "/drip-headers": lambda send: drip(send, b"X: y\r\n", b"HTTP/1.1 200 OK\r\n"),
    "/drip-continue": lambda send: drip(send, head("100 Continue")),
    "/drip-trailer": lambda send: drip(send, b"X: y\r\n", CHUNKED + b"1\r\nx\r\n0\r\n"),
    "/drip-gzip-of-nothing": lambda send: drip(send, gzip.compress(b""), head(Content_Encoding="gzip")),
    "/endless": lambda send: flood(send, IMAGE, head()),
    "/endless-chunks": lambda send: flood(send, b"400\r\n" + IMAGE + b"\r\n", CHUNKED),
    "/endless-chunk-size": lambda send: flood(send, IMAGE, CHUNKED + b"-1\r\n"),
    "/endless-status": lambda send: flood(send, b"H" * 1000),
    "/endless-continue": lambda send: flood(send, head("100 Continue") * 100),
    "/endless-headers": lambda send: flood(send, b"X: " + b"y" * 60_000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"),
}


@dataclass
class HostileServer:
    """`seen` holds the head of every request, `names` the server names asked for in TLS."""

    tls: ssl.SSLContext | None = None
    answers: dict[str, bytes] = field(default_factory=lambda: dict(ANSWERS))
    seen: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.base = f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"
        self._threads: list[threading.Thread] = []
        if self.tls:
            self.tls.sni_callback = lambda _socket, name, _context: self.names.append(name)

    def serve(self) -> None:
        with contextlib.suppress(OSError):  # the listener is closed
            while True:
                client, _ = self._listener.accept()
                thread = threading.Thread(target=self._talk, args=(client,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def _talk(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(PATIENCE_S)
            with self.tls.wrap_socket(client, server_side=True) if self.tls else client as wire:
                self._answer(wire)

    def _answer(self, wire: socket.socket) -> None:
        request = wire.recv(65536)
        if request.startswith(b"\x16"):  # somebody asks for TLS where there is none: drip a ServerHello
            drip(wire.sendall, b"\x00", b"\x16\x03\x03\x40\x00")
        while b"\r\n\r\n" not in request:
            more = wire.recv(65536)
            if not more:
                return  # the client is gone
            request += more
        self.seen.append(request.decode())
        path = self.seen[-1].split()[1].partition("?")[0]

        def send(data: bytes) -> None:
            wire.sendall(data)
            self.sent += len(data)

        if path == "/reset":
            send(head(Content_Length=5000) + IMAGE)
            time.sleep(0.05)
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif path == "/silence":
            wire.recv(1)  # until the other side closes
        elif path in SCRIPTS:
            SCRIPTS[path](send)
        else:
            send(self.answers[path])


@contextlib.contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[HostileServer]:
    server = HostileServer(tls)
    accepting = threading.Thread(target=server.serve, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        server.stop()
        accepting.join(PATIENCE_S)
