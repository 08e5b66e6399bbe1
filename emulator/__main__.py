"""`python -m emulator`: serve every function on this machine, and show at once that it works."""

import errno
import secrets
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path

from shared import config, log, starting
from shared.bilingual import Bilingual
from shared.download.addresses import Allow
from shared.serving import opened

from . import welcome

HOST = "127.0.0.1"
_OWN = {"0.0.0.0": HOST, "::": "::1"}  # noqa: S104  # who listens everywhere
"""An address of this machine in place of one that means all of them."""
STORE = Path(__file__).resolve().parent.parent / ".store"


def settings() -> config.Settings:
    """The environment's settings, completed so that a newcomer needs none: keys of this run, loopback allowed."""
    given = config.start(lambda _: ())
    host = given.host or HOST
    own = Allow.parse("127.0.0.0/8, ::1, localhost")
    return replace(
        given,
        host=host,
        signing_key=given.signing_key or secrets.token_urlsafe(32),
        client_id=given.client_id or "emulator",
        client_secret=given.client_secret or secrets.token_urlsafe(16),
        store_url=given.store_url or STORE.as_uri(),
        public_base_url=given.public_base_url or _url(host, given.port),
        appcodes=given.appcodes or ("emulator",),
        fetch_allow=Allow(given.fetch_allow.networks + own.networks, given.fetch_allow.hosts | own.hosts),
    )


def _url(host: str, port: int) -> str:
    """Where this machine reaches the emulator."""
    address = _OWN.get(host, host)
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if error.errno == errno.EADDRINUSE else 8080
            sys.exit(_refusal(error, port, other).say(config.terminal_language()))


def _refusal(error: OSError, port: int, other: int) -> Bilingual:
    if error.errno == errno.EADDRINUSE:
        reason = Bilingual("is in use", "已被占用")
    elif error.errno == errno.EACCES:
        reason = Bilingual("is not open to this user", "不对当前用户开放")
    else:
        reason = Bilingual("cannot be used ({why})", "无法使用（{why}）", why=error.strerror)
    return Bilingual(
        "port {port} {reason}: choose another one, for example PORT={other} scripts/serve",
        "端口 {port} {reason}：请换一个，例如 PORT={other} scripts/serve",
        port=port,
        reason=reason,
        other=other,
    )


def main() -> None:
    """Start the emulator and serve until it is stopped."""
    chosen = settings()
    _check_port(chosen.host, chosen.port)
    config.use(chosen)
    log.configure(chosen)
    starting.share_process()
    from gateway.app import application  # not at the top: its functions read the settings

    from .app import Emulator

    emulator = Emulator()
    server = opened(application(__name__, emulator), emulator.gateway.largest_body())
    url = _url(chosen.host, chosen.port)
    threading.Thread(target=welcome.greet, args=(url, chosen), daemon=True).start()
    server.run()


if __name__ == "__main__":
    main()
