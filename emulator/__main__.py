"""`python -m emulator`: serve every function on this machine, and show at once that it works."""

import errno
import secrets
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from shared import config, log
from shared.addresses import Allow

from . import welcome

HOST = "127.0.0.1"
STORE = Path(__file__).resolve().parent.parent / ".store"
THREADS = 8


def settings() -> config.Settings:
    """The environment's settings, completed so that a newcomer needs none: keys of this run, loopback allowed."""
    given = config.start(lambda _: ())
    own = Allow.parse("127.0.0.0/8, ::1, localhost")
    return replace(
        given,
        signing_key=given.signing_key or secrets.token_urlsafe(32),
        client_id=given.client_id or "emulator",
        client_secret=given.client_secret or secrets.token_urlsafe(16),
        store_url=given.store_url or STORE.as_uri(),
        public_base_url=given.public_base_url or f"http://{HOST}:{given.port}",
        appcodes=given.appcodes or ("emulator",),
        fetch_allow=Allow(given.fetch_allow.networks + own.networks, given.fetch_allow.hosts | own.hosts),
        eager=False,
    )


class _Server(BaseApplication):
    """gunicorn as Functions Framework starts it: one process, several threads; but on the loopback interface only."""

    def __init__(self, chosen: config.Settings) -> None:
        self._chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{HOST}:{self._chosen.port}",
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            "limit_request_line": 0,
            "control_socket_disable": True,
            "post_worker_init": self._greet,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from .app import create_app

        return create_app()

    def _greet(self, _worker: object) -> None:
        url = f"http://{HOST}:{self._chosen.port}"
        threading.Thread(target=welcome.greet, args=(url, self._chosen), daemon=True).start()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason, other = "is in use", port + 1
            elif error.errno == errno.EACCES:
                reason, other = "is not open to this user", 8080
            else:
                reason, other = f"cannot be used ({error.strerror})", 8080
            sys.exit(f"port {port} {reason}: choose another one, for example PORT={other} scripts/serve")


def main() -> None:
    """Start the emulator and serve until it is stopped."""
    chosen = settings()
    _check_port(chosen.port)
    config.use(chosen)
    log.configure(chosen)
    _Server(chosen).run()


if __name__ == "__main__":
    main()
