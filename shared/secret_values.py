"""What the text of a secret setting says: readers as those of values.py, whose errors show no part of it."""

from shared.bilingual import Bilingual
from shared.values import SettingError, parts

MIN_KEY_LENGTH = 16  # whoever holds one token can try shorter keys offline
MIN_SECRET_LENGTH = 8  # each try of a shorter one costs a request, but there may be many
Clients = tuple[tuple[str, str], ...]
"""The id and the secret of each client."""


def secret(name: str, text: str) -> str:
    """A secret that callers send to us."""
    _check_length(name, text, MIN_SECRET_LENGTH)
    return text


def codes(name: str, text: str) -> tuple[str, ...]:
    """Secrets that callers send to us, divided by commas."""
    found = parts(text)
    if short := [len(code) for code in found if len(code) < MIN_SECRET_LENGTH]:
        raise SettingError(
            Bilingual(
                "{name} must have at least {least} characters in each code; one has {found}",
                "{name} 中每个码至少 {least} 个字符；其中一个只有 {found} 个",
                name=name,
                least=MIN_SECRET_LENGTH,
                found=short[0],
            )
        )
    return tuple(found)


def keys(name: str, text: str) -> str:
    """Keys that sign, divided by commas; without spaces around them."""
    found = parts(text)
    if len(found) < 2:
        _check_length(name, "".join(found), MIN_KEY_LENGTH)
    if short := [len(key) for key in found if len(key) < MIN_KEY_LENGTH]:
        raise SettingError(
            Bilingual(
                "{name} must have at least {least} characters in each key; one has {found}",
                "{name} 中每个密钥至少 {least} 个字符；其中一个只有 {found} 个",
                name=name,
                least=MIN_KEY_LENGTH,
                found=short[0],
            )
        )
    return ",".join(found)


def clients(name: str, text: str) -> Clients:
    """Ids and secrets, as `id:secret,id:secret`. What is wrong is named by its place: it may be a secret."""
    pairs: dict[str, str] = {}
    for place, part in enumerate(parts(text), 1):
        client, colon, code = (word.strip() for word in part.partition(":"))
        if not colon or not client:
            raise _no_pair(name, place)
        if len(code) < MIN_SECRET_LENGTH:
            raise _short(name, place, len(code))
        if client in pairs:
            raise _twice(name, place)
        pairs[client] = code
    return tuple(pairs.items())


def _check_length(name: str, text: str, least: int) -> None:
    if len(text) < least:
        raise SettingError(
            Bilingual(
                "{name} must have at least {least} characters; this one has {found}",
                "{name} 至少 {least} 个字符；现在只有 {found} 个",
                name=name,
                least=least,
                found=len(text),
            )
        )


def _no_pair(name: str, place: int) -> SettingError:
    return SettingError(
        Bilingual(
            "{name} must be id:secret,id:secret; number {place} is not so",
            "{name} 的格式必须是 id:secret,id:secret；第 {place} 项不符",
            name=name,
            place=place,
        )
    )


def _short(name: str, place: int, found: int) -> SettingError:
    return SettingError(
        Bilingual(
            "{name} must have at least {least} characters in each secret; number {place} has {found}",
            "{name} 中每个 secret 至少 {least} 个字符；第 {place} 项只有 {found} 个",
            name=name,
            least=MIN_SECRET_LENGTH,
            place=place,
            found=found,
        )
    )


def _twice(name: str, place: int) -> SettingError:
    return SettingError(
        Bilingual(
            "{name} must name each client once; number {place} repeats an id",
            "{name} 中每个 id 只能出现一次；第 {place} 项重复了",
            name=name,
            place=place,
        )
    )
