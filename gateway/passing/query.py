"""A raw query string in which some values are replaced: everything else in it stays as the caller sent it."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote_plus

_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A percent sign that begins no escape. Sent as it is, it would have the HTTP client escape all others once more."""


def replaced(query: str, values: Mapping[str, str], gone: Iterable[str] = ()) -> str:
    """`query` with these values, each once, in front, in place of all that have their names or one of those `gone`."""
    away = {*values, *gone}
    kept = [_STRAY.sub("%25", part) for part in query.split("&") if part and _name(part) not in away]
    return "&".join([*(f"{name}={quote(value, safe='')}" for name, value in values.items()), *kept])


def _name(part: str) -> str:
    return unquote_plus(part.partition("=")[0])
