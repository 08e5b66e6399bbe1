"""What each page says of a function: one row of its table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import functions
from shared import leqi, wechat
from shared.capability import COMMON
from shared.config import Settings
from shared.wire import Wire

from ..deployfiles.function import Function

VENDORS: Mapping[type[Wire], str] = {wechat.Form: "WeChat", leqi.Form: "Leqi"}
CHINESE: Mapping[str, str] = {"WeChat": "微信", "Leqi": "乐奇"}


@dataclass(frozen=True)
class Table:
    """A table with a row for each function; `first` are rows before them."""

    heads: tuple[str, ...]
    cells: Callable[[Function], Iterable[str]]
    first: tuple[tuple[str, ...], ...] = field(default=())

    def head(self) -> list[str]:
        """The lines above the functions'."""
        return [_line(self.heads), _line("---" for _ in self.heads), *map(_line, self.first)]

    def row(self, function: Function) -> str:
        """A function's line."""
        return _line(self.cells(function))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _code(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _page(function: Function) -> Iterable[str]:
    record = functions.record(function.name)
    yield f"[{function.name}](../functions/{function.name}/README.md)"
    yield _code(record.paths)
    yield f"we, {VENDORS[type(record.wire)]} or either" if record.vendor else "we"


def _page_in_chinese(function: Function) -> Iterable[str]:
    record = functions.record(function.name)
    yield f"[{function.name}](../../functions/{function.name}/README.zh-CN.md)"
    yield _code(record.paths)
    yield f"自有引擎、{CHINESE[VENDORS[type(record.wire)]]}或接力" if record.vendor else "自有引擎"


def _settings(function: Function) -> Iterable[str]:
    record = function.record
    needed = record.required(Settings())
    yield f"`{function.name}`"
    yield _code(name.upper() for name in needed)
    yield _code(name.upper() for name in record.reads if name not in (*needed, *COMMON))


def _deployment(none: str) -> Callable[[Function], Iterable[str]]:
    def cells(function: Function) -> Iterable[str]:
        record = function.record
        engines = [room.removeprefix("engines/") for room in function.rooms if room.startswith("engines/")]
        yield f"`{function.name}`"
        yield _code(record.paths)
        yield ", ".join(function.methods)
        yield f"{record.megabytes} MB"
        yield f"{record.seconds} s"
        yield ", ".join(engines) or none

    return cells


_COMMON = _code(map(str.upper, COMMON))

TABLES: Mapping[str, Table] = {
    "docs/README.md": Table(("function", "at", "who can answer"), _page),
    "docs/zh/README.md": Table(("函数", "路径", "可以由谁回答"), _page_in_chinese),
    "docs/settings.md": Table(("function", "must not be empty", "also reads"), _settings, (("each one", "", _COMMON),)),
    "docs/zh/settings.md": Table(("函数", "不能为空", "还会读取"), _settings, (("每一个", "", _COMMON),)),
    "docs/deployment.md": Table(
        ("function", "paths", "methods", "memory", "time", "of `engines/`"), _deployment("none")
    ),
    "docs/zh/deployment.md": Table(("函数", "路径", "方法", "内存", "时间", "用到的 `engines/`"), _deployment("无")),
}
