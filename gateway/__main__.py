"""`python -m gateway`: serve every function, or those that FUNCTIONS lists, in this process."""

from shared import config, log, starting
from shared.config import SettingError, Settings
from shared.serving import opened

from . import table
from .record import record


def main() -> None:
    """Serve until a signal comes. Ends the process with a sentence if a setting is wrong or missing."""
    try:
        chosen = config.settings()
        names = table.chosen(chosen)
        record(names).check(chosen)
    except SettingError as error:
        raise config.cannot_start(error.reason) from error
    log.configure(chosen)
    starting.share_process()
    serve(names, chosen)


def serve(names: list[str], chosen: Settings) -> None:
    """Serve these functions."""
    from .app import Gateway, application  # not at the top: functions come with it, and read the settings

    gateway = Gateway(table.mounted(names))
    if chosen.preload:
        gateway.load()
    opened(application(__name__, gateway), gateway.largest_body()).run()


if __name__ == "__main__":
    main()
