"""The tables of the page, in either language: the same figures under other heads."""

from collections.abc import Mapping, Sequence
from typing import Literal

from . import prices
from .figures import Figures

Language = Literal["en", "zh"]
CALLS = 1000
_HEADS = {
    "calls": (
        "function | CPU s a call | calls a core and second | and day | memory (MB) | CPU s to the first answer",
        "函数 | 每次调用 CPU 秒 | 一核每秒调用数 | 一核每天调用数 | 内存（MB） | 到首次应答的 CPU 秒",
    ),
    "costs": (
        "function | SCF (CNY) | FC (CNY) | Cloud Run (USD) | package at our example's price (CNY)",
        "函数 | SCF（元） | FC（元） | Cloud Run（美元） | 次数包，按举例的单价（元）",
    ),
    "prices": ("price | amount | unit | source | seen", "价格 | 数值 | 单位 | 出处 | 查看日期"),
}
_WHEN = (
    "Measured on {day} with the networks of that day, on {cores} cores that {load} other processes wanted too.",
    "测于 {day}，用的是当天的网络；机器有 {cores} 个核，当时另有 {load} 个进程在抢。",
)
_YOURS = ("your price here", "填你的价格")


def tables(rows: Sequence[Figures], when: Mapping[str, str], language: Language) -> dict[str, list[str]]:
    """The lines of each table by its name, and the sentence that says `when` they were measured."""
    index = ("en", "zh").index(language)
    bodies = {"calls": _calls(rows), "costs": _costs(rows), "prices": _prices(index)}
    return {
        "day": [_WHEN[index].format(**when)],
        **{name: _table(_HEADS[name][index], body) for name, body in bodies.items()},
    }


def _calls(rows: Sequence[Figures]) -> list[list[str]]:
    return [
        [
            f"`{one.name}`",
            short(one.seconds),
            short(1 / one.seconds),
            f"{float(short(86400 / one.seconds)):,.0f}",
            str(one.used),
            f"{one.start:.2f}",
        ]
        for one in rows
    ]


def _costs(rows: Sequence[Figures]) -> list[list[str]]:
    return [
        [
            f"`{one.name}`",
            *(
                short(charged(CALLS, one.seconds, one.megabytes))
                for charged in (prices.scf, prices.fc, prices.cloud_run)
            ),
            short(prices.package(CALLS)),
        ]
        for one in rows
    ]


def _prices(index: int) -> list[list[str]]:
    return [
        [
            one.what[index],
            f"{one.amount:.10f}".rstrip("0").rstrip("."),
            one.unit,
            one.source or _YOURS[index],
            one.seen or "-",
        ]
        for one in prices.PRICES
    ]


def short(figure: float) -> str:
    """Two digits that count: 0.0012, 0.57, 18, 820."""
    return f"{float(f'{figure:.2g}'):f}".rstrip("0").rstrip(".")


def _table(head: str, body: list[list[str]]) -> list[str]:
    columns = head.count("|") + 1
    rule = " | ".join(["---", *["---:"] * (columns - 1)])
    return [f"| {head} |", f"| {rule} |", *(f"| {' | '.join(cells)} |" for cells in body)]
