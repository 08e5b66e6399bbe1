"""One function as its record describes it, with the settings of this deployment, and what must be added to them."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

import functions
from shared import config
from shared.capability import STORE, Capability

from ..packager import imports
from ..packager.target import ROOT

SETTINGS = ROOT / "deploy" / "settings.yml"
ALL = "all"
CONCURRENCY = 8  # calls that a platform sends to an instance at once
INSTANCES = 10  # at most, so that a flood costs no more than that
SECRET = frozenset(one.name.upper() for one in fields(config.Settings) if not one.repr)
_KNOWN = frozenset(one.name.upper() for one in fields(config.Settings))


class DeploymentError(Exception):
    """settings.yml says something that a function does not take; the text names the function and its record."""


@dataclass(frozen=True)
class Function:
    """A function: its record, the settings that it is given, and the folders of ours that it needs.

    `rooms` are those of engines/ and shared/.
    """

    record: Capability
    settings: dict[str, str]
    rooms: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in Python."""
        return self.record.function

    @property
    def service(self) -> str:
        """Its name where underscores are not allowed."""
        return self.name.replace("_", "-")

    @property
    def methods(self) -> list[str]:
        """The HTTP methods with which it is called; one that judges them itself takes these two."""
        return sorted(self.record.wire.methods or ("GET", "POST"))

    @property
    def light(self) -> bool:
        """Whether it works without an engine."""
        return not any(room.startswith("engines/") for room in self.rooms)

    @property
    def asked(self) -> tuple[str, ...]:
        """The environment variables that the operator must add: else it refuses to start, or has no way to its store.

        Raises DeploymentError.
        """
        return tuple(_asked(self.record, self.settings))

    def with_settings(self, more: Mapping[str, str]) -> "Function":
        """The same function with a platform's settings, as far as its record names them."""
        return Function(self.record, self.settings | _read_by(self.record, more), self.rooms)


def described(chosen: Path = SETTINGS) -> list[Function]:
    """Every function, with the settings that the file `chosen` gives to all and to this one. Raises DeploymentError."""
    given: Mapping[str, Mapping[str, Any]] = yaml.safe_load(chosen.read_text(encoding="utf-8")) or {}
    names = functions.names()
    if strange := sorted(set(given) - {ALL, *names}):
        raise DeploymentError(f"{strange[0]}: there is no such function")
    return [_described(functions.record(name), given.get(ALL) or {}, given.get(name) or {}) for name in names]


@functools.cache
def rooms(name: str) -> tuple[str, ...]:
    """The folders below engines/ and shared/ that a function imports from, whoever answers."""
    modules = imports.needed((f"functions.{name}.main", "shared.serving.__main__"))
    places = (path.relative_to(ROOT).parts for path in modules)
    return tuple(sorted({"/".join(place[:2]) for place in places if place[0] in ("engines", "shared") and place[2:]}))


def _described(record: Capability, common: Mapping[str, Any], own: Mapping[str, Any]) -> Function:
    for where, settings in ((ALL, common), (record.function, own)):
        if unknown := sorted(set(settings) - _KNOWN - _files()):
            raise DeploymentError(f"{where}: there is no setting {unknown[0]}")
    if unread := sorted(set(own) - set(_read_by(record, own))):
        raise DeploymentError(f"{record.function}: functions/{record.function}/api.py names no {unread[0]}")
    settings = {name: str(value) for name, value in {**_read_by(record, common), **own}.items()}
    return Function(record, settings, rooms(record.function))


def _read_by(record: Capability, settings: Mapping[str, str]) -> dict[str, str]:
    """Those of the environment variables that a function's record names."""
    read = {name.upper() for name in record.reads}
    read |= {name + config.FILE for name in read & SECRET}
    return {name: value for name, value in settings.items() if name in read}


def _files() -> set[str]:
    """The variables that name the files of secrets: these lie on the platform, not here."""
    return {name + config.FILE for name in SECRET}


def _asked(record: Capability, settings: Mapping[str, str]) -> Iterator[str]:
    try:
        read = config.Settings.from_env({name: text for name, text in settings.items() if name not in _files()})
    except config.SettingError as error:
        raise DeploymentError(f"{record.function}: {error}") from error
    required = record.required(read)
    for setting in (*required, *(STORE if "store_url" in required else ())):
        also = ("CLIENTS",) if setting.startswith("client_") else ()
        if not {f"{name}{file}" for name in (setting.upper(), *also) for file in ("", config.FILE)} & set(settings):
            yield setting.upper()
