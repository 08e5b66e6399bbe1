"""Our server, run in this process on a thread of its own."""

import contextlib

from shared.serving.server import Server


def ask_to_stop(server: Server) -> None:
    """Ask a server to stop on its own thread, as a signal does: on another one it might have ended meanwhile."""
    with contextlib.suppress(OSError):  # it was awake, did as it was told, and has closed what would have woken it
        server.trigger.pull_trigger(lambda: server._asked_to_stop(0, None))
