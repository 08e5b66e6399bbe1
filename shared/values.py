"""What the text of a setting says: each reader takes the variable's name and its text, and gives the value.

Readers raise SettingError with a sentence that names the variable and what is allowed, and never shows a secret.
"""

import re
from collections.abc import Callable
from typing import get_args

from shared.download.addresses import Allow

MIN_KEY_LENGTH = 16  # whoever holds one token can try shorter keys offline
MIN_SECRET_LENGTH = 8  # each try of a shorter one costs a request, but there may be many
_SWITCH = {"1": True, "true": True, "0": False, "false": False}

Clients = tuple[tuple[str, str], ...]
"""The id and the secret of each client."""


class SettingError(ValueError):
    """A setting has a value that we do not take. The text names the variable, the value and what is allowed."""


def choice(kind: object) -> Callable[[str, str], str]:
    """One of the words of a Literal, in any case."""

    def read(name: str, text: str) -> str:
        if text.lower() not in get_args(kind):
            raise SettingError(f"{name} must be one of {', '.join(get_args(kind))}, not {text!r}")
        return text.lower()

    return read


def number(low: float, high: float) -> Callable[[str, str], float]:
    """A number of the type of `low`, both ends included."""

    def read(name: str, text: str) -> float:
        try:
            value = type(low)(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise SettingError(f"{name} must be a number from {low} to {high}, not {text!r}")
        return value

    return read


def switch(name: str, text: str) -> bool:
    """On or off."""
    if text.lower() not in _SWITCH:
        raise SettingError(f"{name} must be one of {', '.join(_SWITCH)}, not {text!r}")
    return _SWITCH[text.lower()]


def any_text(_name: str, text: str) -> str:
    """The text as it is."""
    return text


def one_line(name: str, text: str) -> str:
    """A secret that can be sent; a line may end behind a comma. A file with a line for each would count as one."""
    if not all(part.strip().isprintable() for part in text.split(",")):
        raise SettingError(f"{name} must be printable text on one line; divide several values by commas")
    return text


def url(name: str, text: str) -> str:
    """An address without a slash at its end."""
    if not re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", text):
        shown = "this one" if "@" in text else repr(text)  # a password may stand in front of an @
        raise SettingError(f"{name} must be an http or https URL without user, password and query, not {shown}")
    return text.rstrip("/")


def store_url(name: str, text: str) -> str:
    """A folder or a bucket."""
    if not re.fullmatch(r"file:///[^?#]+|s3://[a-z0-9][a-z0-9.-]+(/[^?#\s]*)?", text):
        raise SettingError(f"{name} must be file:///an/absolute/folder or s3://bucket/prefix, not {text!r}")
    return text.rstrip("/")


def networks(name: str, text: str) -> Allow:
    """Networks and host names, divided by commas."""
    try:
        return Allow.parse(text)
    except ValueError as error:
        raise SettingError(f"{name} must list networks or host names, divided by commas: {error}") from error


def address(name: str, text: str) -> str:
    """The address of a network card, or a name that stands for one; IPv6 without brackets."""
    if not re.fullmatch(r"[A-Za-z0-9.:_%-]+", text, re.ASCII):
        raise SettingError(f"{name} must be an address to listen on, such as 0.0.0.0 or 127.0.0.1, not {text!r}")
    return text


def words(_name: str, text: str) -> tuple[str, ...]:
    """Words, divided by commas."""
    return tuple(_parts(text))


def path_prefixes(name: str, text: str) -> tuple[str, ...]:
    """Beginnings of paths, without a slash at the end, divided by commas; "/" stands for every path."""
    found = _parts(text)
    for part in found:
        if not re.fullmatch(r"/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?", part, re.ASCII):
            raise SettingError(f"{name} must list beginnings of paths such as /wxa, divided by commas, not {part!r}")
    return tuple(part.rstrip("/") or "/" for part in found)


def secret(name: str, text: str) -> str:
    """A secret that callers send to us."""
    _check_length(name, text, MIN_SECRET_LENGTH)
    return text


def codes(name: str, text: str) -> tuple[str, ...]:
    """Secrets that callers send to us, divided by commas."""
    found = _parts(text)
    if short := [len(code) for code in found if len(code) < MIN_SECRET_LENGTH]:
        raise SettingError(f"{name} must have at least {MIN_SECRET_LENGTH} characters in each code; one has {short[0]}")
    return tuple(found)


def keys(name: str, text: str) -> str:
    """Keys that sign, divided by commas; without spaces around them."""
    found = _parts(text)
    if len(found) < 2:
        _check_length(name, "".join(found), MIN_KEY_LENGTH)
    if short := [len(key) for key in found if len(key) < MIN_KEY_LENGTH]:
        raise SettingError(f"{name} must have at least {MIN_KEY_LENGTH} characters in each key; one has {short[0]}")
    return ",".join(found)


def clients(name: str, text: str) -> Clients:
    """Ids and secrets, as `id:secret,id:secret`. What is wrong is named by its place: it may be a secret."""
    pairs: dict[str, str] = {}
    for place, part in enumerate(_parts(text), 1):
        client, colon, code = (word.strip() for word in part.partition(":"))
        if not colon or not client:
            raise SettingError(f"{name} must be id:secret,id:secret; number {place} is not so")
        if len(code) < MIN_SECRET_LENGTH:
            least = f"at least {MIN_SECRET_LENGTH} characters in each secret"
            raise SettingError(f"{name} must have {least}; number {place} has {len(code)}")
        if client in pairs:
            raise SettingError(f"{name} must name each client once; number {place} repeats an id")
        pairs[client] = code
    return tuple(pairs.items())


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _check_length(name: str, text: str, least: int) -> None:
    if len(text) < least:
        raise SettingError(f"{name} must have at least {least} characters; this one has {len(text)}")
