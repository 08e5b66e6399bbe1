"""One function, or the gateway, as its record describes it, with this deployment's settings and what they lack."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Protocol

import yaml

import functions
import gateway.record
import gateway.table
from shared import config
from shared.capability import STORE, Capability

from ..packager import contents, imports
from ..packager.target import GATEWAY, ROOT

SETTINGS = ROOT / "deploy" / "settings.yml"
ALL = "all"
CONCURRENCY = 8  # calls that a platform sends to an instance at once
INSTANCES = 10  # at most, so that a flood costs no more than that
SECRET = frozenset(one.name.upper() for one in fields(config.Settings) if not one.repr)
_KNOWN = frozenset(one.name.upper() for one in fields(config.Settings))


class DeploymentError(Exception):
    """settings.yml says something that a function does not take; the text names the function and its record."""


class Record(Protocol):
    """What a function's record says of it, and the gateway's of all functions together."""

    @property
    def function(self) -> str:
        """Its name in Python."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The vendors' paths."""

    @property
    def routes(self) -> tuple[str, ...]:
        """The paths as tables of routes have them, `/*` at the end of one standing for whatever is below it."""

    @property
    def megabytes(self) -> int:
        """Of memory."""

    @property
    def seconds(self) -> int:
        """For a call."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of all settings that may change what it does."""

    def required(self, chosen: config.Settings) -> tuple[str, ...]:
        """The names of the settings that must not be empty, the others being those of `chosen`."""


@dataclass(frozen=True)
class Function:
    """What is deployed as one: its record, the settings that it is given, how it is called and what of ours it needs.

    `rooms` are folders of engines/ and shared/. Who judges the HTTP methods itself has GET and POST in `methods`.
    """

    record: Record
    settings: dict[str, str]
    methods: list[str]
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
    def cloud_name(self) -> str:
        """Its name where others' functions stand beside it."""
        return f"wx-image-{self.service}"

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
        return replace(self, settings=self.settings | _read_by(self.record, more))


def described(chosen: Path = SETTINGS) -> list[Function]:
    """Every function, with the settings that the file `chosen` gives to all and to this one. Raises DeploymentError."""
    given = _given(chosen)
    records = [functions.record(name) for name in functions.names()]
    return [_described(record, given, _methods(record)) for record in records]


def described_gateway(chosen: Path = SETTINGS) -> Function:
    """The gateway for the functions that FUNCTIONS lists in the file `chosen`. Raises DeploymentError."""
    given = _given(chosen)
    listed = {**given[ALL], **given[GATEWAY]}.get("FUNCTIONS", "")
    try:
        names = gateway.table.chosen(config.Settings.from_env({"FUNCTIONS": str(listed)}))
    except config.SettingError as error:
        raise DeploymentError(f"{GATEWAY}: {error}") from error
    record = gateway.record.record(names)
    return _described(record, given, sorted({method for one in record.capabilities for method in _methods(one)}))


@functools.cache
def rooms(name: str) -> tuple[str, ...]:
    """The folders below engines/ and shared/ that an artifact's modules come from, whoever answers."""
    modules = imports.needed(contents.starts(name))
    places = (path.relative_to(ROOT).parts for path in modules)
    return tuple(sorted({"/".join(place[:2]) for place in places if place[0] in ("engines", "shared") and place[2:]}))


def _given(chosen: Path) -> Mapping[str, Mapping[str, Any]]:
    """What settings.yml gives to all, to each function and to the gateway."""
    given: Mapping[str, Mapping[str, Any] | None] = yaml.safe_load(chosen.read_text(encoding="utf-8")) or {}
    known = (ALL, GATEWAY, *functions.names())
    if strange := sorted(set(given) - set(known)):
        raise DeploymentError(f"{strange[0]}: there is no such function")
    return {name: given.get(name) or {} for name in known}


def _methods(record: Capability) -> list[str]:
    return sorted(record.wire.methods or ("GET", "POST"))


def _described(record: Record, given: Mapping[str, Mapping[str, Any]], methods: list[str]) -> Function:
    name = record.function
    common, own = given[ALL], given[name]
    for where, settings in ((ALL, common), (name, own)):
        if unknown := sorted(set(settings) - _KNOWN - _files()):
            raise DeploymentError(f"{where}: there is no setting {unknown[0]}")
    if unread := sorted(set(own) - set(_read_by(record, own))):
        place = "gateway/record.py" if name == GATEWAY else f"functions/{name}/api.py"
        raise DeploymentError(f"{name}: {place} names no {unread[0]}")
    settings = {variable: str(value) for variable, value in {**_read_by(record, common), **own}.items()}
    return Function(record, settings, methods, rooms(name))


def _read_by(record: Record, settings: Mapping[str, str]) -> dict[str, str]:
    """Those of the environment variables that a function's record names."""
    read = {name.upper() for name in record.reads}
    read |= {name + config.FILE for name in read & SECRET}
    return {name: value for name, value in settings.items() if name in read}


def _files() -> set[str]:
    """The variables that name the files of secrets: these lie on the platform, not here."""
    return {name + config.FILE for name in SECRET}


def _asked(record: Record, settings: Mapping[str, str]) -> Iterator[str]:
    try:
        read = config.Settings.from_env({name: text for name, text in settings.items() if name not in _files()})
    except config.SettingError as error:
        raise DeploymentError(f"{record.function}: {error}") from error
    required = record.required(read)
    for setting in (*required, *(STORE if "store_url" in required else ())):
        also = ("CLIENTS",) if setting.startswith("client_") else ()
        if not {f"{name}{file}" for name in (setting.upper(), *also) for file in ("", config.FILE)} & set(settings):
            yield setting.upper()
