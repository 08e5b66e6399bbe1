"""`python -m shared.serving`: serve the function that FUNCTION_TARGET names in ./main.py, as its package does."""

import functions_framework

from shared import starting
from shared.config import settings

from .limits import Limits
from .server import EVERYWHERE, Server


def main() -> None:
    """Load the function, which ends the process where it has not what it needs, and serve until a signal comes."""
    application = functions_framework.create_app()  # type: ignore[no-untyped-call]
    chosen = settings()
    limits = Limits(starting.own().wire.body_limit(), chosen.upload_seconds, chosen.threads)
    try:
        server = Server(application, chosen.host or EVERYWHERE, chosen.port, limits)
    except OSError as error:
        raise SystemExit(f"cannot start: port {chosen.port} cannot be opened: {error.strerror}") from error
    starting.load_beside()
    server.run()


if __name__ == "__main__":
    main()
