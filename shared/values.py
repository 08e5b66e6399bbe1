"""What the text of a setting says: each reader takes the variable's name and its text, and gives the value.

Readers raise SettingError with a sentence that names the variable and what is allowed, and never shows a secret.
"""

import re
from collections.abc import Callable, Iterable
from typing import get_args

from shared.bilingual import Bilingual
from shared.download.addresses import Allow, StrangeEntry

_SWITCH = {"1": True, "true": True, "0": False, "false": False}


class SettingError(ValueError):
    """A setting has a value that we do not take. `reason` names the variable, the value and what is allowed."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason)
        self.reason = reason


def choice(kind: object) -> Callable[[str, str], str]:
    """One of the words of a Literal, in any case."""

    def read(name: str, text: str) -> str:
        if text.lower() not in get_args(kind):
            raise _none_of(name, get_args(kind), text)
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
            raise SettingError(
                Bilingual(
                    "{name} must be a number from {low} to {high}, not {text!r}",
                    "{name} 必须是 {low} 到 {high} 的数字，不能是 {text!r}",
                    name=name,
                    low=low,
                    high=high,
                    text=text,
                )
            )
        return value

    return read


def _none_of(name: str, known: Iterable[str], text: str) -> SettingError:
    return SettingError(
        Bilingual(
            "{name} must be one of {known}, not {text!r}",
            "{name} 只能是 {known} 之一，不能是 {text!r}",
            name=name,
            known=", ".join(known),
            text=text,
        )
    )


def switch(name: str, text: str) -> bool:
    """On or off."""
    if text.lower() not in _SWITCH:
        raise _none_of(name, _SWITCH, text)
    return _SWITCH[text.lower()]


def any_text(_name: str, text: str) -> str:
    """The text as it is."""
    return text


def one_line(name: str, text: str) -> str:
    """A secret that can be sent; a line may end behind a comma. A file with a line for each would count as one."""
    if not all(part.strip().isprintable() for part in text.split(",")):
        raise SettingError(
            Bilingual(
                "{name} must be printable text on one line; divide several values by commas",
                "{name} 必须是一行可打印的文本；多个值以逗号分隔",
                name=name,
            )
        )
    return text


def url(name: str, text: str) -> str:
    """An address without a slash at its end."""
    if not re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", text):
        shown = (
            Bilingual("this one", "现在的值") if "@" in text else Bilingual("{text!r}", " {text!r}", text=text)
        )  # a password may stand in front of an @
        raise SettingError(
            Bilingual(
                "{name} must be an http or https URL without user, password and query, not {shown}",
                "{name} 必须是不含用户名、密码和查询参数的 http 或 https URL，不能是{shown}",
                name=name,
                shown=shown,
            )
        )
    return text.rstrip("/")


def store_url(name: str, text: str) -> str:
    """A folder or a bucket."""
    if not re.fullmatch(r"file:///[^?#]+|s3://[a-z0-9][a-z0-9.-]+(/[^?#\s]*)?", text):
        raise SettingError(
            Bilingual(
                "{name} must be file:///an/absolute/folder or s3://bucket/prefix, not {text!r}",
                "{name} 必须形如 file:///an/absolute/folder 或 s3://bucket/prefix，不能是 {text!r}",
                name=name,
                text=text,
            )
        )
    return text.rstrip("/")


def networks(name: str, text: str) -> Allow:
    """Networks and host names, divided by commas."""
    try:
        return Allow.parse(text)
    except StrangeEntry as error:
        raise SettingError(
            Bilingual(
                "{name} must list networks or host names, divided by commas: {entry!r} is neither an address "
                "(10.0.0.1), nor a network without host bits (10.0.0.0/8), nor a host name without scheme, port and "
                "wildcard (cdn.internal)",
                "{name} 必须是以逗号分隔的网段或域名：{entry!r} 既不是地址（10.0.0.1），也不是主机位为零的网段"
                "（10.0.0.0/8），"
                "也不是不含协议、端口和通配符的域名（cdn.internal）",
                name=name,
                entry=error.entry,
            )
        ) from error


def address(name: str, text: str) -> str:
    """The address of a network card, or a name that stands for one; IPv6 without brackets."""
    if not re.fullmatch(r"[A-Za-z0-9.:_%-]+", text, re.ASCII):
        raise SettingError(
            Bilingual(
                "{name} must be an address to listen on, such as 0.0.0.0 or 127.0.0.1, not {text!r}",
                "{name} 必须是监听地址，例如 0.0.0.0 或 127.0.0.1，不能是 {text!r}",
                name=name,
                text=text,
            )
        )
    return text


def words(_name: str, text: str) -> tuple[str, ...]:
    """Words, divided by commas."""
    return tuple(parts(text))


def path_prefixes(name: str, text: str) -> tuple[str, ...]:
    """Beginnings of paths, without a slash at the end, divided by commas; "/" stands for every path."""
    found = parts(text)
    for part in found:
        if not re.fullmatch(r"/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?", part, re.ASCII):
            raise SettingError(
                Bilingual(
                    "{name} must list beginnings of paths such as /wxa, divided by commas, not {part!r}",
                    "{name} 必须是以逗号分隔的路径前缀，例如 /wxa，不能是 {part!r}",
                    name=name,
                    part=part,
                )
            )
    return tuple(part.rstrip("/") or "/" for part in found)


def parts(text: str) -> list[str]:
    """What stands between commas, without spaces around it and without empty parts."""
    return [part.strip() for part in text.split(",") if part.strip()]
