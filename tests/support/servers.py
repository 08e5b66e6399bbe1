"""Servers, run in this process on a thread of their own: ours, and small ones that a test makes."""

import contextlib
import threading
from collections.abc import Iterator
from socketserver import TCPServer

from shared.serving.server import Server

LOOK_S = 0.01
"""Between two looks whether to stop. The library's own is half a second, for which every test would wait at its end."""


@contextlib.contextmanager
def running(server: TCPServer) -> Iterator[str]:
    """The address of a server, without a path, which answers while the block runs."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(LOOK_S,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def ask_to_stop(server: Server) -> None:
    """Ask a server to stop on its own thread, as a signal does: on another one it might have ended meanwhile."""
    with contextlib.suppress(OSError):  # it was awake, did as it was told, and has closed what would have woken it
        server.trigger.pull_trigger(lambda: server._asked_to_stop(0, None))
