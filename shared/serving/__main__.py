"""`python -m shared.serving`: serve the function that FUNCTION_TARGET names in ./main.py, as its package does."""

import functions_framework

from shared import starting

from .opening import opened


def main() -> None:
    """Load the function, which ends the process where it has not what it needs, and serve until a signal comes."""
    application = functions_framework.create_app()  # type: ignore[no-untyped-call]
    server = opened(application, starting.own().wire.body_limit())
    starting.load_beside()
    server.run()


if __name__ == "__main__":
    main()
