"""`python -m gateway`: serve every function, or those that FUNCTIONS lists, in this process."""

from shared import config, log, starting
from shared.config import SettingError, Settings
from shared.serving import EVERYWHERE, Limits, Server

from . import table
from .record import record


def main() -> None:
    """Serve until a signal comes. Ends the process with a sentence if a setting is wrong or missing."""
    try:
        chosen = config.settings()
        names = table.chosen(chosen)
        record(names).check(chosen)
    except SettingError as error:
        raise SystemExit(f"cannot start: {error}") from error
    log.configure(chosen)
    starting.share_process()
    serve(names, chosen)


def serve(names: list[str], chosen: Settings) -> None:
    """Serve these functions."""
    from .app import Gateway, application  # not at the top: functions come with it, and read the settings

    gateway = Gateway(table.mounted(names))
    if chosen.preload:
        gateway.load()
    limits = Limits(gateway.largest_body(), chosen.upload_seconds, chosen.threads)
    try:
        server = Server(application(__name__, gateway), chosen.host or EVERYWHERE, chosen.port, limits)
    except OSError as error:
        raise SystemExit(f"cannot start: port {chosen.port} cannot be opened: {error.strerror}") from error
    server.run()


if __name__ == "__main__":
    main()
