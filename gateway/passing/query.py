"""A raw query string in which some values are replaced: every other byte of it stays as the caller sent it."""

from collections.abc import Mapping
from urllib.parse import quote, unquote_plus


def replaced(query: str, values: Mapping[str, str], gone: frozenset[str] = frozenset()) -> str:
    """`query` with these values, each once, in front, in place of all that have their names or one of those `gone`."""
    kept = [part for part in query.split("&") if part and _name(part) not in {*values, *gone}]
    return "&".join([*(f"{name}={quote(value, safe='')}" for name, value in values.items()), *kept])


def _name(part: str) -> str:
    return unquote_plus(part.partition("=")[0])
