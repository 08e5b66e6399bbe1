"""Every setting, its default and what it may be: read from the environment once per process, and nowhere else."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from shared import values
from shared.download.addresses import Allow
from shared.values import Clients

Backend = Literal["local", "vendor", "relay"]
Access = Literal["token", "platform"]
LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["json", "text"]

SettingError = values.SettingError
FILE = "_FILE"
"""A secret SECRET may also stand in a file that the variable SECRET_FILE names."""


def _setting(default: Any, read: Callable[[str, str], object], *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"read": read})


@dataclass(frozen=True)
class Settings:
    """All settings. A field's environment variable is its name in capitals; secrets stay out of the repr."""

    host: str = _setting("", values.address)  # "": as the process is one function, the gateway or the emulator
    port: int = _setting(8080, values.number(1, 65535))
    functions: tuple[str, ...] = _setting((), values.words)
    preload: bool = _setting(False, values.switch)
    pass_on: tuple[str, ...] = _setting((), values.path_prefixes)
    backend: Backend = _setting("local", values.choice(Backend))
    cards_backend: Backend = _setting("local", values.choice(Backend))
    access: Access = _setting("token", values.choice(Access))
    signing_key: str = _setting("", values.keys, secret=True)
    client_id: str = _setting("", values.any_text)
    client_secret: str = _setting("", values.secret, secret=True)
    clients: Clients = _setting((), values.clients, secret=True)
    max_image_bytes: int = _setting(2 * 1024 * 1024, values.number(1, 64 * 1024 * 1024))
    max_photo_bytes: int = _setting(16 * 1024 * 1024, values.number(1, 64 * 1024 * 1024))
    max_image_pixels: int = _setting(50_000_000, values.number(1, 500_000_000))
    upload_seconds: float = _setting(30.0, values.number(0.1, 600.0))
    threads: int = _setting(64, values.number(2, 512))
    compute_threads: int | None = _setting(None, values.number(1, 256))  # None: as the process has processors
    queue_seconds: float = _setting(10.0, values.number(0.1, 300.0))
    fetch_allow: Allow = _setting(Allow(), values.networks)
    fetch_seconds: float = _setting(8.0, values.number(0.1, 60.0))
    wechat_api_base: str = _setting("https://api.weixin.qq.com", values.url)
    wechat_appid: str = _setting("", values.any_text)
    wechat_secret: str = _setting("", values.any_text, secret=True)
    wechat_token_file: str = _setting("/.tencentcloudbase/wx/cloudbase_access_token", values.any_text)
    vendor_seconds: float = _setting(12.0, values.number(0.1, 60.0))
    aicrop_seconds: float = _setting(5.0, values.number(0.1, 60.0))
    qrcode_seconds: float = _setting(6.0, values.number(0.05, 60.0))
    ocr_seconds: float = _setting(30.0, values.number(0.1, 120.0))
    superresolution_pixels: int = _setting(12_000_000, values.number(10_000, 100_000_000))
    superresolution_seconds: float = _setting(40.0, values.number(0.1, 300.0))
    idphoto_seconds: float = _setting(30.0, values.number(0.1, 300.0))
    max_media_bytes: int = _setting(20 * 1024 * 1024, values.number(10_000, 64 * 1024 * 1024))
    store_url: str = _setting("", values.store_url)
    store_endpoint: str = _setting("", values.url)
    store_region: str = _setting("us-east-1", values.any_text)
    store_access_key: str = _setting("", values.any_text, secret=True)
    store_secret_key: str = _setting("", values.any_text, secret=True)
    public_base_url: str = _setting("", values.url)
    appcodes: tuple[str, ...] = _setting((), values.codes, secret=True)
    leqi_api_base: str = _setting("https://wnt2.market.alicloudapi.com", values.url)
    leqi_seconds: float = _setting(60.0, values.number(0.1, 300.0))
    leqi_appcode: str = _setting("", values.any_text, secret=True)
    matting_model: str = _setting("", values.any_text)
    specs: str = _setting("", values.any_text)
    log_level: LogLevel = _setting("info", values.choice(LogLevel))
    log_format: LogFormat = _setting("json", values.choice(LogFormat))
    metrics: bool = _setting(False, values.switch)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings from `env`, where an empty value counts as absent. Raises SettingError."""
        texts = {f: _text(env, f.name.upper(), secret=not f.repr) for f in fields(cls)}
        chosen = cls(**{f.name: f.metadata["read"](f.name.upper(), text) for f, text in texts.items() if text})
        if chosen.client_id in dict(chosen.clients):
            raise SettingError("CLIENTS must not have the id that CLIENT_ID has: choose another one")
        return chosen

    def callers(self) -> Clients:
        """Every client that may ask for a token: those of CLIENTS, and the one of CLIENT_ID and CLIENT_SECRET."""
        return (*self.clients, *(((self.client_id, self.client_secret),) if self.client_id else ()))

    def require(self, *names: str) -> None:
        """Raise SettingError if one of the settings is empty."""
        if "store_url" in names and self.store_url.startswith("s3:"):
            names += ("store_access_key", "store_secret_key")
        alone = ("client_id", "client_secret")  # may be absent, both of them, beside CLIENTS
        absent = alone if self.clients and not (self.client_id or self.client_secret) else ()
        for name in names:
            if not getattr(self, name) and name not in absent:
                raise SettingError(f"{name.upper()} is not set: {_WHY[name]}")


def _text(env: Mapping[str, str], name: str, *, secret: bool) -> str:
    """The text of a variable or, for a secret, of the file that its other variable names; "" if it is absent."""
    text = env.get(name, "").strip()
    file = env.get(name + FILE, "").strip() if secret else ""
    if not file:
        return values.one_line(name, text) if secret else text
    if text:
        raise SettingError(f"{name} and {name + FILE} must not both be set: choose one of them")
    # The file's name is not shown: who takes one variable for the other has put the secret there.
    must = f"{name + FILE} must name a text file with the secret in it"
    try:
        text = Path(file).read_text("utf-8-sig").strip()
    except OSError as error:
        raise SettingError(f"{must}; it cannot be read: {error.strerror}") from None
    except ValueError:
        raise SettingError(f"{must}; it cannot be read: it is not UTF-8") from None
    if not text:
        raise SettingError(f"{must}; that one is empty")
    return values.one_line(name, text)


_WHY = {
    "signing_key": "it signs and checks access tokens; choose 32 random characters, the same for all functions, "
    "or set ACCESS=platform where the platform authenticates the callers",
    "client_id": "it is the appid with which clients ask for a token; choose one, or list several in CLIENTS",
    "client_secret": "it is the secret with which the client of CLIENT_ID asks for a token; choose one",
    "wechat_appid": "calls that PASS_ON lists are made in its name; take the account's AppID from WeChat's console",
    "wechat_secret": "calls that PASS_ON lists are made with it; take the account's AppSecret from WeChat's console",
    "store_url": "pictures that a later call fetches are kept there; give a folder, file:///an/absolute/folder, or a "
    "bucket that all instances share, s3://bucket/prefix",
    "store_access_key": "an s3:// store is opened with it",
    "store_secret_key": "an s3:// store is opened with it",
    "public_base_url": "links to ID photos begin with it; give the URL under which callers reach /get_pic_3",
    "appcodes": "callers of the ID-photo functions send one of them as Authorization: APPCODE ...; choose one or more, "
    "or set ACCESS=platform where the platform authenticates the callers",
}

_current: Settings | None = None


def settings() -> Settings:
    """The settings in force: those of `use`, else those of the environment, read at the first call."""
    global _current  # noqa: PLW0603  # one value per process, written at start
    if _current is None:
        _current = Settings.from_env(os.environ)
    return _current


def start(needs: Callable[[Settings], Iterable[str]]) -> Settings:
    """The settings, for a function that starts; ends the process with a sentence if one is wrong or missing.

    `needs` names the settings that must not be empty, given the others.
    """
    try:
        chosen = settings()
        chosen.require(*needs(chosen))
    except SettingError as error:
        raise SystemExit(f"cannot start: {error}") from error
    return chosen


def use(chosen: Settings) -> None:
    """Put `chosen` in force, for the emulator and the tests, which run every function in one process."""
    global _current  # noqa: PLW0603
    _current = chosen
