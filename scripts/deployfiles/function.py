"""One function as serverless.yml describes it, with the settings that its code asks for."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from shared import config, values

ROOT = Path(__file__).resolve().parents[2]
CONCURRENCY = 8  # calls that a platform sends to an instance at once
INSTANCES = 10  # at most, so that a flood costs no more than that
PACKAGER_MARKS_ENGINE = "# Engine"
_STORE = ("store_endpoint", "store_region", "store_access_key", "store_secret_key")
_ANY = config.Settings(  # what every function starts with; only their names are of interest
    signing_key="x" * values.MIN_KEY_LENGTH,
    client_id="x",
    client_secret="x",  # noqa: S106
    store_url="file:///x",
    public_base_url="http://x",
    appcodes=("x" * values.MIN_SECRET_LENGTH,),
)
SECRET = frozenset(one.name.upper() for one in fields(config.Settings) if not one.repr)
_SECRET_FILES = frozenset(name + config.FILE for name in SECRET)  # they lie on the platform, not here


class DescriptorError(Exception):
    """serverless.yml says something that a function does not take."""


@dataclass(frozen=True)
class Function:
    """A function: its paths and methods, its limits, its settings, and which ones the operator must add."""

    name: str
    paths: tuple[str, ...]
    methods: tuple[str, ...]
    megabytes: int
    seconds: int
    settings: dict[str, str]
    asked: tuple[str, ...]
    light: bool

    @property
    def service(self) -> str:
        """Its name where underscores are not allowed."""
        return self.name.replace("_", "-")

    def with_settings(self, more: Mapping[str, str]) -> "Function":
        """The same function with a platform's settings, as far as its code reads them."""
        settings = self.settings | {key: value for key, value in more.items() if _reads(self.name, key)}
        return replace(self, settings=settings, asked=tuple(_asked(self.name, settings)))


def functions(root: Path = ROOT) -> list[Function]:
    """Every function of serverless.yml. Raises DescriptorError."""
    described = yaml.safe_load((root / "serverless.yml").read_text(encoding="utf-8"))
    common = described["provider"].get("environment", {})
    return [_function(name, entry, common, root) for name, entry in sorted(described["functions"].items())]


def _function(name: str, entry: Mapping[str, Any], common: Mapping[str, str], root: Path) -> Function:
    settings = {key: str(value) for key, value in {**common, **entry.get("environment", {})}.items()}
    requirements = (root / "functions" / name / "requirements.txt").read_text(encoding="utf-8")
    return Function(
        name,
        tuple(entry["paths"]),
        tuple(entry["methods"]),
        entry["memorySize"],
        entry["timeout"],
        settings,
        tuple(_asked(name, settings)),
        light=PACKAGER_MARKS_ENGINE not in requirements,
    )


def _reads(name: str, setting: str) -> bool:
    """Whether a function's own code, or what all share, mentions a setting."""
    files = [*(ROOT / "functions" / name).rglob("*.py"), *(ROOT / "shared").glob("*.py")]
    return any(setting.lower() in path.read_text(encoding="utf-8") for path in files if path.name != "config.py")


def _asked(name: str, settings: Mapping[str, str]) -> Iterator[str]:
    """The environment variables without which the function refuses to start, and those of the store that it uses."""
    known = {one.name.upper() for one in fields(config.Settings) if one.metadata} | {*_SECRET_FILES}
    if unknown := sorted(set(settings) - known):
        raise DescriptorError(f"functions.{name}.environment: there is no setting {unknown[0]}")
    try:
        read = config.Settings.from_env({key: text for key, text in settings.items() if key not in _SECRET_FILES})
    except config.SettingError as error:
        raise DescriptorError(f"functions.{name}.environment: {error}") from error
    config.use(_ANY)
    needed = dict.fromkeys(importlib.import_module(f"functions.{name}.api").API.required(read))
    for setting in (*needed, *(_STORE if "store_url" in needed else ())):
        also = ("CLIENTS",) if setting.startswith("client_") else ()
        if not {f"{name}{file}" for name in (setting.upper(), *also) for file in ("", config.FILE)} & set(settings):
            yield setting.upper()
