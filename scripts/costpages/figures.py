"""What was measured, read from the tables of docs/benchmarks.md, and what each function's record gives it."""

from dataclasses import dataclass

import functions

CORES = 2
"""Of the machine on which the table of throughput was measured; the load's own work is in it."""


@dataclass(frozen=True)
class Figures:
    """A function's CPU seconds for a call, start in seconds, MB in use, and the MB that its record asks for."""

    name: str
    seconds: float
    start: float
    used: int
    megabytes: int


def figures(page: str) -> list[Figures]:
    """A row for each function that has one in both tables of the page, the dearest last. Raises ValueError for none."""
    rates = table(page, "## Throughput")
    starts = table(page, "## Cold start")
    found = [
        Figures(
            name,
            CORES / float(row["calls/s"]),
            float(starts[name]["first real answer (s)"]),
            int(starts[name]["memory (MB)"]),
            functions.record(name).megabytes,
        )
        for name, row in rates.items()
        if name in starts and name in functions.names()
    ]
    if not found:
        raise ValueError("docs/benchmarks.md has no table of throughput beside one of starts")
    return sorted(found, key=lambda one: one.seconds)


def table(page: str, heading: str) -> dict[str, dict[str, str]]:
    """The first table below a heading: its rows by their first cells, the cells by their columns' names."""
    _, _, below = page.partition(f"\n{heading}\n")
    lines: list[list[str]] = []
    for line in below.splitlines():
        if line.startswith("|"):
            lines.append([cell.strip() for cell in line.strip("|").split("|")])
        elif lines:
            break
    if not lines:
        raise ValueError(f"docs/benchmarks.md has no table below {heading!r}")
    head, _, *rows = lines
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}
