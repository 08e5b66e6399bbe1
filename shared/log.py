"""The log: one line a request, as JSON or as text. Never a token, a secret, a payload or a URL's query."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

from shared.config import Settings

REQUEST = "request"  # the message of the line that each request leaves; its facts are in the record's `facts`


class _Formatter(logging.Formatter):
    def facts(self, record: logging.LogRecord) -> dict[str, object]:
        facts: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            facts["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return facts


class JsonFormatter(_Formatter):
    """One JSON object a line, for the log services of the platforms."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        return json.dumps(self.facts(record), ensure_ascii=False, default=str)


class TextFormatter(_Formatter):
    """One line of name=value pairs, for people."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        facts = self.facts(record)
        head = " ".join(str(facts.pop(name)) for name in ("time", "level", "message"))
        return " ".join([head, *(f"{name}={value}" for name, value in facts.items())])


def configure(settings: Settings) -> None:
    """Send our own loggers and the server's to standard error in the chosen form; other libraries' are left alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if settings.log_format == "json" else TextFormatter())
    for name in ("shared", "functions", "emulator", "waitress"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(settings.log_level.upper())
        logger.propagate = False
