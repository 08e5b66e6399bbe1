"""Run the measurement: python -m benchmarks.coldstart [--rounds 15]."""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from tests.support.sample_calls import sample_call

from .artifacts import Row, rows, size
from .measure import Start, start

HEAD = """\
| function | first 200 (s) | x empty | first real answer (s) | x empty's first 200 | CPU to first 200 (s) \
| memory (MB) | unpacked (MB) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    """Package, start every artifact in turn, again and again, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        table = rows(home)
        starts: dict[str, list[Start]] = {row.name: [] for row in table}
        answers: dict[str, list[Start]] = {row.name: [] for row in table}
        for number in range(rounds + 1):
            for row in table:
                plain = start(row, home)
                answer = [start(row, home, [sample_call(row.function)])] if row.function else []
                if number:  # the first round only brings the files into the system's cache
                    starts[row.name].append(plain)
                    answers[row.name] += answer
        print(HEAD)
        base = median(one.answered for one in starts[table[0].name])
        for row in table:
            print(_line(row, starts[row.name], answers[row.name], base))


def _line(row: Row, starts: list[Start], answers: list[Start], base: float) -> str:
    first, answer = (median(one.answered for one in some) if some else None for some in (starts, answers))
    cpu, memory = median(one.cpu for one in starts), median(one.memory for one in answers or starts)
    head = f"| {row.name} | {_cells(first, base)} | {_cells(answer, base)}"
    return f"{head} | {cpu:.2f} | {memory:.0f} | {size(row.folder) / 1e6:.1f} |"


def _cells(seconds: float | None, base: float) -> str:
    return f"{seconds:.3f} | {seconds / base:.2f}" if seconds else " | "


if __name__ == "__main__":
    main()
