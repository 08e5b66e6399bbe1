"""Start and memory of the gateway beside single functions: python -m benchmarks.coldstart.gateway [--rounds 5]."""

import argparse
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

import functions
from shared import wechat
from tests.support import ROOT
from tests.support.sample_calls import SampleCall, sample_call, upload

from .artifacts import Row, package
from .measure import Start, start

FIRST = "printed_text_ocr"
"""The function whose call is the first one."""
ALIVE = SampleCall(b"ok", target="/healthz")
HEAD = """\
| process | first 200 (s) | CPU to it (s) | first real answer (s) | CPU to it (s) \
| memory after one call of each (MB) | at most (MB) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    """Package, start the gateway and the functions in turn, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = range(parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        package(Path(name), "all", "--no-zip")
        report(Path(name), rounds)


def report(artifacts: Path, rounds: range) -> None:
    """Print the table, from the artifacts in a folder."""
    single = [Row(name, artifacts / name, name) for name in functions.names()]
    of_gateway = [_at_path(name) for name in (FIRST, *set(functions.names()) - {FIRST})]
    print(HEAD)
    print(_line(next(row for row in single if row.name == FIRST), [_of(FIRST)], artifacts, rounds))
    for title, settings in (("gateway", {}), ("gateway, PRELOAD=1", {"PRELOAD": "1"})):
        print(_line(Row(title, artifacts / "gateway", settings=settings), of_gateway, artifacts, rounds))
    alone = [[start(row, artifacts, [_of(row.name)]) for _ in rounds] for row in single]
    print(f"| all {len(single)} functions, each a process | | | | | {_memories(alone)} |")


def _line(row: Row, calls: list[SampleCall], home: Path, rounds: range) -> str:
    start(row, home, [ALIVE])  # brings the files into the system's cache
    times = [[start(row, home, some) for _ in rounds] for some in ([ALIVE], calls)]
    cells = [f"{median(s.answered for s in some):.2f} | {median(s.cpu for s in some):.2f}" for some in times]
    return f"| {row.name} | {' | '.join(cells)} | {_memories(times[1:])} |"


def _memories(processes: Iterable[list[Start]]) -> str:
    """Two cells: the sums of what the processes have at the end, and at most."""
    some = list(processes)
    ends = sum(median(one.memory for one in starts) for starts in some)
    return f"{ends:.0f} | {sum(median(one.peak for one in starts) for starts in some):.0f}"


def _of(name: str) -> SampleCall:
    """A function's call, with the picture that the try-it page has for it."""
    record = functions.record(name)
    if record.sample and isinstance(record.wire, wechat.Form):
        return upload((ROOT / "emulator" / "samples" / record.sample).read_bytes(), '"errcode":0')
    return sample_call(name)


def _at_path(name: str) -> SampleCall:
    """A function's call, at its path."""
    call = _of(name)
    return replace(call, target=functions.record(name).paths[0] + call.target.removeprefix("/"))


if __name__ == "__main__":
    main()
