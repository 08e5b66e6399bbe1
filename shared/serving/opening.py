"""How a process begins to listen."""

from shared.bilingual import Bilingual
from shared.config import cannot_start, settings

from .limits import Limits
from .server import Application, Server

EVERYWHERE = "0.0.0.0"  # noqa: S104  # what a platform's network asks


def opened(application: Application, largest_body: int) -> Server:
    """A server at HOST, or at every address, and PORT, for requests with bodies of at most so many bytes.

    Ends the process with a sentence where the port is not to be had.
    """
    chosen = settings()
    limits = Limits(largest_body, chosen.upload_seconds, chosen.threads)
    try:
        return Server(application, chosen.host or EVERYWHERE, chosen.port, limits)
    except OSError as error:
        raise cannot_start(
            Bilingual(
                "port {port} cannot be opened: {why}",
                "无法打开端口 {port}：{why}",
                port=chosen.port,
                why=error.strerror,
            )
        ) from error
