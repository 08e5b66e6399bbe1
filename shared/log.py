"""The log: one line a request, as JSON or as text. Never a token, a secret, a payload or a URL's query."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime

from werkzeug.datastructures import Headers

from shared.bilingual import Bilingual
from shared.config import Settings, terminal_language

REQUEST = "request"  # the message of the line that each request leaves; its facts are in the record's `facts`
# Raw in JSON they are allowed, but readers that split lines, and terminals, take them for more than text.
_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN = re.compile(r"[^\s\"'=\\]+")
_INDENT = "\n    "
# w3.org/TR/trace-context: version, trace, span, flags; versions after 00 may have more.
_TRACEPARENT = re.compile(r"(?!ff|00.{54})[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")
_CLOUD_TRACE = re.compile(r"([0-9a-f]{32})(?:/[0-9]{1,20})?(?:;o=[0-9])?")


def trace_of(headers: Headers) -> dict[str, str]:
    """`trace_id` and `span_id` of the trace that the request belongs to; nothing without a valid header of one."""
    if found := _TRACEPARENT.fullmatch(headers.get("traceparent", "").strip()):
        return _ids(trace_id=found[1], span_id=found[2])
    if found := _CLOUD_TRACE.fullmatch(headers.get("X-Cloud-Trace-Context", "").strip()):
        return _ids(trace_id=found[1])
    return {}


def _ids(**ids: str) -> dict[str, str]:
    return ids if all(set(text) != {"0"} for text in ids.values()) else {}


class TextWithheldError(Exception):
    """Stands in a trace for an error whose text must not be there; says of which type it was."""


def without_text(error: BaseException) -> TextWithheldError:
    """`error` and what caused it, as types and places: for those whose texts may quote a payload."""
    shown = TextWithheldError(type(error).__name__).with_traceback(error.__traceback__)
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    shown.__cause__ = without_text(before) if before else None
    return shown


def _said(fact: object) -> object:
    """A fact; a sentence for the operator in the language of whoever started this process."""
    return fact.say(terminal_language()) if isinstance(fact, Bilingual) else fact


class _Formatter(logging.Formatter):
    def facts(self, record: logging.LogRecord) -> dict[str, object]:
        return {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "severity": record.levelname,  # the name by which log services know it
            "message": record.getMessage(),
            **{name: _said(value) for name, value in getattr(record, "facts", {}).items()},
        }

    def trace(self, record: logging.LogRecord) -> str:
        return "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""


class JsonFormatter(_Formatter):
    """One JSON object a line, for the log services of the platforms."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        facts, trace = self.facts(record), self.trace(record)
        document = json.dumps({**facts, "trace": trace} if trace else facts, ensure_ascii=False, default=str)
        return _ESCAPED_IN_JSON.sub(lambda found: _escaped(found[0]), document)


class TextFormatter(_Formatter):
    """One line of name=value pairs, for people, and the lines of a trace indented below it.

    Whatever a value holds, it is one value on one line: what is not plain is a JSON text, with escapes in it.
    """

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        facts, trace = self.facts(record), self.trace(record)
        del facts["severity"]
        time, level, message = (str(facts.pop(name)) for name in ("time", "level", "message"))
        words = message if all(map(_is_plain, message.split(" "))) else _quoted(message)
        pairs = (f"{name}={_value(str(value))}" for name, value in facts.items())
        lines = (_without_controls(line) for line in trace.rstrip("\n").split("\n")) if trace else ()
        return _INDENT.join([" ".join([time, level, words, *pairs]), *lines])


LOGGERS = ("shared", "engines", "functions", "gateway", "emulator", "waitress")
"""Whose lines are ours: other libraries' are left alone."""


def configure(settings: Settings) -> None:
    """Send our own loggers and the server's to standard error in the chosen form; other libraries' are left alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if settings.log_format == "json" else TextFormatter())
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(settings.log_level.upper())
        logger.propagate = False


def _value(text: str) -> str:
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text.isprintable()


def _quoted(text: str) -> str:
    return _without_controls(json.dumps(text, ensure_ascii=False))


def _without_controls(text: str) -> str:
    """Controls, line ends, marks that turn the direction of writing: whatever is not printable, as its escape."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if ord(char) != 0x7F else "\\u007f"
