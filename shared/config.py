"""Every setting, its default and what it may be: read from the environment once per process, and nowhere else."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from shared.addresses import Allow

Backend = Literal["local", "vendor", "relay"]
Access = Literal["token", "platform"]
LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["json", "text"]

MIN_KEY_LENGTH = 16  # whoever holds one token can try shorter keys offline
MIN_CODE_LENGTH = 8  # each try of a shorter one costs a request, but there may be many


class SettingError(ValueError):
    """A setting has a value that we do not take. The text names the variable, the value and what is allowed."""


def _choice(kind: object) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text.lower() not in get_args(kind):
            raise SettingError(f"{name} must be one of {', '.join(get_args(kind))}, not {text!r}")
        return text.lower()

    return read


def _number(low: float, high: float) -> Callable[[str, str], float]:
    def read(name: str, text: str) -> float:
        try:
            value = type(low)(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise SettingError(f"{name} must be a number from {low} to {high}, not {text!r}")
        return value

    return read


def _text(_name: str, text: str) -> str:
    return text


def _url(name: str, text: str) -> str:
    if not re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", text):
        shown = "this one" if "@" in text else repr(text)  # a password may stand in front of an @
        raise SettingError(f"{name} must be an http or https URL without user, password and query, not {shown}")
    return text.rstrip("/")


def _store_url(name: str, text: str) -> str:
    if not re.fullmatch(r"file:///[^?#]+|s3://[a-z0-9][a-z0-9.-]+(/[^?#\s]*)?", text):
        raise SettingError(f"{name} must be file:///an/absolute/folder or s3://bucket/prefix, not {text!r}")
    return text.rstrip("/")


def _codes(name: str, text: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in text.split(",") if code.strip())
    if short := [len(code) for code in codes if len(code) < MIN_CODE_LENGTH]:
        raise SettingError(f"{name} must have at least {MIN_CODE_LENGTH} characters in each code; one has {short[0]}")
    return codes


def _key(name: str, text: str) -> str:
    if len(text) < MIN_KEY_LENGTH:
        raise SettingError(f"{name} must have at least {MIN_KEY_LENGTH} characters; this one has {len(text)}")
    return text


def _networks(name: str, text: str) -> Allow:
    try:
        return Allow.parse(text)
    except ValueError as error:
        raise SettingError(f"{name} must list networks or host names, divided by commas: {error}") from error


def _setting(default: Any, read: Callable[[str, str], object], *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"read": read})


@dataclass(frozen=True)
class Settings:
    """All settings. A field's environment variable is its name in capitals; secrets stay out of the repr."""

    port: int = _setting(8080, _number(1, 65535))
    backend: Backend = _setting("local", _choice(Backend))
    access: Access = _setting("token", _choice(Access))
    signing_key: str = _setting("", _key, secret=True)
    client_id: str = _setting("", _text)
    client_secret: str = _setting("", _text, secret=True)
    max_image_bytes: int = _setting(2 * 1024 * 1024, _number(1, 64 * 1024 * 1024))
    max_photo_bytes: int = _setting(16 * 1024 * 1024, _number(1, 64 * 1024 * 1024))
    max_image_pixels: int = _setting(50_000_000, _number(1, 500_000_000))
    upload_seconds: float = _setting(30.0, _number(0.1, 600.0))
    threads: int = _setting(64, _number(2, 512))
    queue_seconds: float = _setting(10.0, _number(0.1, 300.0))
    fetch_allow: Allow = _setting(Allow(), _networks)
    fetch_seconds: float = _setting(8.0, _number(0.1, 60.0))
    wechat_api_base: str = _setting("https://api.weixin.qq.com", _url)
    wechat_appid: str = _setting("", _text)
    wechat_secret: str = _setting("", _text, secret=True)
    wechat_token_file: str = _setting("/.tencentcloudbase/wx/cloudbase_access_token", _text)
    vendor_seconds: float = _setting(12.0, _number(0.1, 60.0))
    aicrop_seconds: float = _setting(5.0, _number(0.1, 60.0))
    qrcode_seconds: float = _setting(6.0, _number(0.05, 60.0))
    ocr_seconds: float = _setting(30.0, _number(0.1, 120.0))
    superresolution_pixels: int = _setting(12_000_000, _number(10_000, 100_000_000))
    superresolution_seconds: float = _setting(40.0, _number(0.1, 300.0))
    max_media_bytes: int = _setting(20 * 1024 * 1024, _number(10_000, 64 * 1024 * 1024))
    store_url: str = _setting("", _store_url)
    store_endpoint: str = _setting("", _url)
    store_region: str = _setting("us-east-1", _text)
    store_access_key: str = _setting("", _text, secret=True)
    store_secret_key: str = _setting("", _text, secret=True)
    public_base_url: str = _setting("", _url)
    appcodes: tuple[str, ...] = _setting((), _codes, secret=True)
    leqi_api_base: str = _setting("https://wnt2.market.alicloudapi.com", _url)
    leqi_seconds: float = _setting(60.0, _number(0.1, 300.0))
    leqi_appcode: str = _setting("", _text, secret=True)
    idphoto_seconds: float = _setting(30.0, _number(0.1, 300.0))
    matting_model: str = _setting("", _text)
    log_level: LogLevel = _setting("info", _choice(LogLevel))
    log_format: LogFormat = _setting("json", _choice(LogFormat))
    eager: bool = True  # functions make their back ends ready at import; the emulator and the tests at first use

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings from `env`, where an empty value counts as absent. Raises SettingError."""
        texts = {f: env.get(f.name.upper(), "").strip() for f in fields(cls) if f.metadata}
        return cls(**{f.name: f.metadata["read"](f.name.upper(), text) for f, text in texts.items() if text})

    def require(self, *names: str) -> None:
        """Raise SettingError if one of the settings is empty."""
        if "store_url" in names and self.store_url.startswith("s3:"):
            names += ("store_access_key", "store_secret_key")
        for name in names:
            if not getattr(self, name):
                raise SettingError(f"{name.upper()} is not set: {_WHY[name]}")


_WHY = {
    "signing_key": "it signs and checks access tokens; choose 32 random characters, the same for all functions, "
    "or set ACCESS=platform where the platform authenticates the callers",
    "client_id": "it is the appid with which clients ask for a token; choose one",
    "client_secret": "it is the secret with which clients ask for a token; choose one",
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
