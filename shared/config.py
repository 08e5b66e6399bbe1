"""Every setting, its default and what it may be: read from the environment once per process, and nowhere else."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from shared import secret_values, values
from shared.bilingual import Bilingual, Language
from shared.download.addresses import Allow
from shared.purposes import PURPOSES
from shared.secret_values import Clients

Backend = Literal["local", "vendor", "relay"]
Access = Literal["token", "platform"]
LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["json", "text"]
HintLanguage = Literal["auto", "en", "zh"]

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
    signing_key: str = _setting("", secret_values.keys, secret=True)
    client_id: str = _setting("", values.any_text)
    client_secret: str = _setting("", secret_values.secret, secret=True)
    clients: Clients = _setting((), secret_values.clients, secret=True)
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
    appcodes: tuple[str, ...] = _setting((), secret_values.codes, secret=True)
    leqi_api_base: str = _setting("https://wnt2.market.alicloudapi.com", values.url)
    leqi_seconds: float = _setting(60.0, values.number(0.1, 300.0))
    leqi_appcode: str = _setting("", values.any_text, secret=True)
    matting_model: str = _setting("", values.any_text)
    specs: str = _setting("", values.any_text)
    hint_language: HintLanguage = _setting("auto", values.choice(HintLanguage))
    log_level: LogLevel = _setting("info", values.choice(LogLevel))
    log_format: LogFormat = _setting("json", values.choice(LogFormat))
    metrics: bool = _setting(False, values.switch)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings from `env`, where an empty value counts as absent. Raises SettingError."""
        texts = {f: _text(env, f.name.upper(), secret=not f.repr) for f in fields(cls)}
        chosen = cls(**{f.name: f.metadata["read"](f.name.upper(), text) for f, text in texts.items() if text})
        if chosen.client_id in dict(chosen.clients):
            raise SettingError(
                Bilingual(
                    "CLIENTS must not have the id that CLIENT_ID has: choose another one",
                    "CLIENTS 中不能有与 CLIENT_ID 相同的 id：请另选一个",
                )
            )
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
                raise SettingError(
                    Bilingual("{name} is not set: {why}", "未设置 {name}：{why}", name=name.upper(), why=PURPOSES[name])
                )


def _text(env: Mapping[str, str], name: str, *, secret: bool) -> str:
    """The text of a variable or, for a secret, of the file that its other variable names; "" if it is absent."""
    text = env.get(name, "").strip()
    file = env.get(name + FILE, "").strip() if secret else ""
    if not file:
        return values.one_line(name, text) if secret else text
    if text:
        raise SettingError(
            Bilingual(
                "{name} and {file} must not both be set: choose one of them",
                "{name} 和 {file} 不能同时设置：请二选一",
                name=name,
                file=name + FILE,
            )
        )
    try:
        text = Path(file).read_text("utf-8-sig").strip()
    except OSError as error:
        raise _no_secret(name, Bilingual("it cannot be read: {why}", "无法读取：{why}", why=error.strerror)) from None
    except ValueError:
        raise _no_secret(name, Bilingual("it cannot be read: it is not UTF-8", "无法读取：它不是 UTF-8 编码")) from None
    if not text:
        raise _no_secret(name, Bilingual("that one is empty", "该文件为空"))
    return values.one_line(name, text)


def _no_secret(name: str, why: Bilingual) -> SettingError:
    """The error for a file. Its name is not shown: who takes one variable for the other has put the secret there."""
    return SettingError(
        Bilingual(
            "{file} must name a text file with the secret in it; {why}",
            "{file} 必须是存放该密钥的文本文件；{why}",
            file=name + FILE,
            why=why,
        )
    )


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
        raise cannot_start(error.reason) from error
    return chosen


def cannot_start(reason: Bilingual) -> SystemExit:
    """What ends a process that cannot serve, with a sentence in the language of whoever started it."""
    return SystemExit(Bilingual("cannot start: {reason}", "无法启动：{reason}", reason=reason).say(terminal_language()))


def terminal_language() -> Language:
    """The language of whoever started this process: what its locale says."""
    named = next((text for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (text := os.environ.get(name))), "")
    return "zh" if named.lower().startswith("zh") else "en"


def use(chosen: Settings) -> None:
    """Put `chosen` in force, for the emulator and the tests, which run every function in one process."""
    global _current  # noqa: PLW0603
    _current = chosen
